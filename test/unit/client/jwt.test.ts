import assert from "node:assert/strict";
import { expiryOf } from "../../../client/src/api/jwt";
import { makeToken } from "../../support/api";

/** A token with this text in the place of what it says. */
function tokenOf(payload: string): string {
  return `e30.${Buffer.from(payload).toString("base64url")}.c2ln`;
}

describe("when a token expires", () => {
  it("is told by the token", () => {
    const expires = new Date("2026-08-01T10:00:00Z");
    assert.deepEqual(expiryOf(makeToken("a", expires)), expires);
    assert.deepEqual(expiryOf(tokenOf('{"exp":0}')), new Date(0));
    assert.deepEqual(expiryOf(tokenOf('{"exp":1785578400.5}')), new Date(1785578400500));
    // The two letters that only the Base64 of URLs has, and a name that is no ASCII.
    const other = tokenOf('{"sub":"~~~???ÿÿÿ ñ 日本","exp":1785578400}');
    assert.match(other, /-.*_|_.*-/);
    assert.deepEqual(expiryOf(other), expires);
  });

  for (const [what, token] of [
    ["nothing", ""],
    ["a word", "test-token"],
    ["two parts", "e30.e30"],
    ["four parts", `${tokenOf('{"exp":1}')}.e30`],
    ["a token that does not say", tokenOf("{}")],
    ["no number", tokenOf('{"exp":"1785578400"}')],
    ["a number past all time", tokenOf('{"exp":1e300}')],
    ["no object", tokenOf("[1]")],
    ["null", tokenOf("null")],
    ["no JSON", tokenOf('{"exp":')],
    ["no Base64", "e30.%%%.c2ln"],
    ["nothing in the middle", "e30..c2ln"],
  ] as const) {
    it(`is not told by ${what}`, () => assert.equal(expiryOf(token), undefined));
  }
});
