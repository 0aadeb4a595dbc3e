import assert from "node:assert/strict";
import { readWorkflow } from "../../../client/src/api/types";
import { filtered, groupsOf, labelOf } from "../../../client/src/workflows/groups";
import { hasContents, isAsKnown, mostUrgent, STATES, stateOf } from "../../../client/src/workflows/state";
import { uuid } from "../../support/ids";

const stored = (body: Readonly<Record<string, unknown>>) =>
  readWorkflow(body) ?? assert.fail("This is no workflow.");

describe("how a file stands", () => {
  const base = { digest: "base" };
  for (const [state, local, known, there] of [
    ["in-step", "x", undefined, "x"],
    ["in-step", "x", base, "x"],
    ["ahead", "changed", base, "base"],
    ["behind", "base", base, "changed"],
    ["conflict", "mine", base, "theirs"],
    ["conflict", "mine", undefined, "theirs"],
    ["unreadable", undefined, base, "x"],
    ["unreadable", undefined, undefined, "x"],
  ] as const) {
    it(`is ${state} with ${local} against ${there}, known ${known?.digest}`, () => {
      assert.equal(stateOf(local, known, there), state);
    });
  }

  it("is told apart by a sign of its own", () => {
    const badges = Object.values(STATES).map(({ badge }) => badge);
    assert.equal(new Set(badges).size, badges.length);
    assert.ok(badges.every((badge) => [...badge].length <= 2));
  });

  it("is the most urgent of several", () => {
    assert.equal(mostUrgent([]), undefined);
    assert.equal(mostUrgent(["in-step", "behind", "ahead"]), "behind");
    assert.equal(mostUrgent(["ahead", "conflict", "unreadable"]), "conflict");
  });

  it("can be known by the hash alone, but not of a draft that was published", () => {
    const known = { workspace: "w", id: uuid(1), version: "1", hash: "h", draft: true, digest: "d" };
    assert.equal(isAsKnown(stored({ hash: "h", draft: true }), known), true);
    assert.equal(isAsKnown(stored({ hash: "h" }), known), false);
    assert.equal(isAsKnown(stored({ hash: "other", draft: true }), known), false);
    assert.equal(isAsKnown(stored({ draft: true }), { ...known, hash: undefined }), false);
    assert.deepEqual(
      [{ steps: null }, { name: "A" }].map((body) => hasContents(stored(body))),
      [true, false],
    );
  });
});

describe("the groups of the view", () => {
  const workflows = [
    { id: uuid(1), name: "Invoice 10", schema: "bill/invoice", country: "ES" },
    { id: uuid(2), name: "invoice 9", schema: "https://gobl.org/draft-0/bill/invoice" },
    { id: uuid(3), name: "Émission", schema: "bill/invoice", country: "FR" },
    { id: uuid(4), name: "Register", schema: "org/party", country: "ES" },
    { id: uuid(5), name: "Ours", schema: "acme/own" },
    { id: uuid(6), name: "All" },
    { id: uuid(7), name: " \n ", schema: "" },
  ].map(stored);
  const shown = (query = "") =>
    groupsOf(filtered(workflows, query)).map(({ schema, label, workflows: own }) => [
      schema,
      label,
      ...own.map(labelOf),
    ]);

  it("are the schemas by their names, then others, then none", () => {
    assert.deepEqual(shown(), [
      ["bill/invoice", "Invoice", "Émission", "invoice 9", "Invoice 10"],
      ["org/party", "Party", "Register"],
      ["acme/own", "acme/own", "Ours"],
      ["", "Without Schema", "All", "Unnamed workflow"],
    ]);
    assert.deepEqual(groupsOf([]), []);
  });

  for (const [query, ...names] of [
    ["emission", "Émission"],
    ["ES INVOICE", "Invoice 10"],
    ["party", "Register"],
    ["bill/ fr", "Émission"],
    [uuid(5).toUpperCase(), "Ours"],
    ["000000000006", "All"],
    ["draft-0"],
    ["es pt"],
    ["  ", "Émission", "invoice 9", "Invoice 10", "Register", "Ours", "All", "Unnamed workflow"],
  ] as const) {
    it(`are what is left with the filter '${query}'`, () => {
      assert.deepEqual(
        groupsOf(filtered(workflows, query)).flatMap((group) => group.workflows.map(labelOf)),
        names,
      );
    });
  }
});
