import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import { createCatalog } from "../../../server/src/schema/catalog";
import { parseDocument } from "../../../server/src/workflow/document";
import { Lines } from "../../../server/src/workflow/lines";
import type { FileRange } from "../../../server/src/workflow/workspace";
import { readWorkflow } from "../../../server/src/workspace/read";
import { mark } from "../../support/markers";
import { CATALOG } from "../../support/rules";
import { BIG } from "../workflow/texts";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d0";
const URI = "file:///flows/my%20flow.workflow.json";

const read = (text: string, catalog = CATALOG) =>
  readWorkflow(parseDocument(text), { uri: URI, path: "flows/my flow.workflow.json", catalog });

/** The text with ranges of a file marked. */
function marked(text: string, ranges: readonly (readonly [string, FileRange])[]): string {
  const document = TextDocument.create(URI, "json", 1, text);
  return mark(
    text,
    ranges.map(([tag, { start, end }]) => ({
      tag,
      start: document.offsetAt(start),
      end: document.offsetAt(end),
    })),
  );
}

describe("what the workspace knows of a workflow", () => {
  it("is its id, name, schema and country", () => {
    const { uri, path, id, label, schema, country } = read(
      `{ "id": "${ID}1", "name": "Invoice", "schema": "bill/invoice", "country": "ES", "steps": [] }`,
    );
    assert.deepEqual(
      { uri, path, id, label, schema, country },
      {
        uri: URI,
        path: "flows/my flow.workflow.json",
        id: `${ID}1`,
        label: "Invoice",
        schema: "bill/invoice",
        country: "ES",
      },
    );
  });

  it("is where ids and steps stand, nested and rescue ones too", () => {
    const text = `{
  "id": "${ID}1",
  "steps": [
    { "id": "${ID}2", "name": "A", "action": "pdf", "next": [{ "steps": [{ "action": "b" }] }] }
  ],
  "rescue": [{ "id": 7 }]
}`.replaceAll("\n", "\r\n");
    const workflow = read(text);
    assert.equal(
      marked(text, [
        ["id", workflow.selection],
        ...workflow.steps.flatMap(({ range, selection }) => [
          ["step", range] as const,
          ["id", selection] as const,
        ]),
      ]),
      `{
  "id": ‹id|"${ID}1"›,
  "steps": [
    ‹step|{ "id": ‹id|"${ID}2"›, "name": "A", "action": "pdf", "next": [{ "steps": [‹step|‹id|{› "action": "b" }›] }] }›
  ],
  "rescue": [‹step|{ "id": ‹id|7› }›]
}`.replaceAll("\n", "\r\n"),
    );
    assert.deepEqual(
      workflow.steps.map(({ id, label, action, path }) => [id, label, action, path]),
      [
        [`${ID}2`, "A", "pdf", "steps[0]"],
        [undefined, "b", "b", "steps[0].next[0].steps[0]"],
        [undefined, "Step 1", undefined, "rescue[0]"],
      ],
    );
  });

  it("is which workflows its configs name, as far as the actions are known", () => {
    const text = `{ "steps": [
  { "name": "Start", "action": "transform.job.create", "config": { "workflow_id": "${ID}9" } },
  { "action": "transform.job.create", "config": { "workflow_id": "" } },
  { "action": "acme.run", "config": { "flow": "${ID}8", "other": "${ID}7" } }
] }`;
    const ofCatalog = (catalog = CATALOG) => {
      const { references } = read(text, catalog);
      return marked(
        text,
        references.map(({ range, step }) => [step.toLowerCase().replace(".", "-"), range]),
      );
    };
    const start = text.replace(`"${ID}9"`, `‹start|"${ID}9"›`);
    assert.equal(ofCatalog(), start);
    const config = { properties: { flow: { type: "string", holds: "workflow-id" } } };
    assert.equal(
      ofCatalog(createCatalog([{ id: "acme.run", config }])),
      start.replace(`"${ID}8"`, `‹acme-run|"${ID}8"›`),
    );
  });

  it("is something for every text", () => {
    for (const text of [
      "",
      "[]",
      "7",
      "{",
      '{ "id": 7, "name": [], "steps": {} }',
      "\ufeff{}",
      "\ud800",
      "[".repeat(2000),
    ]) {
      const workflow = { ...read(text) };
      assert.equal(workflow.label, "my flow.workflow.json");
      assert.deepEqual([workflow.id, workflow.steps, workflow.references], [undefined, [], []], text);
    }
    const { selection } = read('\ufeff\n { "name": "A" }');
    assert.deepEqual(
      [selection.start, selection.end],
      [
        { line: 1, character: 1 },
        { line: 1, character: 2 },
      ],
    );
  });

  it("is all there in a copy, which lets the tree go", () => {
    const workflow = read(BIG);
    const copy = { ...workflow };
    for (const name of ["steps", "references", "selection"] as const) {
      assert.equal(Object.getOwnPropertyDescriptor(copy, name)?.get, undefined);
      assert.deepEqual(copy[name], workflow[name]);
    }
    assert.equal(copy.steps.length, 8);
  });
});

describe("lines", () => {
  it("are found as LSP counts them, in whatever order they are asked for", () => {
    for (const text of [BIG, "a\r\nb\rc\n\n\r\r\nd", "", "\n", "\r", "\r\n", "😀\n😀"]) {
      const document = TextDocument.create(URI, "json", 1, text);
      const lines = new Lines(text);
      const offsets = Array.from({ length: text.length + 1 }, (_, at) => (at * 7919) % (text.length + 1));
      for (const offset of offsets.filter((at) => text.slice(at - 1, at + 1) !== "\r\n")) {
        assert.deepEqual(
          lines.placeOf(offset),
          document.positionAt(offset),
          JSON.stringify([text.slice(0, 20), offset]),
        );
      }
    }
  });
});
