import assert from "node:assert/strict";
import { findCompletions } from "../../../server/src/features/completion";
import { findWorkflowDefinition } from "../../../server/src/features/definition";
import { findHover } from "../../../server/src/features/hover";
import { findWorkflowReferences } from "../../../server/src/features/references";
import { parseDocument } from "../../../server/src/workflow/document";
import { applyEdits } from "../../../server/src/workflow/edits";
import { uuid } from "../../support/ids";
import { atCursor } from "../../support/markers";
import { CATALOG } from "../../support/rules";
import { markFiles, workspaceOf } from "../../support/workspace";

const runs = (own: number, other: string, name = "Runs") =>
  `{ "id": "${uuid(own)}", "name": "${name}", "steps": [{ "name": "Start", "action": "transform.job.create", "config": { "workflow_id": ${other} } }] }`;

const TARGET = `{ "id": "${uuid(9)}", "name": "Target", "schema": "bill/invoice", "country": "ES", "steps": [] }`;

const FILES = {
  "a.workflow.json": runs(1, `"${uuid(9)}"`),
  "sub/b.workflow.json": runs(2, `"${uuid(9).toUpperCase()}"`, "Also"),
  "target.workflow.json": TARGET,
};

const workspace = workspaceOf(FILES);

/** Reads a text with a cursor in a file of the workspace. */
const at = (marked: string) => {
  const { text, cursor } = atCursor(marked);
  return { document: parseDocument(text), cursor };
};

const definitionOf = (marked: string, files: Readonly<Record<string, string>> = FILES) => {
  const { document, cursor } = at(marked);
  const links = findWorkflowDefinition(document, CATALOG, workspaceOf(files), cursor);
  return markFiles(
    files,
    links.map(({ selection }) => selection),
  );
};

const referencesOf = (marked: string, withDeclaration: boolean) => {
  const { document, cursor } = at(marked);
  return markFiles(FILES, findWorkflowReferences(document, CATALOG, workspace, cursor, withDeclaration));
};

const hoverOf = (marked: string) => {
  const { document, cursor } = at(marked);
  return findHover(document, CATALOG, cursor, workspace)?.markdown;
};

describe("the UUID of another workflow in a config", () => {
  it("leads to the id of every file that has it", () => {
    const marked = runs(1, `"${uuid(9).slice(0, 9)}<|>${uuid(9).slice(9)}"`);
    assert.deepEqual(definitionOf(marked), {
      "target.workflow.json": TARGET.replace(`"${uuid(9)}"`, `‹"${uuid(9)}"›`),
    });
    const twice = { ...FILES, "copy.workflow.json": TARGET };
    assert.deepEqual(Object.keys(definitionOf(marked, twice)), [
      "target.workflow.json",
      "copy.workflow.json",
    ]);
  });

  it("leads nowhere when no file has it, and from other places", () => {
    for (const marked of [
      runs(1, `"<|>${uuid(8)}"`),
      runs(1, '"<|>"'),
      runs(1, "7<|>"),
      runs(1, `"${uuid(9)}"`).replace("workflow_id", "work<|>flow_id"),
      runs(1, `"${uuid(9)}"`)
        .replace("workflow_id", "other")
        .replace(uuid(9), `<|>${uuid(9)}`),
      runs(1, `"<|>${uuid(9)}"`).replace("transform.job.create", "pdf"),
      '{ "id": "<|>" }',
      "{ <|> }",
    ]) {
      assert.deepEqual(definitionOf(marked), {}, marked);
      assert.deepEqual(marked.includes(uuid(8)) ? {} : referencesOf(marked, true), {}, marked);
    }
  });

  it("has references in all files, as the workflow's own id has", () => {
    const places = {
      "a.workflow.json": FILES["a.workflow.json"].replace(`"${uuid(9)}"`, `‹"${uuid(9)}"›`),
      "sub/b.workflow.json": FILES["sub/b.workflow.json"].replace(/"019AB[^"]+"/, "‹$&›"),
    };
    const own = { "target.workflow.json": TARGET.replace(`"${uuid(9)}"`, `‹"${uuid(9)}"›`) };
    for (const marked of [runs(1, `"${uuid(9)}<|>"`), TARGET.replace(`"${uuid(9)}"`, `"${uuid(9)}"<|>`)]) {
      assert.deepEqual(referencesOf(marked, false), places);
      assert.deepEqual(referencesOf(marked, true), { ...places, ...own });
    }
  });

  it("tells what the workflow is, and at its own id who runs it", () => {
    const text = "**Target**\n\n`bill/invoice` Invoice · ES · 0 steps  \n`target.workflow.json`";
    assert.equal(hoverOf(runs(1, `"<|>${uuid(9)}"`)), text);
    assert.equal(hoverOf(TARGET.replace(uuid(9), `<|>${uuid(9)}`)), "Run by:\n- Runs: Start\n- Also: Start");
    assert.equal(hoverOf(`{ "id": "<|>${uuid(3)}" }`), undefined);
  });

  it("tells of no more than ten that run a workflow", () => {
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, number) => [`${number}.workflow.json`, runs(number, `"${uuid(50)}"`)]),
    );
    const { document, cursor } = at(`{ "id": "${uuid(50)}<|>" }`);
    const lines = findHover(document, CATALOG, cursor, workspaceOf(files))?.markdown.split("\n") ?? [];
    assert.deepEqual([lines.length, lines.at(-1)], [12, "- and 2 more"]);
  });

  it("stands as plain text whatever names hold", () => {
    const files = {
      "a`.workflow.json": `{ "id": "${uuid(5)}", "name": "<b>*x*</b>\\n# y", "schema": "a\`b", "steps": [] }`,
    };
    const { document, cursor } = at(runs(1, `"<|>${uuid(5)}"`));
    assert.equal(
      findHover(document, CATALOG, cursor, workspaceOf(files))?.markdown,
      "**\\<b\\>\\*x\\*\\</b\\> \\# y**\n\n`a'b` · 0 steps  \n`a'.workflow.json`",
    );
  });
});

describe("completion of another workflow's UUID", () => {
  const offered = (marked: string, files: Readonly<Record<string, string>> = FILES) => {
    const { document, cursor } = at(marked);
    const items = findCompletions(document, CATALOG, cursor, () => "", workspaceOf(files));
    return items
      .sort((a, b) => (a.sortText < b.sortText ? -1 : 1))
      .map((item) => ({ ...item, text: applyEdits(document.text, [...item.additionalEdits, item.edit]) }));
  };

  it("offers the workspace's workflows by name, and never the workflow itself", () => {
    const marked = runs(1, '"<|>"');
    const items = offered(marked);
    assert.deepEqual(
      items.map(({ label, description, filterText }) => [label, description, filterText]),
      [
        ["Also", "sub/b.workflow.json", `"Also ${uuid(2)} sub/b.workflow.json"`],
        ["Target", "target.workflow.json · bill/invoice", `"Target ${uuid(9)} target.workflow.json"`],
      ],
    );
    assert.equal(items[1]?.text, runs(1, `"${uuid(9)}"`));
    assert.match(items[1]?.documentation ?? "", /^\*\*Target\*\*/);
    assert.equal(offered(runs(1, "<|>"))[1]?.text, runs(1, `"${uuid(9)}"`));
  });

  it("offers those for the same documents first", () => {
    const marked = runs(1, '"<|>"').replace('"name"', '"schema": "bill/invoice", "name"');
    assert.deepEqual(
      offered(marked).map(({ label }) => label),
      ["Target", "Also"],
    );
  });

  it("offers none without a UUID, and nothing where there is no workspace", () => {
    const files = { "a.workflow.json": '{ "name": "A" }', "b.workflow.json": '{ "id": "x", "name": "B" }' };
    assert.deepEqual(offered(runs(1, '"<|>"'), files), []);
    const { document, cursor } = at(runs(1, '"<|>"'));
    assert.deepEqual(
      findCompletions(document, CATALOG, cursor, () => ""),
      [],
    );
  });
});
