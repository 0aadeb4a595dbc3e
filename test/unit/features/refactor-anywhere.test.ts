import assert from "node:assert/strict";
import { freshenPasted } from "../../../server/src/features/paste";
import { findRefactorings } from "../../../server/src/features/refactor";
import { findRenameable, rename } from "../../../server/src/features/rename";
import { parseDocument, type WorkflowDocument } from "../../../server/src/workflow/document";
import { applyEdits, type Edit } from "../../../server/src/workflow/edits";
import { CATALOG } from "../../support/rules";
import { placesIn } from "../../support/thorough";
import { BIG } from "../workflow/texts";
import { FRESH } from "./accept";

const BROKEN = [
  "",
  "\ufeff",
  "null",
  "[{}]",
  '{ "steps": [{ "id": 1, "name": null, "next": { "a": 1 } }, null, [], "x"] }',
  '{ "steps": [{ "next": [{ "step_id": [], "steps": "a", "stop": 0 }, null, [[]], {}] }, {}] }',
  '{ "steps": [{ "id": "a", "id": "b", "next": [], "next": [{ "step_id": "b" }] }, { "id": "b" }], "steps": [{}, {}] }',
  '{ "steps": [{ "__proto__": { "id": 1 }, "action": "__proto__", "next": null }, {}], "constructor": 1 }',
  "{ steps: [{ id: x, 'action': silo.close, }, ], // a\n /* b */ }",
  '{ "steps": [{ "next": [/* a */] /* b */, } /* c */, /* d */ {}, // e\n ] /* f */ }',
  '{ "steps": [{ "id": "a", "next": [{ "step_id": "b" }] }, { "id": "b", "next": [{ "step_id": "a" }] }] }',
  "]}{[:,,:",
  '"\\ud800 😀',
];

/** Checks that edits lie in the text and apart from each other, and that strict JSON stays that. */
function check(text: string, edits: readonly Edit[]): void {
  let last = -1;
  for (const { span } of [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    assert.ok(last <= span.start && span.start <= span.end && span.end <= text.length, text);
    last = span.end;
  }
  const after = parseDocument(applyEdits(text, edits));
  const before = parseDocument(text);
  assert.ok(before.isTorn || !after.isTorn, text);
  assert.ok(after.problems.length <= before.problems.length, applyEdits(text, edits));
}

function askAll(document: WorkflowDocument, offset: number): void {
  const { text } = document;
  const range = { start: offset, end: offset };
  const context = { document, catalog: CATALOG, range, newId: () => FRESH };
  for (const { edits, obstacle } of findRefactorings(context, () => true)) {
    assert.ok(edits.length > 0 === (obstacle === undefined), text);
    check(text, edits);
  }
  const found = findRenameable(document, offset);
  const renamed = rename(document, offset, FRESH);
  assert.equal(renamed.kind === "refusal", found.kind === "refusal");
  if (renamed.kind === "renamed") {
    check(text, renamed.edits);
  }
  freshenPasted(document, range, '{ "id": "a" }, "b"', () => FRESH);
}

describe("refactoring, renaming and pasting", () => {
  it("work at every offset of a workflow", () => {
    const document = parseDocument(BIG);
    for (const offset of placesIn(BIG)) {
      askAll(document, offset);
    }
  });

  it("work at every offset of texts that are broken in every way", () => {
    for (const text of BROKEN) {
      const document = parseDocument(text);
      for (const offset of [...placesIn(text), text.length + 1]) {
        askAll(document, offset);
      }
    }
  });

  it("work at the end of a workflow that is cut off anywhere, whatever of it is pasted", () => {
    for (const length of placesIn(BIG)) {
      const document = parseDocument(BIG.slice(0, length));
      askAll(document, length);
      const text = freshenPasted(document, { start: 0, end: 0 }, BIG.slice(length), () => FRESH);
      assert.ok(text === undefined || text.length > 0);
    }
  });
});
