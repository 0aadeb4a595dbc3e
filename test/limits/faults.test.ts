import assert from "node:assert/strict";
import { RULES } from "../../server/src/rules/registry";
import { runRules } from "../../server/src/rules/run";
import { parseDocument } from "../../server/src/workflow/document";
import { CATALOG, workspaceOf } from "../support/rules";
import { seededRandom } from "../unit/workflow/random";

/**
 * How many steps each workflow has, all of them with the same fault. A rule that compares every fault with every
 * step takes minutes then, and every test has an end.
 */
const COUNT = 10_000;

const random = seededRandom(20_261_124);

/** A UUID without anything in common with the others. */
function anyId(): string {
  const hex = (length: number): string =>
    Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join("");
  return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
}

const TAKEN = anyId();

/** What is wrong with every step, the code that tells of it, and the step with this number. */
const FAULTS: readonly (readonly [code: string, what: string, step: (at: number) => object])[] = [
  ["unknown-step", "goes to a step that is not there", () => ({ next: [{ step_id: anyId() }] })],
  ["duplicate-step-id", "has the same id", () => ({ id: TAKEN })],
  [
    "missing-predecessor",
    "needs one before it, or is unknown",
    (at) => ({ action: at % 2 === 0 ? "verifactu.send" : `acme.transmit.${at}` }),
  ],
  ["unknown-workflow", "starts an unknown workflow", () => starting(anyId())],
  ["placeholder", "starts no workflow yet", () => starting("")],
];

function starting(workflow: string): object {
  return { action: "transform.job.create", config: { workflow_id: workflow } };
}

/** A folder with a thousand workflows. */
const WORKSPACE = workspaceOf(
  Array.from({ length: 1_000 }, (_, at) => ({
    path: `${at}.workflow.json`,
    text: JSON.stringify({ id: anyId(), name: `Workflow ${at}`, steps: [] }),
  })),
);

describe("a file of thousands of faults is checked", () => {
  for (const [code, what, step] of FAULTS) {
    it(`when every step ${what}`, () => {
      const steps = Array.from({ length: COUNT }, (_, at) => ({ id: anyId(), action: "pdf", ...step(at) }));
      const document = parseDocument(JSON.stringify({ name: "Large", steps }));
      const findings = runRules(document, {
        catalog: CATALOG,
        rules: RULES,
        uri: "file:///workflows/large.workflow.json",
        workspace: WORKSPACE,
        most: COUNT,
      });
      const count = findings.filter(({ rule }) => rule.code === code).length;
      assert.ok(count >= COUNT / 2 - 1, `${count} of ${code}`);
    });
  }
});
