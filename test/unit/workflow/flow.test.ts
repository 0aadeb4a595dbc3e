import assert from "node:assert/strict";
import { parseDocument } from "../../../server/src/workflow/document";
import { createFlow, unreachableRuns } from "../../../server/src/workflow/flow";
import { textOf } from "../../../server/src/workflow/model";
import { branch, CODE, go, KO, list, STOP, step } from "./letters";

/** The step `a`, which ends with the code `true` or `false`. */
const decide = (...next: string[]): string => step("a", list(...next), "if");
const STOPS = (code: string): string => `{ "code": "${code}", "stop": true }`;

/** The unreachable runs of a workflow, such as `bc e`. */
function unreachable(steps: string, rescue = ""): string {
  return runsOf(`{ "steps": [${steps}], "rescue": [${rescue}] }`);
}

function runsOf(text: string): string {
  const document = parseDocument(text);
  const flow = createFlow(document, {
    codesOf: (action) => (action === "if" ? ["true", "false"] : action === "mute" ? [] : undefined),
  });
  return unreachableRuns(document, flow)
    .map((run) => run.map((one) => textOf(one, "name")).join(""))
    .join(" ");
}

/** What is tested, the main steps, what is unreachable, the steps of rescue. */
const CASES: readonly (readonly [what: string, steps: string, runs: string, rescue?: string])[] = [
  ["nothing", "", ""],
  ["steps without conditions", list(step("a"), step("b"), step("c")), ""],
  ["an empty list of conditions", list(step("a", ""), step("b")), ""],
  ["a condition that does nothing", list(step("a", "{}"), step("b")), ""],

  ["an unconditional stop", list(step("a", STOP), step("b"), step("c")), "bc"],
  ["a stop on a status", list(step("a", `{ ${KO}, "stop": true }`), step("b")), ""],
  ["a stop on a code", list(step("a", `{ ${CODE}, "stop": true }`), step("b")), ""],
  ["a stop on NA, which is any", list(step("a", '{ "status": "NA", "stop": true }'), step("b")), "b"],
  [
    "a stop on an empty status and code",
    list(step("a", '{ "status": "", "code": "", "stop": true }'), step("b")),
    "b",
  ],
  ["a stop on NA and a code", list(step("a", `{ "status": "NA", ${CODE}, "stop": true }`), step("b")), ""],
  ["a stop that is false", list(step("a", '{ "stop": false }'), step("b")), ""],
  ["a stop of a wrong type", list(step("a", '{ "stop": "true" }'), step("b")), ""],
  ["a stop on a status of a wrong type", list(step("a", '{ "status": 1, "stop": true }'), step("b")), ""],
  [
    "a stop on a status that does not exist",
    list(step("a", '{ "status": "ko", "stop": true }'), step("b")),
    "",
  ],
  ["a stop on the last step", list(step("a"), step("b", STOP)), ""],
  ["two stops", list(step("a", STOP), step("b", STOP), step("c")), "bc"],

  ["a branch that goes on", list(step("a", branch(KO, step("b"))), step("c")), ""],
  ["a branch for any that goes on", list(step("a", branch("", step("b"))), step("c")), ""],
  ["a branch for any that stops", list(step("a", branch("", step("b"), ', "stop": true')), step("c")), "c"],
  [
    "a branch for any that stops inside",
    list(step("a", branch("", list(step("b", STOP), step("c")))), step("d")),
    "c d",
  ],
  [
    "a branch for KO that stops inside",
    list(step("a", branch(KO, list(step("b", STOP), step("c")))), step("d")),
    "c",
  ],
  [
    "a branch for any with a way on inside",
    list(step("a", branch("", step("b", `{ ${KO}, "stop": true }`))), step("c")),
    "",
  ],
  [
    "a branch inside an unreachable step, listed once",
    list(step("a", STOP), step("b", branch("", list(step("c", STOP), step("d"))))),
    "b",
  ],
  ["stops three deep", list(step("a", branch("", step("b", branch("", step("c", STOP))))), step("d")), "d"],
  [
    "a stop three deep on a status",
    list(step("a", branch("", step("b", branch(KO, step("c", STOP))))), step("d")),
    "",
  ],
  ["an empty branch for any", list(step("a", branch("", "")), step("b")), ""],

  [
    "two conditions that stop",
    list(step("a", list(`{ ${KO}, "stop": true }`, '{ "status": "OK", "stop": true }')), step("b")),
    "",
  ],
  ["a way on beside a stop for any", list(step("a", list(branch(KO, step("b")), STOP)), step("c")), ""],
  ["a stop beside a stop for any", list(step("a", list(`{ ${KO}, "stop": true }`, STOP)), step("b")), "b"],

  ["going to a later step", list(step("a", go("c")), step("b"), step("c")), "b"],
  ["going to a later step on a status", list(step("a", go("c", `${KO}, `)), step("b"), step("c")), ""],
  [
    "going to a later step behind a stop",
    list(step("a", list(go("c", `${KO}, `), STOP)), step("b"), step("c"), step("d")),
    "b",
  ],
  [
    "going into a branch, which leads behind it",
    list(step("a", go("d")), step("b"), step("c", branch(KO, step("d"))), step("e")),
    "bc",
  ],
  ["going back", list(step("a"), step("b", go("a")), step("c")), "c"],
  ["going back on a status", list(step("a"), step("b", go("a", `${KO}, `)), step("c")), ""],
  ["going by an id in other letters", list(step("a", go("C")), step("b"), step("c")), "b"],
  ["going from a branch", list(step("a", branch("", step("b", go("d")))), step("c"), step("d")), "c"],
  [
    "a branch that goes on elsewhere",
    list(step("a", `{ "steps": [${step("b")}], "step_id": "d" }`), step("c"), step("d")),
    "c",
  ],
  ["going to a step that is not there, which is another rule's", list(step("a", go("x")), step("b")), ""],
  ["an empty step_id", list(step("a", go("")), step("b")), ""],
  [
    "a target that only an unreachable step goes to",
    list(step("a", STOP), step("b", go("d")), step("c"), step("d")),
    "bcd",
  ],
  ["going to itself, which is another rule's", list(step("a", go("a")), step("b")), ""],

  ["rescue, which always can run", step("a", STOP), "", list(step("r"), step("s"))],
  ["a stop in rescue", step("a"), "s", list(step("r", STOP), step("s"))],
  ["going from rescue to a main step", list(step("a", STOP), step("b")), "", step("r", go("b", `${KO}, `))],
  ["both codes of a decision that stop", list(decide(STOPS("true"), STOPS("false")), step("b")), "b"],
  ["one code of a decision that stops", list(decide(STOPS("true")), step("b")), ""],
  [
    "both codes of a decision, one of them by KO, with which it never comes",
    list(decide('{ "status": "KO", "code": "true", "stop": true }', STOPS("false")), step("b")),
    "",
  ],
  [
    "both codes of a decision, one of them by OK",
    list(
      decide('{ "status": "OK", "code": "true", "stop": true }', STOPS("false"), go("c", `${KO}, `)),
      step("b"),
      step("c"),
    ),
    "b",
  ],
  [
    "a decision with a branch that goes on",
    list(decide(STOPS("true"), branch('"code": "false"', step("b"))), step("c")),
    "",
  ],
  [
    "a decision with branches that all stop inside",
    list(
      decide(
        branch('"code": "true"', step("b", STOP)),
        branch('"code": "false"', step("c"), ', "stop": true'),
      ),
      step("d"),
    ),
    "d",
  ],
  [
    "both codes of an action that may have others",
    list(step("a", list(STOPS("true"), STOPS("false"))), step("b")),
    "",
  ],
  ["an action without any codes", list(step("a", `{ ${KO}, "stop": true }`, "mute"), step("b")), ""],
  [
    "going from a main step into rescue",
    list(step("a", go("s")), step("b")),
    "b",
    list(step("r", STOP), step("s")),
  ],

  ["items that are no steps", list(step("a", STOP), "1", step("b"), "null", step("c")), "bc"],
  ["conditions that are no objects", list(step("a", 'null, "x", []'), step("b")), ""],
];

describe("steps that nothing can reach", () => {
  for (const [what, steps, runs, rescue] of CASES) {
    it(what, () => assert.equal(unreachable(steps, rescue), runs));
  }

  it("are none in texts that are no workflow or have fields of other types", () => {
    for (const text of [
      "",
      "[]",
      "{}",
      '{ "steps": 1, "rescue": {} }',
      '{ "steps": [{ "next": { "stop": true } }, {}] }',
      '{ "steps": [{ "next": [{ "steps": "x" }] }, {}] }',
    ]) {
      assert.equal(runsOf(text), "");
    }
  });

  it("are found behind the last of a key that stands twice, as JSON reads it", () => {
    assert.equal(
      runsOf(`{ "steps": [${step("a", STOP)}, ${step("b")}], "steps": [${step("c")}, ${step("d")}] }`),
      "",
    );
    const next = `"next": [${STOP}], "next": []`;
    assert.equal(runsOf(`{ "steps": [{ "name": "a", ${next} }, ${step("b")}] }`), "");
  });

  it("are found in workflows of ten thousand steps, long or deep", () => {
    const names = Array.from(
      { length: 10_000 },
      (_, at) => `{ "name": "${at}", "next": [{ "status": "KO" }] }`,
    );
    assert.equal(runsOf(`{ "steps": [${names.join(", ")}] }`), "");
    const depth = 120;
    const opening = '{ "next": [{ "steps": ['.repeat(depth);
    const closing = "] }] }".repeat(depth);
    assert.equal(runsOf(`{ "steps": [${opening}${step("a", STOP)}${closing}, ${step("z")}] }`), "z");
  });
});
