import assert from "node:assert/strict";
import { isTooDeep } from "../../../client/src/api/depth";
import { hoverPlaces } from "../../../client/src/flow/hoverPlaces";
import { looksLikeWorkflow } from "../../../client/src/looksLikeWorkflow";
import { contentsOfText } from "../../../client/src/sync/contents";
import { NotAWorkflowError } from "../../../client/src/sync/payload";
import { placeOf } from "../../../client/src/sync/place";
import { renderLike, renderNew } from "../../../client/src/sync/render";

const DEEP = 100_000;
const OPEN = "[".repeat(DEEP);

/** Texts whose brackets no parser that calls itself could follow. */
const TOO_DEEP: Readonly<Record<string, string>> = {
  "as they are": `{ "steps": ${OPEN}`,
  "closed again": `${OPEN}${"]".repeat(DEEP)}`,
  "behind a quote in a comment": `/* " */ ${OPEN}`,
  "behind a quote in a comment to the end of its line": `// "\n${OPEN}`,
  "behind a string without its end": `["a\n${OPEN}`,
  "behind brackets that close nothing": `{ "a": 1 ${"]".repeat(DEEP)}, "b": ${OPEN}`,
  "with brackets between them that close another kind": `${"[".repeat(400)}${"}".repeat(400)}, `.repeat(4),
  objects: '{ "steps": '.repeat(DEEP),
};

const STORED = { id: "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", contents: { name: "Stored", steps: [] } };

describe("brackets that stand too deep", () => {
  for (const [what, text] of Object.entries(TOO_DEEP)) {
    it(`are no workflow ${what}`, () => {
      assert.ok(isTooDeep(text));
      assert.throws(() => contentsOfText(text), NotAWorkflowError);
      assert.equal(renderLike(text, STORED), renderNew(STORED));
      assert.equal(placeOf(text, ["steps", 0]), undefined);
      assert.deepEqual(hoverPlaces(text), []);
      assert.equal(looksLikeWorkflow(text), false);
    });
  }

  it("are those above the limit only, and none that stand in strings", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    assert.equal(isTooDeep(nested(500)), false);
    assert.equal(isTooDeep(nested(501)), true);
    assert.equal(isTooDeep(JSON.stringify({ name: OPEN, "\\": `"${OPEN}` })), false);
    assert.equal(isTooDeep(`[${"[[],{}],".repeat(DEEP)}`), false);
  });
});
