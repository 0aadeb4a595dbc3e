import assert from "node:assert/strict";
import { findWorkspaceSymbols } from "../../../server/src/features/workspaceSymbols";
import { uuid } from "../../support/ids";
import { markFiles, workspaceOf } from "../../support/workspace";

const FILES = {
  "es/invoice.workflow.json": `{
  "id": "${uuid(1)}",
  "name": "Spanish invoice",
  "steps": [
    { "id": "${uuid(11)}", "name": "Sign\\nenvelope", "action": "silo.close" },
    { "id": "${uuid(12)}", "action": "verifactu.send", "next": [{ "steps": [{ "id": "${uuid(13)}", "name": "PDF" }] }] }
  ]
}`,
  "b.workflow.json": `{ "name": "Signature", "steps": [{ "name": "" }], "rescue": [{ "name": "Design", "action": "pdf" }] }`,
};

const workspace = workspaceOf(FILES);
const found = (query: string, limit = 100) =>
  findWorkspaceSymbols(workspace, query, limit).map(({ name, container }) => `${name} in ${container}`);

describe("workspace symbols", () => {
  it("are all workflows and steps for an empty query, up to the limit", () => {
    assert.deepEqual(found(""), [
      "Signature in b.workflow.json",
      "Step 1 in Signature",
      "Design in Signature",
      "Spanish invoice in es/invoice.workflow.json",
      "Sign envelope in Spanish invoice",
      "verifactu.send in Spanish invoice",
      "PDF in Spanish invoice",
    ]);
    assert.deepEqual(found(" ", 2), ["Signature in b.workflow.json", "Step 1 in Signature"]);
  });

  it("have the letters of a query in their names in that order, the best first", () => {
    assert.deepEqual(found("SIGN"), [
      "Signature in b.workflow.json",
      "Sign envelope in Spanish invoice",
      "Design in Signature",
    ]);
    assert.deepEqual(found("gnvlp"), ["Sign envelope in Spanish invoice"]);
    assert.deepEqual(found("envelope sign"), ["Sign envelope in Spanish invoice"]);
    assert.deepEqual(found("xyz"), []);
  });

  it("have in their name what else was looked for", () => {
    assert.deepEqual(found("silo.close"), ["Sign envelope (silo.close) in Spanish invoice"]);
    assert.deepEqual(found("verifactu.send"), ["verifactu.send in Spanish invoice"]);
    assert.deepEqual(found("b.workflow.json"), ["Signature (b.workflow.json) in b.workflow.json"]);
  });

  it("are found by UUID and by the beginning of one", () => {
    assert.deepEqual(found(uuid(11).toUpperCase()), [`Sign envelope (${uuid(11)}) in Spanish invoice`]);
    assert.deepEqual(found(` ${uuid(1).slice(0, -1)}`), [
      `Spanish invoice (${uuid(1)}) in es/invoice.workflow.json`,
    ]);
    assert.equal(found(uuid(1).slice(0, 13)).length, 4);
    assert.deepEqual(found(uuid(99)), []);
  });

  it("lead to the id, else to the opening brace", () => {
    const ranges = findWorkspaceSymbols(workspace, "", 100).map(({ selection }) => selection);
    assert.deepEqual(markFiles(FILES, ranges), {
      "es/invoice.workflow.json": FILES["es/invoice.workflow.json"].replace(/("id": )("[^"]+")/g, "$1‹$2›"),
      "b.workflow.json": FILES["b.workflow.json"].replaceAll("{", "‹{›"),
    });
  });

  it("live on odd queries", () => {
    for (const query of ["(((", "\\", "[a-z]", "\ud800", "😀", "a".repeat(10_000), "__proto__"]) {
      assert.deepEqual(found(query), [], query.slice(0, 20));
    }
  });
});
