import { targetOf, type WorkflowDocument } from "../../workflow/document";
import { type Condition, isStop, isUnconditional, normalId, type Step, textOf } from "../../workflow/model";
import { called, holds } from "./refactoring";

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
  let at: Following = target;
  while (typeof at === "object" && at !== goal) {
    if (holds(at.span, condition.span)) {
      return `${called(target)} leads back here, so that a copy would have to hold itself.`;
    }
    steps.push(at);
    if (!passesOn(document, at)) {
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

/** Whether the flow can go on behind a step. It cannot where a condition matches always and every one leads elsewhere. */
function passesOn(document: WorkflowDocument, step: Step): boolean {
  const comesBack = (condition: Condition): boolean =>
    !isStop(condition) &&
    targetOf(document, condition) === undefined &&
    condition.steps.steps.every((inner) => passesOn(document, inner));
  return !step.conditions.some(isUnconditional) || step.conditions.some(comesBack);
}
