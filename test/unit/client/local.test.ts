import assert from "node:assert/strict";
import { looksLikeWorkflow } from "../../../client/src/looksLikeWorkflow";
import { tokenFault } from "../../../client/src/token";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";

describe("a plain JSON file", () => {
  for (const [text, expected] of [
    [`{ "steps": [{ "id": "${ID}", "action": "silo.close" }] }`, true],
    [`{ "name": "A", "steps": [7, { "id": "${ID}", "provider": "pdf" }], }`, true],
    [`{ "steps": [{ "id": "one", "action": "silo.close" }] }`, false],
    [`{ "steps": [{ "id": "${ID}", "action": "Do it, please" }] }`, false],
    [`{ "steps": [{ "id": "${ID}", "run": "action" }] }`, false],
    [`{ "jobs": { "steps": [{ "id": "${ID}", "action": "a.b" }] } }`, false],
    [`[{ "steps": [{ "id": "${ID}", "action": "a.b" }] }]`, false],
    ["", false],
    ["null", false],
    [`{ "steps": [{ "id": "${ID}", "action": "a.b" }] }${" ".repeat(2 ** 20)}`, false],
    [`{ "action": ${"[".repeat(100_000)}, "steps"`, false],
  ] as const) {
    it(`is ${expected ? "a" : "no"} workflow: ${text.slice(0, 70)}`, () =>
      assert.equal(looksLikeWorkflow(text), expected));
  }
});

describe("the token", () => {
  it("can be no blank and hold no special characters", () => {
    assert.equal(tokenFault(" abc.DEF-123_x \n"), undefined);
    for (const text of ["", "  ", "a b", "a\nb", "é", "a\u0000"]) {
      assert.ok(tokenFault(text), JSON.stringify(text));
    }
  });
});
