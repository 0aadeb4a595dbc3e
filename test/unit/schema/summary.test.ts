import assert from "node:assert/strict";
import { statesIn, withState } from "../../../server/src/schema/summary";

/** A summary, the states that it names, and what it is when the state is `sent`. */
const CASES: readonly (readonly [summary: string, states: readonly string[], sent: string])[] = [
  ["", [], ""],
  ["Set state", [], "Set state"],
  ["`void`{.state .void}", ["void"], "`sent`{.state .sent}"],
  ["Set state to `void`{.state .void}.", ["void"], "Set state to `sent`{.state .sent}."],
  ["`Void`{.state .void}", ["void"], "`Sent`{.state .sent}"],
  ["`VOID`{.state .void}", ["void"], "`Sent`{.state .sent}"],
  ["`Cancelled`{.state .void}", ["void"], "`sent`{.state .sent}"],
  ["``{.state .void}", ["void"], "`sent`{.state .sent}"],
  ["`void`{.void .state}", ["void"], "`sent`{.state .sent}"],
  ["`void`{  .state\t.void }", ["void"], "`sent`{.state .sent}"],
  ["`a`{.state .a} to `b`{.state .b}", ["a", "b"], "`sent`{.state .sent} to `sent`{.state .sent}"],
  ["`void`{.font-medium}", [], "`void`{.font-medium}"],
  ["`void`{.state}", [], "`void`{.state}"],
  ["`void`{.state .state}", [], "`void`{.state .state}"],
  ["`void`{.state .void .bold}", [], "`void`{.state .void .bold}"],
  ["`void` {.state .void}", [], "`void` {.state .void}"],
  ["`void`{}", [], "`void`{}"],
  ["`void`{.state .void", [], "`void`{.state .void"],
  ["void`{.state .void}", [], "void`{.state .void}"],
  ["`$&`{.state .$&}", ["$&"], "`sent`{.state .sent}"],
  ["`a`b`{.state .c}", ["c"], "`a`sent`{.state .sent}"],
];

describe("a summary", () => {
  for (const [summary, states, sent] of CASES) {
    it(`${summary || "that is empty"} names ${states.join(" and ") || "no state"}`, () => {
      assert.deepEqual(statesIn(summary), states);
      assert.equal(withState(summary, "sent"), sent);
    });
  }

  it("takes any state as it is, whatever replacements mean by it", () => {
    assert.equal(withState("`a`{.state .a}", "$&$1"), "`$&$1`{.state .$&$1}");
  });

  it("says after a change what it was changed to, for all that the markup can say", () => {
    for (const state of ["sent", "Sent", "x", "a-b_c", "$1", "caf\u00e9", "constructor"]) {
      for (const [summary, states] of CASES) {
        assert.deepEqual(
          statesIn(withState(summary, state)),
          states.map(() => state),
        );
      }
    }
  });

  it("is read to its end, whatever it repeats", () => {
    for (const part of ["`", "``", "`{", "`a`{", "`a`{.state ", "{", "}", "`a`{ }", ".state ", " "]) {
      const text = part.repeat(100_000 / part.length);
      for (const summary of [text, `\`${text}`, `\`a\`{${text}`, `${text}\``, `${text}}`]) {
        assert.equal(withState(summary, "sent").includes("sent"), statesIn(summary).length > 0);
      }
    }
  });
});
