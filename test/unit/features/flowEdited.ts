import assert from "node:assert/strict";
import { editFlow, type FlowEdit } from "../../../server/src/features/flowEdits";
import type { FlowOperation } from "../../../server/src/flowProtocol";
import { parseDocument } from "../../../server/src/workflow/document";
import { applyEdits } from "../../../server/src/workflow/edits";
import { CATALOG, numberedIds } from "../../support/rules";

/** What an operation comes to, with fresh UUIDs from `numberedIds`. */
export function edit(text: string, operation: FlowOperation, catalog = CATALOG): FlowEdit {
  return editFlow({ document: parseDocument(text), catalog, newId: numberedIds() }, operation);
}

/** The whole text after an operation, which must be possible; what is shown stands between `‹` and `›`. */
export function edited(text: string, operation: FlowOperation, catalog = CATALOG): string {
  const made = edit(text, operation, catalog);
  assert.ok(made.kind === "edited", made.kind === "refusal" ? made.reason : "");
  const { edits, text: after, shown } = made;
  assert.equal(applyEdits(text, edits), after);
  return shown
    ? `${after.slice(0, shown.start)}‹${after.slice(shown.start, shown.end)}›${after.slice(shown.end)}`
    : after;
}

/** Why an operation is refused. */
export function refused(text: string, operation: FlowOperation, catalog = CATALOG): string {
  const made = edit(text, operation, catalog);
  assert.ok(made.kind === "refusal", made.kind === "edited" ? made.text : "");
  return made.reason;
}
