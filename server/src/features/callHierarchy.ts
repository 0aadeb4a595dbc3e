import type { WorkflowDocument } from "../workflow/document";
import { idAt } from "../workflow/find";
import type { Flow } from "../workflow/flow";
import { linksFrom, linksTo, type StepLink } from "../workflow/graph";
import { oneLine } from "../workflow/label";
import {
  actionOf,
  fieldOf,
  labelOf,
  matchLabelOf,
  normalId,
  pathOf,
  type Step,
  textOf,
} from "../workflow/model";
import { selectionOf } from "../workflow/selection";
import type { Span } from "../workflow/span";

/** How a step is found again in a later version of its text. */
export interface StepKey {
  /** Empty when the step has none. */
  readonly id: string;
  readonly path: string;
}

/** A step as the hierarchy shows it. */
export interface FlowItem {
  readonly key: StepKey;
  readonly name: string;
  /** The action and, of a step that another one leads to or from, on which conditions. */
  readonly detail: string;
  readonly span: Span;
  readonly selection: Span;
}

/** A step that leads to another one, or that another one leads to, and the places that say so. */
export interface FlowCall {
  readonly item: FlowItem;
  readonly places: readonly Span[];
}

/**
 * The step whose ways are asked for at an offset: on a `step_id` the one that it goes to, else the innermost one
 * around the offset. Several where an id is taken twice.
 */
export function prepareCallHierarchy(document: WorkflowDocument, offset: number): FlowItem[] {
  const named = idAt(document, offset)?.steps ?? [];
  const around = document.steps.findLast(({ span }) => span.start <= offset && offset <= span.end);
  const steps = named.length > 0 ? named : around ? [around] : [];
  return steps.map((step) => toItem(step, []));
}

/** The steps from which the flow comes to a step; none when that one is no longer there. */
export function findIncomingCalls(document: WorkflowDocument, flow: Flow, key: StepKey): FlowCall[] {
  const step = stepOf(document, key);
  return step ? toCalls(linksTo(document, flow, step), "from") : [];
}

/** The steps to which the flow goes on from a step. */
export function findOutgoingCalls(document: WorkflowDocument, flow: Flow, key: StepKey): FlowCall[] {
  const step = stepOf(document, key);
  return step ? toCalls(linksFrom(document, flow, step), "to") : [];
}

/** By its id, which moves with the step, else by its place. */
function stepOf(document: WorkflowDocument, { id, path }: StepKey): Step | undefined {
  const steps = (id && document.stepsById.get(normalId(id))) || document.steps;
  return steps.length === 1 && id ? steps[0] : steps.find((step) => pathOf(step) === path);
}

function toCalls(links: readonly StepLink[], end: "from" | "to"): FlowCall[] {
  const byStep = new Map<Step, StepLink[]>();
  for (const link of links) {
    const own = byStep.get(link[end]);
    if (own) {
      own.push(link);
    } else {
      byStep.set(link[end], [link]);
    }
  }
  return [...byStep].map(([step, own]) => ({
    item: toItem(step, own),
    places: distinct(own.map(placeOf)),
  }));
}

function toItem(step: Step, links: readonly StepLink[]): FlowItem {
  const ways = [...new Set(links.map(wayOf))].filter((way) => way !== "");
  return {
    key: { id: textOf(step, "id") ?? "", path: pathOf(step) },
    name: oneLine(labelOf(step)),
    detail: [actionOf(step), ways.join(", ")].filter(Boolean).join(" · "),
    span: step.span,
    selection: selectionOf(step),
  };
}

/** On what the flow takes a way; empty where it does so by itself. */
function wayOf({ condition, kind }: StepLink): string {
  return kind === "rescue" ? "rescue" : condition ? oneLine(matchLabelOf(condition)) : "";
}

/** What in the text says that the flow takes a way. */
function placeOf({ from, condition, jump }: StepLink): Span {
  const target = jump && fieldOf(jump, "step_id")?.value;
  return target ?? selectionOf(condition ?? from);
}

function distinct(spans: readonly Span[]): Span[] {
  return [...new Map(spans.map((span) => [span.start, span])).values()];
}
