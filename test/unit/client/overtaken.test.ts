import assert from "node:assert/strict";
import { readWorkflow, type StoredWorkflow } from "../../../client/src/api/types";
import { mayHaveOvertaken, overtakenVersion } from "../../../client/src/sync/overtaken";
import { isUntouched } from "../../../client/src/sync/send";

function stored(body: object): StoredWorkflow {
  return readWorkflow(body) ?? assert.fail("It is no workflow.");
}

describe("whether something was stored between two looks", () => {
  const before = { name: "A", version: "1", hash: "a", draft: false };
  for (const [what, now, isSame] of [
    ["nothing", before, true],
    ["another time of its storing", { ...before, updated_at: "2026-08-01T10:00:00Z" }, true],
    ["a version", { ...before, version: "2" }, false],
    ["a hash", { ...before, hash: "b" }, false],
    ["a draft", { ...before, draft: true }, false],
    ["less being told", { name: "A" }, false],
  ] as const) {
    it(`is seen by ${what}`, () => assert.equal(isUntouched(stored(before), stored(now)), isSame));
  }

  it("is seen by the contents where nothing else is told", () => {
    assert.equal(isUntouched(stored({ name: "A" }), stored({ name: "A", disabled: true })), true);
    assert.equal(isUntouched(stored({ name: "A" }), stored({ name: "B" })), false);
  });
});

describe("what a write overtook", () => {
  const version = (name: string, hour: number, number?: number) => ({
    version: number === undefined ? `v-${name}` : String(number),
    name,
    hash: name.toLowerCase(),
    created_at: `2026-08-01T${10 + hour}:00:00Z`,
  });
  const seen = (...versions: object[]) => stored({ version: "v-A", hash: "a", versions });
  const made = stored({ version: "v-C", hash: "c", updated_at: "2026-08-01T12:00:00Z" });
  const nameOf = (before: StoredWorkflow, after: StoredWorkflow, ...versions: object[]) =>
    overtakenVersion(before, after, stored({ versions }).versions)?.name;

  it("is looked for where versions are no numbers and a list of them is told", () => {
    assert.equal(mayHaveOvertaken(seen(version("A", 0)), made), true);
    assert.equal(mayHaveOvertaken(stored({ version: "v-A" }), made), false);
    assert.equal(mayHaveOvertaken(stored({ version: "1" }), stored({ version: "2" })), false);
    assert.equal(mayHaveOvertaken(stored({ version: "1" }), stored({ version: "1" })), false);
    assert.equal(mayHaveOvertaken(stored({ version: "1" }), stored({ version: "3" })), true);
  });

  it("is told by time where versions are no numbers", () => {
    const [a, b, c, d] = [version("A", 0), version("B", 1), version("C", 2), version("D", 3)];
    assert.equal(nameOf(seen(a), made, a, c), undefined);
    assert.equal(nameOf(seen(a), made, a, b, c), "B");
    assert.equal(nameOf(seen(a), made, d, c, b, a), "B");
    assert.equal(nameOf(seen(a, b), made, a, b, c, d), undefined);
  });

  it("is nothing where no list is told", () => {
    assert.equal(overtakenVersion(seen(version("A", 0)), made, undefined), undefined);
  });

  it("is told by number, whatever the clocks say", () => {
    const [a, b, c, d] = [version("A", 3, 1), version("B", 3, 2), version("C", 2, 3), version("D", 2, 4)];
    const before = stored({ version: "1", hash: "a", versions: [a] });
    const after = stored({ version: "3", hash: "c", updated_at: "2026-08-01T12:00:00Z" });
    assert.equal(nameOf(before, after, a, b, c, d), "B");
    assert.deepEqual(overtakenVersion(before, after, undefined), {
      version: "2",
      name: undefined,
      hash: undefined,
      createdAt: undefined,
    });
  });

  it("is not what was there before, though it was not told of then", () => {
    const [a, b, c] = [version("A", 0, 1), version("B", 1, 2), version("C", 2, 3)];
    const after = stored({ version: "4", hash: "d" });
    assert.equal(nameOf(stored({ version: "3", hash: "c" }), after, a, b, c), undefined);
  });

  it("is not what says the same, which may be our own", () => {
    const [a, own, again] = [version("A", 0, 1), version("C", 1, 2), version("C", 2, 3)];
    const before = stored({ version: "1", hash: "a", versions: [a] });
    assert.equal(
      overtakenVersion(
        before,
        stored({ version: "3", hash: "c" }),
        stored({ versions: [a, own, again] }).versions,
      ),
      undefined,
    );
  });
});
