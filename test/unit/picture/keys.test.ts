import assert from "node:assert/strict";
import fc from "fast-check";
import { keysOf } from "../../../server/src/picture/keys";
import { parseDocument } from "../../../server/src/workflow/document";
import { pathOf } from "../../../server/src/workflow/model";
import { tries } from "../../support/thorough";
import { anyText } from "../arbitrary";

const A = "019AB4C2-6b1e-7c1a-9d0e-3f5a7c9b1d01";
const B = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02";

/** The keys of the steps and conditions of a text, by the paths of the steps. */
function keysIn(text: string): Record<string, readonly string[]> {
  const document = parseDocument(text);
  const keys = keysOf(document);
  return Object.fromEntries(
    document.steps.map((step) => [
      pathOf(step),
      [keys.ofStep(step), ...step.conditions.map(keys.ofCondition)],
    ]),
  );
}

describe("the keys of steps and conditions", () => {
  it("are UUIDs in lower case, and paths where there is none of its own", () => {
    const text = `{
      "steps": [
        { "id": "${A}", "next": [1, { "steps": [{}] }, {}] },
        { "id": "${B}" },
        { "id": "${B.toUpperCase()}" },
        { "id": "three" }
      ],
      "rescue": [{ "next": [{}] }]
    }`;
    const key = A.toLowerCase();
    assert.deepEqual(keysIn(text), {
      "steps[0]": [key, `${key}/next[1]`, `${key}/next[2]`],
      "steps[0].next[1].steps[0]": ["steps[0].next[1].steps[0]"],
      "steps[1]": ["steps[1]"],
      "steps[2]": ["steps[2]"],
      "steps[3]": ["steps[3]"],
      "rescue[0]": ["rescue[0]", "rescue[0]/next[0]"],
    });
  });

  it("lead back to what they name, each to one", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const document = parseDocument(text);
        const keys = keysOf(document);
        for (const step of document.steps) {
          assert.equal(keys.step(keys.ofStep(step)), step);
        }
        for (const condition of document.conditions) {
          assert.equal(keys.condition(keys.ofCondition(condition)), condition);
        }
      }),
      tries(50),
    );
  });

  it("lead nowhere that is not there", () => {
    const keys = keysOf(parseDocument('{ "steps": [{ "next": [{}] }] }'));
    assert.deepEqual(
      ["", "steps[1]", "steps[0]/next[0]", B].map((key) => keys.step(key)),
      [undefined, undefined, undefined, undefined],
    );
    assert.deepEqual(
      ["", "steps[0]", "steps[0]/next[1]", "steps[1]/next[0]", "/next[0]"].map((key) => keys.condition(key)),
      [undefined, undefined, undefined, undefined, undefined],
    );
  });
});
