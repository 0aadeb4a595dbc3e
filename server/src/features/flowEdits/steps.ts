import { copyOut } from "../../workflow/cut";
import { targetOf, type WorkflowDocument } from "../../workflow/document";
import { called } from "../../workflow/label";
import { layoutOf } from "../../workflow/layout";
import { removeMembers } from "../../workflow/members";
import { arrayOf, type Condition, pathIn, type Step, withNested } from "../../workflow/model";
import { calledCondition, type FlowEditContext, type Made, shownAt } from "./change";
import { putIn } from "./list";
import { newStep, placeToFill } from "./newStep";
import type { Place } from "./place";
import { listStyle } from "./style";

/** Puts a new step with an action at a place. */
export function addStep(context: FlowEditContext, { list, at }: Place, actionId: string): Made {
  const { document, catalog, newId } = context;
  const action = catalog.get(actionId);
  if (!action) {
    return "This action is not known here any more, so no step was added.";
  }
  const beside = list.steps.findLast(({ index }) => index < at) ?? list.steps[0];
  const step = newStep(document, action, newId(), beside);
  return {
    edits: putIn(document.text, layoutOf(document), list, at, step, listStyle(document, list)),
    shown: (after) => shownAt(after, pathIn(list, at), placeToFill),
  };
}

/**
 * Deletes a step with its branches. As long as conditions go to it from elsewhere it stays: without their `step_id`
 * they would pass over what they match, failures too, and a workflow that runs so is hard to take back.
 */
export function deleteStep({ document }: FlowEditContext, step: Step): Made {
  const array = arrayOf(step.list);
  const deleted = new Set(withNested(step));
  const jumps = document.conditions.filter((condition) => {
    const target = targetOf(document, condition);
    return target !== undefined && deleted.has(target) && !deleted.has(condition.step);
  });
  if (jumps.length > 0) {
    return deletionObstacle(document, step, jumps);
  }
  const { list, index } = step;
  const paths = [pathIn(list, index), pathIn(list, index - 1)];
  return {
    edits: array ? removeMembers(document.text, array, index, index) : [],
    shown: (after) => paths.map((path) => shownAt(after, path)).find((span) => span !== undefined),
  };
}

/** How many conditions are named that go to a step; more would tell nothing more. */
const MOST_NAMED = 3;

function deletionObstacle(document: WorkflowDocument, step: Step, jumps: readonly Condition[]): string {
  const names = jumps.slice(0, MOST_NAMED).map(calledCondition);
  const more = jumps.length > names.length ? ` and ${jumps.length - names.length} more` : "";
  const isInside = jumps.every((jump) => targetOf(document, jump) !== step);
  const goal = isInside ? "a step inside it" : "it";
  const [go, them] = jumps.length === 1 ? ["a condition goes", "that one"] : ["conditions go", "those"];
  return `${called(step)} cannot be deleted while ${go} to ${goal}: ${names.join(", ")}${more}. Point ${them} to another step, or remove the step_id, first.`;
}

/** Puts a copy of a step behind it. All steps of the copy have UUIDs of their own, by which its conditions go. */
export function duplicateStep({ document, newId }: FlowEditContext, step: Step, { list, at }: Place): Made {
  const [copy] = copyOut(document, [step], newId);
  return {
    edits: copy ? putIn(document.text, layoutOf(document), list, at, copy, listStyle(document, list)) : [],
    shown: (after) => shownAt(after, pathIn(list, at)),
  };
}
