import assert from "node:assert/strict";
import { keyAt, outlineOf } from "../../../../client/src/flow/outline";
import { pictureFor } from "../../picture/drawn";
import { nameOf, TEXT } from "./sample";

const PICTURE = pictureFor(TEXT);

describe("the outline of a picture", () => {
  it("tells how deep each step and condition stands, and beside which", () => {
    const lines = Object.entries(outlineOf(PICTURE)).map(
      ([key, { level, position, count, previous, next }]) =>
        `${nameOf(PICTURE, key)}: level ${level}, ${position} of ${count}, ${nameOf(PICTURE, previous)} < ${nameOf(PICTURE, next)}`,
    );
    assert.deepEqual(lines.sort(), [
      "KO: level 2, 1 of 1, undefined < undefined",
      "KO: level 2, 1 of 2, undefined < true",
      "a: level 1, 1 of 3, undefined < b",
      "b: level 1, 2 of 3, a < f",
      "c: level 3, 1 of 2, undefined < d",
      "d: level 3, 2 of 2, c < undefined",
      "e: level 3, 1 of 1, undefined < undefined",
      "f: level 1, 3 of 3, b < undefined",
      "r: level 1, 1 of 1, undefined < undefined",
      "true: level 2, 2 of 2, KO < undefined",
    ]);
  });

  for (const [place, name] of [
    ['"name": "a"', "a"],
    ['"name": "b"', "b"],
    ['"KO", "steps"', "KO"],
    ['"name": "d"', "d"],
    ['"name": "e"', "e"],
    ['"step_id"', "KO"],
    ['"name": "r"', "r"],
    ['"rescue"', "undefined"],
  ] as const) {
    it(`finds ${name} at ${place}`, () => {
      assert.equal(nameOf(PICTURE, keyAt(PICTURE, { line: 0, character: TEXT.indexOf(place) + 1 })), name);
    });
  }

  it("finds the step that a branch is folded into", () => {
    const folded = pictureFor(TEXT, "down", { collapsed: ["steps[1]"] });
    const place = { line: 0, character: TEXT.indexOf('"name": "d"') };
    assert.equal(nameOf(folded, keyAt(folded, place)), "b");
  });
});
