import assert from "node:assert/strict";
import { RULES } from "../../../server/src/rules/registry";
import { SharedWeights } from "../../../server/src/rules/weights";

describe("the weights of rules", () => {
  const weights = new SharedWeights(RULES);

  it("are the very same for files for which all rules weigh the same", () => {
    assert.equal(
      weights.of(() => "hint"),
      weights.of(() => "hint"),
    );
  });

  it("are others where one rule weighs more, or is off", () => {
    const some = weights.of(({ code }) => (code === "syntax" ? "error" : "hint"));
    const less = weights.of(({ code }) => (code === "syntax" ? "off" : "hint"));
    assert.deepEqual(
      RULES.map((rule) => some.severities.get(rule)),
      RULES.map(({ code }) => (code === "syntax" ? "error" : "hint")),
    );
    assert.deepEqual(
      less.rules,
      RULES.filter(({ code }) => code !== "syntax"),
    );
  });
});
