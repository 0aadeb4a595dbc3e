import assert from "node:assert/strict";
import { findHighlights } from "../../../server/src/features/highlights";
import { parseDocument } from "../../../server/src/workflow/document";
import { atCursor, mark } from "../../support/markers";
import { CATALOG } from "../../support/rules";

/** Checks that just the marked places light up, with the cursor at each of them. */
function check(marked: string): void {
  const { text, cursor } = atCursor(marked);
  const found = findHighlights(parseDocument(text), CATALOG, cursor);
  const actual = mark(
    text,
    found.map(({ span: { start, end }, kind }) => ({ tag: kind, start, end })),
  );
  assert.equal(actual, marked.replace("<|>", ""));
}

describe("highlights", () => {
  it("of a step's id are the id, which is written, and the step_ids", () => {
    const text = `{ "steps": [
      { "id": ‹write|"a"›, "next": [{ "step_id": "b" }, { "step_id": ‹read|"A"› }] },
      { "id": "b", "name": "a", "config": { "id": "a" }, "next": [{ "code": "a", "step_id": ‹read|"a"› }] }
    ] }`;
    check(text.replace('‹write|"a"', '‹write|"<|>a"'));
    check(text.replace('‹read|"a"', '‹read|"a"<|>'));
    check(text.replace('‹read|"A"', '‹read|<|>"A"'));
  });

  it("of a step_id that leads nowhere are those that are as lost", () => {
    check(
      '{ "steps": [{ "next": [{ "step_id": ‹read|"<|>x"› }, { "step_id": "y" }, { "step_id": ‹read|"x"› }] }] }',
    );
  });

  it("of an action are all steps that have it, under either key", () => {
    const text = `{ "steps": [{ "action": ‹read|"pdf"› }, { "provider": ‹read|"pdf"›, "name": "pdf" }, { "action": "silo.close" }],
      "rescue": [{ "next": [{ "steps": [{ "action": ‹read|"pdf"› }] }] }, { "config": { "action": "pdf" } }] }`;
    for (const at of [...text.matchAll(/"pdf"›/g)].map(({ index }) => index)) {
      check(`${text.slice(0, at + 2)}<|>${text.slice(at + 2)}`);
    }
  });

  it("of a workflow's UUID in a config are all that name it", () => {
    check(`{ "steps": [
      { "action": "transform.job.create", "config": { "workflow_id": ‹read|"<|>a"› } },
      { "action": "transform.job.create", "config": { "workflow_id": "b" } },
      { "action": "cron.subscribe", "config": { "workflow_id": ‹read|"A"› } }
    ] }`);
  });

  it("are none for keys, and for values that stand for nothing else", () => {
    for (const marked of [
      "<|>",
      '{ "id": "<|>a", "steps": [{ "id": "a" }] }',
      '{ "steps": [{ "i<|>d": "a" }, { "next": [{ "step_id": "a" }] }] }',
      '{ "steps": [{ "actio<|>n": "pdf" }] }',
      '{ "steps": [{ "action": "<|>" }, { "action": "" }] }',
      '{ "steps": [{ "action": <|>1 }, { "action": 1 }] }',
      '{ "steps": [{ "next": [{ "status": "K<|>O" }, { "status": "KO" }] }] }',
      '{ "steps": [{ "action": "transform.job.create", "config": { "workflow_id": "<|>" } }] }',
    ]) {
      check(marked);
    }
  });
});
