import assert from "node:assert/strict";
import { findLinks } from "../../../server/src/features/links";
import { createCatalog } from "../../../server/src/schema/catalog";
import { parseDocument } from "../../../server/src/workflow/document";
import type { Workspace } from "../../../server/src/workflow/workspace";
import { uuid } from "../../support/ids";
import { mark, parseMarkers } from "../../support/markers";
import { CATALOG } from "../../support/rules";
import { ambiguousWorkspace, workspaceOf } from "./otherWorkflows";

/** Checks that just the marked places are links, and answers where they lead and what they say. */
function links(marked: string, workspace?: Workspace, catalog = CATALOG): string[] {
  const { text } = parseMarkers(marked);
  const found = findLinks(parseDocument(text), catalog, workspace);
  assert.equal(
    mark(
      text,
      found.map(({ span: { start, end } }) => ({ tag: undefined, start, end })),
    ),
    marked,
  );
  return found.map(({ target, tooltip }) => `${target} ${tooltip}`);
}

const job = (id: string) => `{ "action": "transform.job.create", "config": { "workflow_id": "${id}" } }`;
/** The same action without its documentation, so that only the config is looked at. */
const QUIET = createCatalog([
  {
    id: "transform.job.create",
    config: { properties: { workflow_id: { type: "string", holds: "workflow-id" } } },
  },
]);

describe("document links", () => {
  it("lead from each action to its documentation", () => {
    const { title, docs } = CATALOG.get("silo.close") ?? {};
    assert.ok(docs?.startsWith("https://"));
    const link = `${docs} Documentation of ${title}`;
    assert.deepEqual(
      links(
        '{ "steps": [{ "action": "‹silo.close›" }, { "provider": "‹silo.close›" }, { "action": "unknown.x" }, { "name": "silo.close" }] }',
      ),
      [link, link],
    );
  });

  it("lead from a workflow's UUID to its file", () => {
    assert.deepEqual(
      links(
        `{ "steps": [${job(`‹${uuid(2).toUpperCase()}›`)}, ${job(uuid(3))}] }`,
        workspaceOf("One", "Two"),
        QUIET,
      ),
      ["file:///work/flows/two.workflow.json Open Two (flows/two.workflow.json)"],
    );
  });

  it("lead to the first of several files with a UUID", () => {
    assert.deepEqual(links(`{ "steps": [${job(`‹${uuid(1)}›`)}] }`, ambiguousWorkspace(), QUIET), [
      "file:///work/flows/one.workflow.json Open One (flows/one.workflow.json)",
    ]);
  });

  it("lead to no file without a workspace, and from no empty UUID", () => {
    assert.deepEqual(links(`{ "steps": [${job(uuid(1))}] }`, undefined, QUIET), []);
    assert.deepEqual(links(`{ "steps": [${job("")}] }`, workspaceOf("One"), QUIET), []);
  });

  it("lead from $schema to the schema", () => {
    assert.deepEqual(links('{ "$schema": "‹../workflow.schema.json›", "steps": [{ "$schema": "x" }] }'), [
      "../workflow.schema.json The JSON Schema of this file",
    ]);
  });

  it("are in the order of the text", () => {
    assert.equal(
      links(
        '{ "rescue": [{ "action": "‹silo.close›" }], "steps": [{ "action": "‹pdf›" }], "$schema": "‹a›" }',
      ).length,
      3,
    );
  });

  it("are none without quotes around, nor from values of a wrong type", () => {
    for (const text of [
      "",
      '{ "$schema": 1, "steps": [{ "action": 1 }] }',
      '{ "steps": [{ "action": "silo.close',
    ]) {
      assert.deepEqual(links(text), []);
    }
  });
});
