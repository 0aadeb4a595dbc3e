import assert from "node:assert/strict";
import { parseDocument } from "../../../server/src/workflow/document";
import { createFlow } from "../../../server/src/workflow/flow";
import { endlessLoops } from "../../../server/src/workflow/loops";
import { textOf } from "../../../server/src/workflow/model";
import { branch, go, KO, list, STOP, step } from "./letters";

/** The endless loops, each as its steps and, behind a colon, the ids that its jumps lead to: `ab:a cd:c`. */
function loopsOf(text: string): string {
  const document = parseDocument(text);
  const flow = createFlow(document, {
    codesOf: (action) => (action === "if" ? ["true", "false"] : undefined),
  });
  return endlessLoops(document, flow)
    .map(({ steps, jumps }) => {
      const names = steps.map((one) => textOf(one, "name")).join("");
      return `${names}:${jumps.map((jump) => textOf(jump, "step_id")).join("")}`;
    })
    .join(" ");
}

const ON_KO = `${KO}, `;
const TRUE = '"code": "true", ';
const FALSE = '"code": "false", ';

/** What is tested, the main steps, the loops, the steps of rescue. */
const CASES: readonly (readonly [what: string, steps: string, loops: string, rescue?: string])[] = [
  ["nothing", "", ""],
  ["steps that lead forward only", list(step("a", go("b")), step("b"), step("c")), ""],
  ["two steps", list(step("a"), step("b", go("a"))), "ab:a"],
  [
    "two steps, of which the second goes to the first in other letters",
    list(step("a"), step("b", go("A"))),
    "ab:A",
  ],
  [
    "three steps, with others around them",
    list(step("x"), step("a"), step("b"), step("c", go("a")), step("y")),
    "abc:a",
  ],
  ["jumps all the way", list(step("a", go("c")), step("b", go("a")), step("c", go("b"))), "acb:cba"],
  [
    "a loop that is entered in its middle",
    list(step("x", go("b")), step("a"), step("b"), step("c", go("a"))),
    "abc:a",
  ],
  [
    "a loop behind a way that ends too",
    list(step("x", go("z", ON_KO)), step("a"), step("b", go("a")), step("z")),
    "ab:a",
  ],
  [
    "two ways into one loop",
    list(step("x", go("b", ON_KO)), step("a"), step("b"), step("c", go("a"))),
    "abc:a",
  ],

  ["a way out by another status", list(step("a"), step("b", go("a", ON_KO))), ""],
  [
    "a way out by another condition",
    list(step("a"), step("b", list(`{ ${KO}, "stop": true }`, go("a")))),
    "",
  ],
  ["a way out of an earlier step", list(step("a", `{ ${KO}, "stop": true }`), step("b", go("a"))), ""],
  ["a way out by a jump", list(step("a", go("c", ON_KO)), step("b", go("a")), step("c")), ""],
  ["a way out of a branch", list(step("a", branch(KO, step("c", STOP))), step("b", go("a"))), ""],
  [
    "a way from one loop into another, which has a way out",
    list(step("a"), step("b", list(go("a", ON_KO), go("c"))), step("c"), step("d", go("c", ON_KO))),
    "",
  ],
  [
    "a way from one loop into another, which has none",
    list(step("a"), step("b", list(go("c"), go("a", ON_KO))), step("c"), step("d", go("c"))),
    "cd:c",
  ],
  ["a jump to a step that is not there, which is another rule's", list(step("a"), step("b", go("x"))), ""],
  ["a step that goes to itself, which is another rule's", list(step("a", go("a")), step("b")), ""],
  ["a loop that nothing leads to", list(step("x", STOP), step("a"), step("b", go("a"))), ""],

  [
    "a decision that both times goes back",
    list(step("a"), step("b", list(go("a", TRUE), go("a", FALSE)), "if")),
    "ab:a",
  ],
  [
    "a decision that goes back or on",
    list(step("a"), step("b", list(go("a", TRUE), `{ ${FALSE}"steps": [] }`), "if")),
    "",
  ],
  ["a decision that goes back or passes on", list(step("a"), step("b", go("a", TRUE), "if")), ""],

  ["out of a branch", list(step("a", branch("", step("b", go("a"))))), "ab:a"],
  [
    "out of a branch three deep",
    list(step("a", branch("", step("b", branch("", step("c", go("a"))))))),
    "abc:a",
  ],
  [
    "out of one of two branches",
    list(step("a", list(branch(KO, step("b", go("a"))), branch("", step("c"))))),
    "",
  ],
  ["into a branch", list(step("a", branch("", step("b"))), step("c", go("b"))), "bc:b"],
  [
    "at the end of a branch",
    list(step("a", branch("", step("b"), ', "step_id": "x"')), step("x", go("a"))),
    "abx:xa",
  ],

  ["in rescue", step("a"), "rs:r", list(step("r"), step("s", go("r")))],
  ["from rescue to main steps that end", list(step("a"), step("b")), "", step("r", go("a"))],
  [
    "from rescue to main steps that never end",
    list(step("a"), step("b", go("a"))),
    "ab:a",
    step("r", go("a")),
  ],
  ["between main steps and rescue", list(step("a"), step("b", go("r"))), "abr:ra", step("r", go("a"))],
  ["two loops", list(step("a"), step("b", go("a"))), "ab:a rs:r", list(step("r"), step("s", go("r")))],
];

describe("steps that run for ever", () => {
  for (const [what, steps, loops, rescue = ""] of CASES) {
    it(what, () => assert.equal(loopsOf(`{ "steps": [${steps}], "rescue": [${rescue}] }`), loops));
  }

  it("are none in texts that are no workflow or have fields of other types", () => {
    for (const text of [
      "",
      "[]",
      "{}",
      '{ "steps": [{ "id": "a", "next": [{ "step_id": null }] }] }',
      '{ "steps": [{ "id": 1, "next": [{ "step_id": 1 }] }] }',
      '{ "steps": [{ "id": "", "next": [{ "step_id": "" }] }] }',
    ]) {
      assert.equal(loopsOf(text), "", text);
    }
  });

  it("are told by the first of the steps with an id that is taken twice", () => {
    assert.equal(loopsOf(`{ "steps": [${list(step("a"), step("b", go("a")), step("a"))}] }`), "ab:a");
  });

  it("are found among ten thousand steps", () => {
    const names = Array.from({ length: 10_000 }, (_, at) => `"${at}"`);
    const steps = names.map((name, at) =>
      at === 9_999 ? `{ "id": ${name}, "next": [{ "step_id": "0" }] }` : `{ "id": ${name}, "name": "." }`,
    );
    assert.equal(loopsOf(`{ "steps": [${steps.join(", ")}] }`), `${".".repeat(9_999)}:0`);
  });
});
