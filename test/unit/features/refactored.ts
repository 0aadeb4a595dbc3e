import assert from "node:assert/strict";
import { findRefactorings } from "../../../server/src/features/refactor";
import type { Refactoring, RefactoringKind } from "../../../server/src/features/refactor/refactoring";
import { parseDocument } from "../../../server/src/workflow/document";
import { applyEdits } from "../../../server/src/workflow/edits";
import { parseMarkers } from "../../support/markers";
import { CATALOG, numberedIds } from "../../support/rules";

/** The refactorings of some kinds at the cursor or the marked range, with fresh UUIDs from `numberedIds`. */
export function refactoringsAt(marked: string, ...kinds: readonly RefactoringKind[]): Refactoring[] {
  const { text, cursor, ranges } = parseMarkers(marked);
  const range = ranges[0] ?? { start: cursor ?? 0, end: cursor ?? 0 };
  const context = { document: parseDocument(text), catalog: CATALOG, range, newId: numberedIds() };
  return findRefactorings(context, (kind) => kinds.includes(kind));
}

/** The titles of what can be chosen, and what cannot with its reason behind a colon. */
export function titlesAt(marked: string, ...kinds: readonly RefactoringKind[]): string[] {
  return refactoringsAt(marked, ...kinds).map(({ title, obstacle }) =>
    obstacle === undefined ? title : `${title}: ${obstacle}`,
  );
}

/** The whole text after the only refactoring of a kind whose title starts so. */
export function refactored(marked: string, kind: RefactoringKind, title: string): string {
  const found = refactoringsAt(marked, kind);
  const [refactoring, ...others] = found.filter((one) => one.title.startsWith(title) && !one.obstacle);
  assert.ok(
    refactoring && others.length === 0,
    `'${title}' is offered once, among: ${found.map((one) => one.title).join(", ")}`,
  );
  return applyEdits(parseMarkers(marked).text, refactoring.edits);
}

/** The number of a UUID that `numberedIds` makes. */
export function fresh(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;
}
