import { targetOf, type WorkflowDocument } from "../../workflow/document";
import { createFlow, type Flow, type FlowEdge } from "../../workflow/flow";
import { called } from "../../workflow/label";
import { type Condition, isStop, normalId, type Step, textOf, withNested } from "../../workflow/model";
import { holds } from "../../workflow/span";

/** What takes the place of a condition's `step_id` without changing what runs. */
export interface Plan {
  /** The target and what runs behind it, up to where the flow ends or meets that of the condition's own step. */
  readonly steps: readonly Step[];
  /** Whether the workflow ends behind these steps, where a branch would go on. */
  readonly stop: boolean;
}

/** What runs behind a step: another one, nothing any more, or what cannot be told. */
export type Following = Step | "end" | "unknown";

/** The step that a condition goes to, where it does nothing else and the file has just one step with that id. */
export function gotoTarget(document: WorkflowDocument, condition: Condition): Step | undefined {
  const target = targetOf(document, condition);
  const withId = document.stepsById.get(normalId(textOf(condition, "step_id") ?? "")) ?? [];
  const isPlain = condition.steps.steps.length === 0 && !isStop(condition);
  return target !== condition.step && isPlain && withId.length === 1 ? target : undefined;
}

/**
 * The steps that a branch must have so that the same runs as with the condition's `step_id`; a text where there
 * are no such steps, which says why.
 */
export function planFor(document: WorkflowDocument, condition: Condition, target: Step): Plan | string {
  const steps: Step[] = [];
  const goal = followingOf(condition.step);
  // Which codes an action ends with is not relied on here: what is copied must do the same whatever comes.
  const flow = createFlow(document, { codesOf: () => undefined });
  let at: Following = target;
  while (typeof at === "object" && at !== goal) {
    if (holds(at.span, condition.span)) {
      return `${called(target)} leads back here, so that a copy would have to hold itself.`;
    }
    steps.push(at);
    if (!passesOn(flow, at)) {
      return { steps, stop: false };
    }
    at = followingOf(at);
  }
  if (at === "unknown") {
    return `What runs behind ${called(target)} ends with a condition that both has steps and goes to a step.`;
  }
  return { steps, stop: at !== goal };
}

/** What runs when a step and its branches are done and none of them has ended the flow or led it elsewhere. */
export function followingOf(step: Step): Following {
  let at = step;
  for (;;) {
    const following = at.list.steps[at.position + 1];
    const { owner } = at.list;
    if (following) {
      return following;
    }
    if (owner.kind === "workflow") {
      return "end";
    }
    if (textOf(owner, "step_id")) {
      return "unknown";
    }
    if (isStop(owner)) {
      return "end";
    }
    at = owner.step;
  }
}

/** Whether any way leads on behind a step, from the step itself or from what is nested in it. */
function passesOn(flow: Flow, step: Step): boolean {
  const isInside = (other: Step): boolean => holds(step.span, other.span);
  // Where a step follows, a way to nowhere is a stop. At the end it makes no difference.
  const following = followingOf(step);
  const leads = (edge: FlowEdge): boolean =>
    edge.kind === "goto"
      ? !holds(step.span, edge.jump.span)
      : edge.kind === "next" && (edge.to ? !isInside(edge.to) : typeof following !== "object");
  return withNested(step).some((inner) => flow.edgesFrom(inner).some(leads));
}
