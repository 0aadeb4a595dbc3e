import assert from "node:assert/strict";
import { HUGE, longLine } from "../support/extremes";
import { IS_THOROUGH } from "../support/thorough";
import { askEverything } from "./asked";

describe("a text larger than any workflow", () => {
  for (const [what, { text, told }] of Object.entries(HUGE)) {
    it(`has its basics checked, and is asked about: ${what}`, async () => {
      assert.deepEqual(await askEverything(text()), told);
    }).timeout(120_000);
  }

  if (IS_THOROUGH) {
    it("has its basics checked, and is asked about: a line of 100 MB", async () => {
      assert.deepEqual(await askEverything(longLine(100_000_000)), ["large-file 0:0"]);
    }).timeout(600_000);
  }
});
