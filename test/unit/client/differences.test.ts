import assert from "node:assert/strict";
import fc from "fast-check";
import { contentsOfStored, contentsOfText, isSame } from "../../../client/src/sync/contents";
import { differencesOf } from "../../../client/src/sync/differences";
import { anyPair } from "./pairs";

type Fields = Readonly<Record<string, unknown>>;

const step = (id: string, more: Fields = {}): Fields => ({
  id,
  name: id.toUpperCase(),
  action: "pdf",
  ...more,
});
const next = (...conditions: readonly Fields[]): Fields => ({ next: conditions });

/** The differences, each as a line. */
function lines(before: Fields, after: Fields): string[] {
  return differencesOf(before, after).map(({ kind, path, label }) => `${kind} ${label} (${path.join("/")})`);
}

describe("the differences of two workflows", () => {
  it("are none exactly where they say the same", () => {
    fc.assert(
      fc.property(anyPair, ({ text, stored }) => {
        const [a, b] = [contentsOfText(text), contentsOfStored(stored)];
        assert.equal(differencesOf(a, b).length === 0, isSame(a, b));
        assert.equal(differencesOf(b, a).length === 0, isSame(a, b));
        assert.deepEqual(differencesOf(a, a), []);
      }),
    );
  });

  it("are where they are said to be", () => {
    fc.assert(
      fc.property(anyPair, ({ text, stored }) => {
        const [before, after] = [contentsOfText(text), contentsOfStored(stored)];
        for (const { kind, path, label } of differencesOf(before, after)) {
          assert.notEqual(valueAt(kind === "removed" ? before : after, path), undefined, `${kind} ${label}`);
        }
      }),
    );
  });

  for (const [what, before, after, expected] of [
    [
      "fields of the workflow",
      { name: "A", description: "x", draft: true, country: "ES" },
      { name: "B", schema: "bill/invoice", country: "ES", draft: false, description: "" },
      [
        "changed name (name)",
        "removed description (description)",
        "added schema (schema)",
        "removed draft (draft)",
      ],
    ],
    [
      "fields of a step and of its config",
      { steps: [step("a", { notes: "x", config: { gone: 1, same: [1], list: [1], 'a"b': null } })] },
      { steps: [step("a", { action: "mail", config: { same: [1], list: [2], come: null, 'a"b': 0 } })] },
      [
        "changed step 'A', action (steps/0/action)",
        "removed step 'A', notes (steps/0/notes)",
        "removed step 'A', config.gone (steps/0/config/gone)",
        "changed step 'A', config.list (steps/0/config/list)",
        "changed step 'A', config.a\"b (steps/0/config/a\"b)",
        "added step 'A', config.come (steps/0/config/come)",
      ],
    ],
    [
      "a whole config",
      { steps: [step("a", { config: { a: 1 } }), step("b", { config: "x" })] },
      { steps: [step("a"), step("b", { config: { a: 1 } })] },
      ["removed step 'A', config (steps/0/config)", "changed step 'B', config (steps/1/config)"],
    ],
    [
      "a step that came in and one that went",
      { steps: [step("a"), step("b"), step("c")] },
      { steps: [step("n"), step("a"), step("c")] },
      ["added step 'N' (steps/0)", "removed step 'B' (steps/1)"],
    ],
    [
      "one step that moved down past many",
      { steps: [step("a"), step("b"), step("c"), step("d")] },
      { steps: [step("b"), step("c"), step("d"), step("a")] },
      ["changed step 'A', position (steps/3)"],
    ],
    [
      "a step that moved into a branch and was changed there",
      { steps: [step("a"), step("b", next({ status: "KO" }))] },
      { steps: [step("b", next({ status: "KO", steps: [step("a", { notes: "x" })] }))] },
      [
        "changed step 'A', position (steps/0/next/0/steps/0)",
        "added step 'A', notes (steps/0/next/0/steps/0/notes)",
      ],
    ],
    [
      "a step that moved to the rescue",
      { steps: [step("a"), step("b")] },
      { steps: [step("b")], rescue: [step("a")] },
      ["changed step 'A', position (rescue/0)"],
    ],
    [
      "a condition that came in before the others",
      { steps: [step("a", next({ status: "KO", stop: true }, { status: "OK", code: "1" }))] },
      {
        steps: [
          step(
            "a",
            next({ code: "new" }, { status: "KO", stop: true }, { status: "OK", code: "1", stop: true }),
          ),
        ],
      },
      [
        "added step 'A', condition 1 (steps/0/next/0)",
        "added step 'A', condition 3, stop (steps/0/next/2/stop)",
      ],
    ],
    [
      "conditions in another order",
      { steps: [step("a", next({ code: "1" }, { code: "2" }))] },
      { steps: [step("a", next({ code: "2" }, { code: "1" }))] },
      ["changed step 'A', condition 1, position (steps/0/next/0)"],
    ],
    [
      "the ids of steps, which otherwise are the same",
      { steps: [step("a"), step("b", { name: "x" })] },
      { steps: [step("a"), step("c", { name: "x" })] },
      ["changed step 'x', id (steps/1/id)"],
    ],
    [
      "an id in capitals",
      { steps: [step("a")] },
      { steps: [{ ...step("a"), id: "A" }] },
      ["changed step 'A', id (steps/0/id)"],
    ],
    [
      "steps without an id, which are known by their place",
      { steps: [{ name: "A", action: "pdf" }, { action: "mail" }] },
      {
        steps: [
          { name: "A", action: "xml" },
          { action: "mail", notes: "x" },
        ],
      },
      ["changed step 'A', action (steps/0/action)", "added step 'mail', notes (steps/1/notes)"],
    ],
    [
      "steps of the same id",
      { steps: [step("a"), step("a", { notes: "x" })] },
      { steps: [step("a"), step("a", { notes: "y" })] },
      ["changed step 'A', notes (steps/1/notes)"],
    ],
    [
      "steps without any name",
      { steps: [{}, { notes: "x" }] },
      { steps: [{}, { notes: "y" }, null] },
      ["changed step 2, notes (steps/1/notes)", "added step 3 (steps/2)"],
    ],
    [
      "steps with long names",
      { steps: [] },
      { steps: [{ name: "x".repeat(100) }] },
      [`added step '${"x".repeat(59)}…' (steps/0)`],
    ],
    ["steps that are no list", { steps: [step("a")] }, { steps: "x" }, ["changed steps (steps)"]],
  ] as const) {
    it(`tell of ${what}`, () => assert.deepEqual(lines(before, after), expected));
  }
});

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}
