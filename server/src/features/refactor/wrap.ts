import type { Catalog } from "../../schema/catalog";
import { cutOut } from "../../workflow/cut";
import { appendField, appendItem } from "../../workflow/insert";
import { called } from "../../workflow/label";
import { layoutOf } from "../../workflow/layout";
import { removeMembers } from "../../workflow/members";
import { actionOf, arrayOf, fieldOf, type Step, statusOf, textOf } from "../../workflow/model";
import { type FieldPiece, literal, type Piece } from "../../workflow/pieces";
import { type RefactorContext, type Refactoring, selectedStep } from "./refactoring";

/** Puts the selected step into a new condition of the step before it, so that it only runs when that matches. */
export function wrapInCondition(context: RefactorContext): Refactoring[] {
  const step = selectedStep(context);
  const array = step && arrayOf(step.list);
  const previous = step?.list.steps[step.position - 1];
  if (!step || !array) {
    return [];
  }
  if (!previous) {
    const title = `Wrap ${called(step)} in a condition`;
    const obstacle = "The first step of a list has no step before it whose condition it could be in.";
    return [{ kind: "surround", title, edits: [], obstacle }];
  }
  const next = fieldOf(previous, "next")?.value;
  const match = freeMatch(previous, context.catalog);
  if (!match || previous.index + 1 !== step.index || (next && next.type !== "array")) {
    return [];
  }
  const { text } = context.document;
  const layout = layoutOf(context.document);
  const steps: Piece = { kind: "array", items: [cutOut(text, array, step.index, step.index)] };
  const condition: Piece = { kind: "object", fields: [match.field, { key: "steps", value: steps }] };
  const added = next
    ? appendItem(text, layout, next, condition)
    : appendField(text, layout, previous.node, {
        key: "next",
        value: { kind: "array", items: [condition] },
      });
  return [
    {
      kind: "surround",
      title: `Wrap ${called(step)} in a condition: only when ${called(previous)} ${match.words}`,
      edits: [...added, ...removeMembers(text, array, step.index, step.index)],
    },
  ];
}

/** What a new condition matches, as a field and in words. */
interface Match {
  readonly field: FieldPiece;
  readonly words: string;
}

/**
 * What none of a step's conditions matches yet: the first code of those that its action always returns one of,
 * such as `true` of a decision, and OK where it returns others.
 */
function freeMatch(step: Step, catalog: Catalog): Match | undefined {
  const { conditions } = step;
  const codes = catalog.codesOf(actionOf(step) ?? "");
  if (codes) {
    const code = codes.find((one) => !conditions.some((condition) => textOf(condition, "code") === one));
    return code === undefined
      ? undefined
      : { field: { key: "code", value: literal(JSON.stringify(code)) }, words: `returns ${code}` };
  }
  const isTaken = conditions.some((condition) => statusOf(condition) === "OK" && !textOf(condition, "code"));
  return isTaken ? undefined : { field: { key: "status", value: literal('"OK"') }, words: "ends with OK" };
}
