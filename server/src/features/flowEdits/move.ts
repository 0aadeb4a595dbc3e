import { cutOut } from "../../workflow/cut";
import { parseDocument, type WorkflowDocument } from "../../workflow/document";
import { applyEdits, type Edit, joinEdits, placeAfter } from "../../workflow/edits";
import { called } from "../../workflow/label";
import { layoutOf } from "../../workflow/layout";
import { removeMembers } from "../../workflow/members";
import { arrayOf, pathIn, pathOf, type Step, type StepList } from "../../workflow/model";
import { holds } from "../../workflow/span";
import { type FlowEditContext, type Made, shownAt } from "./change";
import { putIn } from "./list";
import type { Place } from "./place";
import { listStyle } from "./style";

/** Moves a step with all that is nested in it to a place. Its text stays as it is but for its indentation. */
export function moveStep({ document }: FlowEditContext, step: Step, { list, at }: Place): Made {
  const { text } = document;
  const { index } = step;
  const array = arrayOf(step.list);
  const isSame = list === step.list;
  if (holds(step.span, list.owner.span)) {
    return `${called(step)} cannot be moved into itself.`;
  }
  if (isSame && (at === index || at === index + 1)) {
    return { edits: [], shown: (after) => shownAt(after, pathOf(step)) };
  }
  const removed = array ? removeMembers(text, array, index, index) : [];
  const rest = parseDocument(applyEdits(text, removed));
  const goal = listIn(rest, removed, list);
  if (!array || !goal) {
    return `${called(step)} cannot be moved there.`;
  }
  const place = isSame && index < at ? at - 1 : at;
  const moved = cutOut(text, array, index, index);
  const added = putIn(rest.text, layoutOf(document), goal, place, moved, listStyle(document, list));
  return {
    edits: joinEdits(text, removed, added),
    shown: (after) => shownAt(after, pathIn(goal, place)),
  };
}

/** The same list in a text after edits that do not touch the part that it belongs to. */
function listIn(
  after: WorkflowDocument,
  edits: readonly Edit[],
  { owner, name }: StepList,
): StepList | undefined {
  if (owner.kind === "workflow") {
    return after.workflow?.[name];
  }
  const start = placeAfter(edits, owner.span.start);
  return after.conditions.find(({ span }) => span.start === start)?.steps;
}
