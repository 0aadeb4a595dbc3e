import assert from "node:assert/strict";
import fc from "fast-check";
import { contentsOfStored, contentsOfText, isSame } from "../../../client/src/sync/contents";
import { renderLike, renderNew } from "../../../client/src/sync/render";
import { anyText } from "../arbitrary";
import { anyPair, storedOf } from "./pairs";

describe("a file brought to what is stored", () => {
  it("says what is stored, and the same once more", () => {
    fc.assert(
      fc.property(anyPair, ({ text, stored }) => {
        const rendered = renderLike(text, stored);
        assert.ok(isSame(contentsOfText(rendered), contentsOfStored(stored)), rendered);
        assert.equal(renderLike(rendered, stored), rendered);
      }),
      { numRuns: 500 },
    );
  });

  it("stays to the letter when it says it already", () => {
    fc.assert(fc.property(anyText, (text) => assert.equal(renderLike(text, storedOf(text)), text)));
  });
});

describe("a new file", () => {
  it("says what is stored", () => {
    fc.assert(
      fc.property(anyPair, ({ stored }) => {
        assert.ok(isSame(contentsOfText(renderNew(stored)), contentsOfStored(stored)));
      }),
    );
  });
});
