import assert from "node:assert/strict";
import {
  findReferenceLenses,
  findStepReferences,
  referencesTitle,
} from "../../../server/src/features/codeLenses";
import { parseDocument } from "../../../server/src/workflow/document";
import { mark } from "../../support/markers";

/** The text with each lens at its place, and the places that each of them opens. */
function lenses(text: string): string {
  const document = parseDocument(text);
  const found = findReferenceLenses(document);
  let shown = text;
  for (const { span, id } of found.toReversed()) {
    const title = referencesTitle(findStepReferences(document, id).length);
    shown = `${shown.slice(0, span.start)}⟦${title}⟧${shown.slice(span.start)}`;
  }
  return shown;
}

describe("code lenses", () => {
  it("stand above each step that is gone to, with how often", () => {
    assert.equal(
      lenses(
        '{ "steps": [{ "id": "a", "next": [{ "step_id": "B" }, { "step_id": "c" }] }, { "id": "b" }], "rescue": [{ "id": "c", "next": [{ "step_id": "b" }] }] }',
      ),
      '{ "steps": [{ "id": "a", "next": [{ "step_id": "B" }, { "step_id": "c" }] }, ⟦2 references⟧{ "id": "b" }], "rescue": [⟦1 reference⟧{ "id": "c", "next": [{ "step_id": "b" }] }] }',
    );
  });

  it("open the step_ids", () => {
    const text =
      '{ "steps": [{ "id": "a" }, { "next": [{ "step_id": "A" }, { "step_id": "b" }, { "step_id": "a" }] }] }';
    assert.equal(
      mark(
        text,
        findStepReferences(parseDocument(text), "a").map(({ start, end }) => ({
          tag: undefined,
          start,
          end,
        })),
      ),
      text.replace('"A"', '‹"A"›').replace(/"a" }\] }\] }$/, '‹"a"› }] }] }'),
    );
  });

  it("stand above each of the steps that share an id", () => {
    assert.equal(
      lenses('{ "steps": [{ "id": "a" }, { "id": "a" }, { "next": [{ "step_id": "a" }] }] }'),
      '{ "steps": [⟦1 reference⟧{ "id": "a" }, ⟦1 reference⟧{ "id": "a" }, { "next": [{ "step_id": "a" }] }] }',
    );
  });

  it("are none for empty ids, broken references and texts that are no workflow", () => {
    for (const text of [
      "",
      "[]",
      '{ "steps": [{ "id": "" }, { "id": 1 }, { "next": [{ "step_id": "" }, { "step_id": "x" }, { "step_id": 1 }, {}] }] }',
    ]) {
      assert.equal(lenses(text), text);
    }
  });
});
