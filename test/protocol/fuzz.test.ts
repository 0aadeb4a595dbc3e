import assert from "node:assert/strict";
import fc from "fast-check";
import { endServer } from "../fuzz/hosts";
import { TARGETS } from "../fuzz/targets";
import { tryInput } from "../fuzz/trial";
import { tries } from "../support/thorough";

describe("the built server", () => {
  after(endServer);

  it("takes whatever sessions there may be", async () => {
    const target = TARGETS.find(({ name }) => name === "sessions over stdio") ?? assert.fail();
    const property = fc.asyncProperty(target.input, async (input) => {
      await tryInput(target, input);
    });
    await fc.assert(property, tries(150));
  }).timeout(120_000);
});
