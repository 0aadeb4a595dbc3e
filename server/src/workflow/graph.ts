import type { WorkflowDocument } from "./document";
import type { Flow, FlowEdge } from "./flow";
import { type Condition, isForAnyStatus, rootListOf, type Step, statusOf, textOf } from "./model";

/** One way from a step to another. */
export interface StepLink {
  readonly from: Step;
  readonly to: Step;
  /** Into a branch, by a `step_id`, to what follows in the list or behind the branch, or into `rescue`. */
  readonly kind: FlowEdge["kind"] | "rescue";
  /** The condition of `from` that opens the way; undefined where no condition has to match. */
  readonly condition: Condition | undefined;
  /** The condition whose `step_id` is followed. */
  readonly jump: Condition | undefined;
}

/** The ways on from a step, in the order of the text; into `rescue` last. */
export function linksFrom({ workflow }: WorkflowDocument, flow: Flow, from: Step): StepLink[] {
  const links = flow.edgesFrom(from).flatMap((edge) => toLink(from, edge));
  const rescue = workflow?.rescue.steps[0];
  return rescue && canFail(from)
    ? [...links, { from, to: rescue, kind: "rescue", condition: undefined, jump: undefined }]
    : links;
}

/** The ways that lead to a step, in the order of the text. */
export function linksTo(document: WorkflowDocument, flow: Flow, to: Step): StepLink[] {
  return document.steps.flatMap((from) => linksFrom(document, flow, from).filter((link) => link.to === to));
}

function toLink(from: Step, edge: FlowEdge): StepLink[] {
  const { kind, to, condition } = edge;
  const jump = edge.kind === "goto" ? edge.jump : undefined;
  return to ? [{ from, to, kind, condition, jump }] : [];
}

/** Whether the flow goes into `rescue` when a step ends `KO`, as no condition of its own is for every `KO`. */
export function canFail(step: Step): boolean {
  return rootListOf(step).name === "steps" && !step.conditions.some(isForFailure);
}

function isForFailure(condition: Condition): boolean {
  return (isForAnyStatus(condition) || statusOf(condition) === "KO") && !textOf(condition, "code");
}
