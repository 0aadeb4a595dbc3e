import type { WorkflowDocument } from "./document";
import { editedSlice } from "./edits";
import { giveFreshIds } from "./freshIds";
import { indentAt } from "./layout";
import { membersOf } from "./members";
import { type Step, withNested } from "./model";
import type { Node } from "./node";
import type { RawPiece } from "./pieces";

/** Neighbouring items of an array with all comments that belong to them, to be written somewhere else. */
export function cutOut(text: string, array: Node, from: number, to: number): RawPiece {
  const members = membersOf(text, array).slice(from, to + 1);
  const start = members[0]?.block.start ?? array.start;
  const last = members.at(-1);
  const trail = last ? text.slice(last.trail.start, last.trail.end) : "";
  const cut = text.slice(start, last?.block.end);
  const isBare = last?.block.end === last?.value.end && trail === "";
  return {
    kind: "raw",
    text: cut,
    trail,
    indent: indentAt(text, start),
    isInline: isBare && !/[\r\n]/.test(cut),
  };
}

/**
 * Copies of steps with what is nested in them, to be written somewhere else. All have fresh UUIDs, and what goes to
 * one of the copied steps goes to its copy.
 */
export function copyOut(document: WorkflowDocument, steps: readonly Step[], newId: () => string): RawPiece[] {
  const copied = steps.flatMap(withNested);
  const conditions = copied.flatMap((step) => step.conditions);
  const ids = giveFreshIds(document, copied, conditions, newId).sort((a, b) => a.span.start - b.span.start);
  return steps.map(({ span }) => {
    const behind = ids.findIndex((edit) => edit.span.start >= span.end);
    const text = editedSlice(document.text, span, ids.splice(0, behind < 0 ? ids.length : behind));
    const indent = indentAt(document.text, span.start);
    return { kind: "raw", text, indent, isInline: !/[\r\n]/.test(text) };
  });
}
