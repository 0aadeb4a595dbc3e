import { indentAt } from "../../workflow/layout";
import { membersOf } from "../../workflow/members";
import type { Node } from "../../workflow/node";
import type { RawPiece } from "../../workflow/pieces";

/** Neighbouring items of an array with all comments that belong to them, to be written somewhere else. */
export function cutOut(text: string, array: Node, from: number, to: number): RawPiece {
  const members = membersOf(text, array).slice(from, to + 1);
  const start = members[0]?.block.start ?? array.start;
  const last = members.at(-1);
  const trail = last ? text.slice(last.trail.start, last.trail.end) : "";
  const cut = text.slice(start, last?.block.end) + trail;
  const isBare = last?.block.end === last?.value.end && trail === "";
  return { kind: "raw", text: cut, indent: indentAt(text, start), isInline: isBare && !/[\r\n]/.test(cut) };
}
