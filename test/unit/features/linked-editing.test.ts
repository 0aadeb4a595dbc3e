import assert from "node:assert/strict";
import { findLinkedPlaces, ID_PATTERN } from "../../../server/src/features/linkedEditing";
import { parseDocument } from "../../../server/src/workflow/document";
import { uuid } from "../../support/ids";
import { atCursor, mark } from "../../support/markers";

function linked(marked: string): string {
  const { text, cursor } = atCursor(marked);
  return mark(
    text,
    findLinkedPlaces(parseDocument(text), cursor).map(({ start, end }) => ({ tag: undefined, start, end })),
  );
}

describe("linked editing", () => {
  it("changes a step's id and all its step_ids together, from each of them", () => {
    const text = `{ "steps": [{ "id": "‹a›", "next": [{ "step_id": "b" }] }, { "id": "b", "next": [{ "step_id": "‹a›" }, { "steps": [{ "next": [{ "step_id": "‹a›" }] }] }] }] }`;
    for (const { index } of text.matchAll(/‹a›/g)) {
      assert.equal(linked(`${text.slice(0, index)}a<|>${text.slice(index + 3)}`.replace(/[‹›]/g, "")), text);
    }
  });

  it("leaves alone what it could not keep together", () => {
    for (const marked of [
      '{ "steps": [{ "id": "a<|>" }] }',
      '{ "steps": [{ "id": "a<|>" }, { "next": [{ "step_id": "A" }] }] }',
      '{ "steps": [{ "id": "a<|>" }, { "id": "a" }, { "next": [{ "step_id": "a" }] }] }',
      '{ "steps": [{ "next": [{ "step_id": "a<|>" }, { "step_id": "a" }] }] }',
      '{ "steps": [{ "id": "\\u0061<|>" }, { "next": [{ "step_id": "a" }] }] }',
      '{ "steps": [{ "id": "a" }, { "next": [{ "step_id": "a<|>',
      '{ "steps": [{ "id": "" }, { "next": [{ "step_id": "<|>" }] }] }',
      '{ "steps": [{ "i<|>d": "a" }, { "next": [{ "step_id": "a" }] }] }',
      "<|>",
    ]) {
      assert.equal(linked(marked), atCursor(marked).text);
    }
  });

  it("goes on while a UUID is typed", () => {
    const pattern = new RegExp(`^${ID_PATTERN}$`);
    for (const typed of ["", uuid(1), uuid(1).slice(0, 9), "my-step_1"]) {
      assert.match(typed, pattern);
    }
    assert.doesNotMatch('a"', pattern);
    assert.doesNotMatch("a b", pattern);
  });
});
