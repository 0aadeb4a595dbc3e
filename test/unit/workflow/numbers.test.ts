import assert from "node:assert/strict";
import { withCommas } from "../../../server/src/workflow/numbers";

describe("a whole number with commas", () => {
  it("has them between its thousands, zeros kept", () => {
    assert.deepEqual([0, 999, 1000, 50_000, 1_002_003].map(withCommas), [
      "0",
      "999",
      "1,000",
      "50,000",
      "1,002,003",
    ]);
  });
});
