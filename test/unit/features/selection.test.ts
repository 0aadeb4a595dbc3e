import assert from "node:assert/strict";
import { findSelection } from "../../../server/src/features/selection";
import { parseDocument } from "../../../server/src/workflow/document";
import { atCursor } from "../../support/markers";

/** What is selected, each time it is expanded. */
function expanded(marked: string): string[] {
  const { text, cursor } = atCursor(marked);
  return findSelection(parseDocument(text), cursor).map(({ start, end }) => text.slice(start, end));
}

describe("expanding the selection", () => {
  it("goes from a value over its property and step to the list, the condition and on", () => {
    const inner = '{ "action": "pdf" }';
    const branch = `{ "code": "a", "steps": [${inner}] }`;
    const step = `{ "id": "x", "next": [${branch}] }`;
    const text = `{ "steps": [${step}] }`;
    assert.deepEqual(expanded(text.replace("pdf", "p<|>df")), [
      "pdf",
      '"pdf"',
      '"action": "pdf"',
      inner,
      `[${inner}]`,
      `"steps": [${inner}]`,
      branch,
      `[${branch}]`,
      `"next": [${branch}]`,
      step,
      `[${step}]`,
      `"steps": [${step}]`,
      text,
    ]);
  });

  it("starts with a key where the cursor is on one", () => {
    assert.deepEqual(expanded('{ "a": { "b<|>c": [1] } }'), [
      "bc",
      '"bc"',
      '"bc": [1]',
      '{ "bc": [1] }',
      '"a": { "bc": [1] }',
      '{ "a": { "bc": [1] } }',
    ]);
  });

  it("takes values of every kind, and their ends", () => {
    assert.deepEqual(expanded('{ "a": <|>true }'), ["true", '"a": true', '{ "a": true }']);
    assert.deepEqual(expanded('{ "a": 1.5<|> }'), ["1.5", '"a": 1.5', '{ "a": 1.5 }']);
    assert.deepEqual(expanded('{ "a": <|>"b" }'), ['"b"', '"a": "b"', '{ "a": "b" }']);
    assert.deepEqual(expanded('{ "a": "<|>" }'), ["", '""', '"a": ""', '{ "a": "" }']);
  });

  it("takes the property between its key and its value, and the object between its properties", () => {
    assert.deepEqual(expanded('{ "a": <|> 1 }'), ['"a":  1', '{ "a":  1 }']);
    assert.deepEqual(expanded('{ "a": 1, <|> "b": 2 }'), ['{ "a": 1,  "b": 2 }']);
  });

  it("does with what is half-typed", () => {
    assert.deepEqual(expanded('{ "steps": [{ "action": "si<|>lo'), [
      '"silo',
      '"action": "silo',
      '{ "action": "silo',
      '[{ "action": "silo',
      '"steps": [{ "action": "silo',
      '{ "steps": [{ "action": "silo',
    ]);
  });

  it("finds nothing outside of the workflow", () => {
    for (const marked of ["<|>", " <|> {}", "{} <|>", "// <|>\n{}"]) {
      assert.deepEqual(expanded(marked), []);
    }
  });
});
