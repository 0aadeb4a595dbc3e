import { called } from "../../workflow/label";
import { membersOf, permuteMembers } from "../../workflow/members";
import { arrayOf, type Step } from "../../workflow/model";
import { type RefactorContext, type Refactoring, selectedStep } from "./refactoring";

/** Changes the places of the selected step and the one before or behind it in its list. */
export function moveStep(context: RefactorContext): Refactoring[] {
  const step = selectedStep(context);
  if (!step) {
    return [];
  }
  const { steps } = step.list;
  return [
    ...swap(context, steps[step.position - 1], step, `Move ${called(step)} up`),
    ...swap(context, step, steps[step.position + 1], `Move ${called(step)} down`),
  ];
}

function swap(
  { document: { text } }: RefactorContext,
  upper: Step | undefined,
  lower: Step | undefined,
  title: string,
): Refactoring[] {
  const array = upper && arrayOf(upper.list);
  if (!array || !lower || upper.index + 1 !== lower.index) {
    return [];
  }
  const members = membersOf(text, array);
  const order = members.map((_, at) =>
    at === upper.index ? lower.index : at === lower.index ? upper.index : at,
  );
  return [{ kind: "move", title, edits: permuteMembers(text, members, order) }];
}
