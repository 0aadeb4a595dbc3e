import assert from "node:assert/strict";
import { severityOf } from "../../../server/src/rules/rule";
import { CATALOG, findAll, type OtherFile } from "../../support/rules";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d0";

/** What is found of one step, each finding with how much it weighs. */
function weigh(step: string): string[] {
  return findAll(`{ "name": "A", "steps": [{ "id": "${ID}1", ${step} }], "rescue": null }`)
    .filter(({ rule }) => rule.code !== "no-rescue")
    .map((finding) => `${severityOf(finding)} ${finding.rule.code}`);
}

describe("a key of a config that is not known", () => {
  for (const [what, step, expected] of [
    ["where all keys are known", '"action": "silo.state", "config": { "state": "sent", "x": 1 }', "warning"],
    ["where not all are known", '"action": "silo.if", "config": { "expr": "a", "x": 1 }', "information"],
    ["that looks like one that is needed", '"action": "silo.if", "config": { "exp": "a" }', "warning"],
    ["that looks like another one", '"action": "pdf", "config": { "lokale": "a" }', "information"],
  ] as const) {
    it(`${what} is ${expected}`, () => assert.deepEqual(weigh(step), [`${expected} unknown-config-key`]));
  }

  it("weighs no more than a setting says, and less where not all keys are known", () => {
    const text = `{ "name": "A", "steps": [{ "id": "${ID}1", "action": "silo.if", "config": { "expr": "a", "x": 1 } }] }`;
    const [finding] = findAll(text).filter(({ rule }) => rule.code === "unknown-config-key");
    assert.ok(finding);
    assert.deepEqual(
      (["error", "warning", "information", "hint"] as const).map((set) => severityOf(finding, set)),
      ["information", "information", "information", "hint"],
    );
  });
});

describe("a null in the place of a value", () => {
  it("is a warning where the key can as well be left out, and an error where it is needed", () => {
    assert.deepEqual(weigh('"action": "pdf", "notes": null, "config": null'), [
      "warning schema",
      "warning schema",
    ]);
    assert.deepEqual(weigh('"action": "pdf", "next": [{ "step_id": null, "stop": true }]'), [
      "warning schema",
    ]);
    assert.deepEqual(weigh('"action": null'), ["error schema"]);
    assert.deepEqual(weigh('"action": "pdf", "next": null'), []);
  });
});

describe("a workflow that is to be filled in", () => {
  const text = `{ "id": "${ID}0", "name": "A", "steps": [{ "id": "${ID}1", "action": "transform.job.create", "config": { "workflow_id": "" } }] }`;

  /** The fixes that are offered beside so many other workflows. */
  function offers(files: readonly OtherFile[]): string[] {
    return findAll(text, CATALOG, files).flatMap(({ rule, fixes = [] }) =>
      rule.code === "placeholder" ? fixes.map(({ title }) => title) : [],
    );
  }

  it("is offered the others of the folder, and not itself", () => {
    assert.deepEqual(
      offers([
        { path: "b.workflow.json", text: `{ "id": "${ID}2", "name": "B" }` },
        { path: "a/c.workflow.json", text: `{ "id": "${ID}3" }` },
        { path: "d.workflow.json", text: '{ "name": "D" }' },
        { path: "e.workflow.json", text: '{ "id": "e", "name": "E" }' },
      ]),
      ["Fill in 'c.workflow.json' (a/c.workflow.json)", "Fill in 'B' (b.workflow.json)"],
    );
  });

  it("is offered no more of them than can be looked through", () => {
    const files = Array.from({ length: 30 }, (_, at) => ({
      path: `${at}.workflow.json`,
      text: `{ "id": "${ID.slice(0, -1)}${at + 10}", "name": "${at}" }`,
    }));
    assert.equal(offers(files).length, 10);
  });
});
