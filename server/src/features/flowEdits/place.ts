import type { FlowPlace } from "../../flowProtocol";
import { targetOf, type WorkflowDocument } from "../../workflow/document";
import { called } from "../../workflow/label";
import { type Condition, type StepList, textOf } from "../../workflow/model";
import { calledCondition, conditionNamed, type FlowEditContext, stepNamed } from "./change";
import { faultOf } from "./list";

/** Where a step is put: before the item of a list with an index, or behind the last one. */
export interface Place {
  readonly list: StepList;
  readonly at: number;
}

/** The place that is named, or why nothing can be put there. */
export function placeNamed(context: FlowEditContext, to: FlowPlace): Place | string {
  if ("inside" in to) {
    const condition = conditionNamed(context, to.inside);
    return typeof condition === "string" ? condition : placeIn(context, condition.steps, 0);
  }
  const step = stepNamed(context, "after" in to ? to.after : to.before);
  return typeof step === "string"
    ? step
    : placeIn(context, step.list, "after" in to ? step.index + 1 : step.index);
}

/** A place in a list, or why nothing can be put there. */
export function placeIn({ document }: FlowEditContext, list: StepList, at: number): Place | string {
  const { owner } = list;
  const jump = owner.kind === "condition" ? jumpOf(document, owner) : undefined;
  return faultOf(list) ?? jump ?? { list, at };
}

/** Where a condition goes to a step it is to have none of its own; what both do is documented nowhere. */
function jumpOf(document: WorkflowDocument, condition: Condition): string | undefined {
  // With steps already, it is told of as a fault that one more step does not make worse.
  if (!textOf(condition, "step_id") || condition.steps.steps.length > 0) {
    return undefined;
  }
  const target = targetOf(document, condition);
  const goal = target ? called(target) : "a step that the file does not have";
  return `The condition ${calledCondition(condition)} goes to ${goal}, so it cannot have steps of its own. Replace its Go-to or remove its step_id first.`;
}
