import assert from "node:assert/strict";
import { parseDocument } from "../../../server/src/workflow/document";
import { earlierActions } from "../../../server/src/workflow/earlier";
import { createFlow } from "../../../server/src/workflow/flow";
import { textOf } from "../../../server/src/workflow/model";
import { branch, go, KO, list, STOP, step } from "./letters";

/**
 * What may have run before the step `z`, such as `A:a B:b?`: each action with the step that runs it, and a question
 * mark where it has not done what it does. Small letters are steps, capital ones their actions.
 */
function beforeZ(text: string): string {
  const document = parseDocument(text);
  const flow = createFlow(document, { codesOf: () => undefined });
  const before = earlierActions(document, flow, (action) => action !== "other");
  const z = document.steps.find((one) => textOf(one, "name") === "z");
  assert.ok(z);
  return [...before(z)]
    .map(([action, { step: by, isDone }]) => `${action}:${textOf(by, "name")}${isDone ? "" : "?"}`)
    .sort()
    .join(" ");
}

const a = (next?: string): string => step("a", next, "A");
const b = (next?: string): string => step("b", next, "B");
const Z = step("z");
const SKIP = '"status": "SKIP"';

/** What is tested, the main steps, what ran before `z`, the steps of rescue. */
const CASES: readonly (readonly [what: string, steps: string, before: string, rescue?: string])[] = [
  ["nothing", Z, ""],
  ["steps before", list(a(), b(), Z), "A:a B:b"],
  ["steps after", list(Z, a()), ""],
  ["actions that nobody wants to know of", list(step("a", undefined, "other"), step("c"), Z), ""],
  ["the first of two with one action", list(a(), step("c", undefined, "A"), Z), "A:a"],
  ["the step itself", step("z", undefined, "Z"), ""],

  ["a step around", a(branch(KO, Z)), "A:a?"],
  ["a step around that did what it does", a(branch('"status": "OK"', Z)), "A:a"],
  ["a step around, whatever became of it", a(branch("", Z)), "A:a"],
  ["a step around that ended with a code", a(branch('"code": "x"', Z)), "A:a"],
  ["a step around that was skipped", a(branch(SKIP, Z)), "A:a?"],
  ["a branch before", list(a(branch(KO, b())), Z), "A:a B:b"],
  ["a branch that stops", list(a(branch(KO, b(), ', "stop": true')), Z), "A:a"],
  ["another branch of the same step", a(list(branch(KO, b()), branch(SKIP, Z))), "A:a?"],
  ["one that failed, and did it again", list(a(branch(KO, step("c", undefined, "A"))), Z), "A:a"],
  [
    "one that failed, and the same again in its branch",
    a(branch(KO, list(step("c", undefined, "A"), Z))),
    "A:c",
  ],
  ["one that can only be passed when it failed", list(a(list(`{ ${KO} }`, STOP)), Z), "A:a?"],

  ["a jump over others", list(a(go("z")), b(), Z), "A:a"],
  ["a jump over others on a status", list(a(go("z", `${KO}, `)), b(), Z), "A:a B:b"],
  ["a jump back", list(step("c"), Z, a(go("c"))), "A:a"],
  ["a jump back after a failure", list(step("c"), Z, a(go("c", `${KO}, `))), "A:a?"],
  ["a jump back to the step itself", list(step("z", undefined, "Z"), a(go("z"))), "A:a Z:z"],
  ["what only an unreachable step leads to", list(a(STOP), b(), Z), ""],

  ["rescue, after all that can run", list(a(), step("c", STOP), b()), "A:a", Z],
  ["rescue, whatever became of it", a(branch(KO, b())), "A:a B:b", Z],
  ["rescue, where the same runs again", a(), "A:r", list(step("r", undefined, "A"), Z)],
  ["main steps, which come before rescue", list(Z, a()), "", b()],
  ["main steps that rescue goes to", list(a(STOP), Z), "A:a B:b", b(go("z"))],
];

describe("what may have run before", () => {
  for (const [what, steps, before, rescue = ""] of CASES) {
    it(what, () => assert.equal(beforeZ(`{ "steps": [${steps}], "rescue": [${rescue}] }`), before));
  }

  it("is the same when rescue stands first in the file", () => {
    assert.equal(beforeZ(`{ "rescue": [${Z}], "steps": [${list(a(), b())}] }`), "A:a B:b");
    assert.equal(beforeZ(`{ "rescue": [${a()}], "steps": [${list(Z, b())}] }`), "");
  });

  it("is found in workflows of ten thousand steps that all go back to the first", () => {
    const steps = Array.from({ length: 10_000 }, (_, at) =>
      step(`s${at}`, `{ ${KO}, "step_id": "s0" }`, at % 2 === 0 ? "A" : "B"),
    );
    assert.equal(beforeZ(`{ "steps": [${[...steps, Z].join(", ")}] }`), "A:s0 B:s1");
  });
});
