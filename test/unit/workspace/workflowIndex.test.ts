import assert from "node:assert/strict";
import { parseDocument } from "../../../server/src/workflow/document";
import type { IndexedWorkflow } from "../../../server/src/workflow/workspace";
import { readWorkflow } from "../../../server/src/workspace/read";
import { WorkflowIndex } from "../../../server/src/workspace/workflowIndex";
import { uuid } from "../../support/ids";
import { CATALOG } from "../../support/rules";
import { seededRandom } from "../workflow/random";

const uriOf = (name: number | string) => `file:///${name}.workflow.json`;

const workflow = (name: number | string, id: number, label = "A", extra = ""): IndexedWorkflow => ({
  ...readWorkflow(
    parseDocument(
      `{ "id": "${uuid(id)}", "name": "${label}", "steps": [{ "id": "${uuid(500)}", "action": "pdf" ${extra} }] }`,
    ),
    { uri: uriOf(name), path: `${name}.workflow.json`, catalog: CATALOG },
  ),
});

const urisOf = (workflows: readonly IndexedWorkflow[]) => workflows.map(({ uri }) => uri);

describe("the index of workflows", () => {
  it("finds workflows by id however it is spelt, in the order of their files", () => {
    const index = new WorkflowIndex();
    for (const name of ["c", "a", "b"]) {
      index.set(workflow(name, name === "b" ? 2 : 1));
    }
    assert.deepEqual(urisOf(index.workflows), ["a", "b", "c"].map(uriOf));
    assert.deepEqual(urisOf(index.withId(uuid(1).toUpperCase())), ["a", "c"].map(uriOf));
    assert.deepEqual(urisOf(index.withId(uuid(3))), []);
    assert.equal(index.get(uriOf("b"))?.id, uuid(2));
    index.delete(uriOf("a"));
    assert.deepEqual(urisOf(index.withId(uuid(1))), [uriOf("c")]);
    index.set(workflow("c", 3));
    assert.deepEqual(urisOf(index.withId(uuid(1))), []);
    assert.deepEqual(urisOf(index.withId(uuid(3))), [uriOf("c")]);
  });

  it("takes every spelling of an address for the same file", () => {
    const index = new WorkflowIndex();
    index.set({ ...workflow("x", 1), uri: "file:///C:/a%20b.json" });
    index.set({ ...workflow("x", 2), uri: "file:///c%3A/a b.json" });
    assert.equal(index.workflows.length, 1);
    assert.deepEqual(urisOf(index.withId(uuid(1))), []);
    assert.equal(index.delete("file:///c:/a%20b.json"), true);
    assert.deepEqual(index.workflows, []);
  });

  it("tells whether others see a change", () => {
    const index = new WorkflowIndex();
    assert.equal(index.set(workflow("a", 1)), true);
    assert.equal(index.set(workflow("a", 1)), false);
    assert.equal(index.set(workflow("a", 1, "A", ', "name": "x"')), false);
    assert.equal(index.set(workflow("a", 1, "B")), true);
    assert.equal(index.set(workflow("a", 2, "B")), true);
    assert.equal(index.set({ ...workflow("a", 2, "B"), path: "other" }), true);
    assert.equal(index.delete(uriOf("b")), false);
    assert.equal(index.delete(uriOf("a")), true);
  });

  it("knows whose questions would be answered differently", () => {
    const index = new WorkflowIndex();
    index.set(workflow("a", 1));
    const [one, two, all, none] = [index.observe(), index.observe(), index.observe(), index.observe()];
    one.workspace.withId(uuid(1));
    two.workspace.withId(uuid(2).toUpperCase());
    assert.equal(all.workspace.workflows.length, 1);
    const current = () => [one, two, all, none].map((observed) => observed.isCurrent());
    assert.deepEqual(current(), [true, true, true, true]);
    index.set(workflow("a", 1, "A", ', "name": "no news"'));
    assert.deepEqual(current(), [true, true, true, true]);
    index.set(workflow("b", 2));
    assert.deepEqual(current(), [true, false, false, true]);
    index.set(workflow("a", 1, "Other name"));
    assert.deepEqual(current(), [false, false, false, true]);
    const again = index.observe();
    again.workspace.withId(uuid(2));
    index.set(workflow("b", 3));
    assert.equal(again.isCurrent(), false);
  });

  it("stays right through a thousand files that come, change and go", () => {
    const random = seededRandom(11);
    const index = new WorkflowIndex();
    const known = new Map<string, IndexedWorkflow>();
    const below = (most: number) => Math.floor(random() * most);
    const check = (id: number) => {
      const expected = [...known.values()].sort((a, b) => (a.uri < b.uri ? -1 : 1));
      assert.deepEqual(urisOf(index.workflows), urisOf(expected));
      assert.deepEqual(urisOf(index.withId(uuid(id))), urisOf(expected.filter((one) => one.id === uuid(id))));
    };
    for (let name = 0; name < 1000; name++) {
      const added = workflow(name, below(300));
      index.set(added);
      known.set(added.uri, added);
    }
    check(7);
    for (let turn = 0; turn < 600; turn++) {
      const changed = workflow(below(1100), below(300));
      if (random() < 0.3) {
        assert.equal(index.delete(changed.uri), known.delete(changed.uri));
      } else {
        index.set(changed);
        known.set(changed.uri, changed);
      }
      check(below(300));
    }
    for (const uri of [...known.keys()]) {
      index.delete(uri);
    }
    known.clear();
    check(7);
  });
});
