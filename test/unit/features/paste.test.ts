import assert from "node:assert/strict";
import { freshenPasted } from "../../../server/src/features/paste";
import { parseDocument } from "../../../server/src/workflow/document";
import { parseMarkers } from "../../support/markers";
import { numberedIds } from "../../support/rules";
import { fresh } from "./refactored";

/** What becomes of a text that is pasted at the cursor, or over the marked range; undefined when it stays as it is. */
function pasted(marked: string, text: string): string | undefined {
  const { text: document, cursor, ranges } = parseMarkers(marked);
  const range = ranges[0] ?? { start: cursor ?? 0, end: cursor ?? 0 };
  return freshenPasted(parseDocument(document), range, text, numberedIds());
}

const HERE =
  '{ "id": "w", "steps": [{ "id": "a" },<|> { "id": "b", "next": [{ "steps": [{ "id": "c" }] }] }], "rescue": [{ "id": "r" }] }';

describe("pasting steps", () => {
  for (const [what, text, expected] of [
    ["one that is there", '{ "id": "a" }', `{ "id": "${fresh(1)}" }`],
    ["one that is there in other letters", '{ "id": "A" }', `{ "id": "${fresh(1)}" }`],
    ["one of a branch", '{ "id": "c" }', `{ "id": "${fresh(1)}" }`],
    ["one of the rescue", '{ "id": "r" }', `{ "id": "${fresh(1)}" }`],
    ["one with a comma", '\r\n\t{ "id": "a" },\r\n', `\r\n\t{ "id": "${fresh(1)}" },\r\n`],
    ["one behind a comma", ', { "id": "a" }', `, { "id": "${fresh(1)}" }`],
    [
      "several, of which those that are not there stay",
      '{ "id": "a" }, { "id": "x" }, { "id": "b" }',
      `{ "id": "${fresh(1)}" }, { "id": "x" }, { "id": "${fresh(2)}" }`,
    ],
    [
      "several without commas",
      '{ "id": "a" }\n{ "id": "b" }',
      `{ "id": "${fresh(1)}" }\n{ "id": "${fresh(2)}" }`,
    ],
    ["a list of steps", '[{ "id": "a" }]', `[{ "id": "${fresh(1)}" }]`],
    ["a key with steps", '"rescue": [{ "id": "a" }]', `"rescue": [{ "id": "${fresh(1)}" }]`],
    [
      "a key with conditions",
      '"next": [{ "steps": [{ "id": "a" }] }],',
      `"next": [{ "steps": [{ "id": "${fresh(1)}" }] }],`,
    ],
    [
      "conditions",
      '{ "step_id": "b" }, { "code": "1", "steps": [{ "id": "b" }] }',
      `{ "step_id": "${fresh(1)}" }, { "code": "1", "steps": [{ "id": "${fresh(1)}" }] }`,
    ],
    [
      "a list of conditions",
      '[{ "steps": [{ "id": "b" }] }, { "step_id": "b" }]',
      `[{ "steps": [{ "id": "${fresh(1)}" }] }, { "step_id": "${fresh(1)}" }]`,
    ],
    [
      "the fields of a condition",
      '"status": "KO", "steps": [{ "id": "a" }]',
      `"status": "KO", "steps": [{ "id": "${fresh(1)}" }]`,
    ],
    ["the fields of a step", '"id": "a", "name": "A",', `"id": "${fresh(1)}", "name": "A",`],
    [
      "a whole workflow, whose own id stays",
      '{ "id": "w", "steps": [{ "id": "a" }], "rescue": [{ "id": "r", "next": [{ "step_id": "A" }] }] }',
      `{ "id": "w", "steps": [{ "id": "${fresh(1)}" }], "rescue": [{ "id": "${fresh(2)}", "next": [{ "step_id": "${fresh(1)}" }] }] }`,
    ],
    [
      "one with its branches; what goes to a step that was not pasted still does",
      '{ "id": "b", "config": { "id": "a" }, "next": [{ "step_id": "b" }, { "step_id": "a" }, { "steps": [{ "id": "c" }] }] }',
      `{ "id": "${fresh(1)}", "config": { "id": "a" }, "next": [{ "step_id": "${fresh(1)}" }, { "step_id": "a" }, { "steps": [{ "id": "${fresh(2)}" }] }] }`,
    ],
    ["the first half of one", '{ "id": "a", "name": "', `{ "id": "${fresh(1)}", "name": "`],
    [
      "the same one twice",
      '{ "id": "a" }, { "id": "a" }',
      `{ "id": "${fresh(1)}" }, { "id": "${fresh(2)}" }`,
    ],
  ] as const) {
    it(`gives fresh UUIDs to ${what}`, () => assert.equal(pasted(HERE, text), expected));
  }

  for (const [what, marked, text] of [
    ["a step that is not there", HERE, '{ "id": "x" }'],
    ["a step without an id", HERE, '{ "name": "a" }, { "id": "" }, { "id": 1 }'],
    ["a condition that goes to a step", HERE, '{ "step_id": "a" }'],
    ["the workflow's id", HERE, '{ "id": "w" }'],
    ["an id in a config", HERE, '{ "id": "x", "config": { "id": "a" } }'],
    ["a bare id", HERE, '"a"'],
    ["no JSON", HERE, "a, b: [c } //"],
    ["nothing", HERE, ""],
    ["brackets without end", HERE, "[".repeat(10_000)],
    ["a step into an empty file", "<|>", '{ "id": "a" }'],
    ["a step over itself", '{ "steps": [‹{ "id": "a" }›] }', '{ "id": "a" }'],
    ["a workflow over the whole file", `‹${parseMarkers(HERE).text}›`, parseMarkers(HERE).text],
    ["a step into a text", '{ "steps": [{ "id": "a", "notes": "x<|>y" }] }', '{ "id": "a" }'],
  ] as const) {
    it(`leaves ${what} alone`, () => assert.equal(pasted(marked, text), undefined));
  }

  it("gives fresh UUIDs in a file that is torn, and over a selection", () => {
    assert.equal(pasted('{ "steps": [{ "id": "a" }, <|>', '{ "id": "a" }'), `{ "id": "${fresh(1)}" }`);
    assert.equal(
      pasted('{ "steps": [{ "id": "a" }, ‹{ "id": "b" }›] }', '{ "id": "a" }, { "id": "b" }'),
      `{ "id": "${fresh(1)}" }, { "id": "b" }`,
    );
  });
});
