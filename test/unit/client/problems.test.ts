import assert from "node:assert/strict";
import fc from "fast-check";
import { placeFields } from "../../../client/src/problems/placed";
import { changeBetween, shifted } from "../../../client/src/problems/shift";

const TEXT = `{
  "name": "A",
  "steps": [
    { "id": "one", "provider": "pdf", "config": { "to": 7 } }
  ]
}
`;
const refused = [
  { path: ["steps", 0, "action"], message: "is not known" },
  { path: ["name"], message: "is too short" },
  { path: ["steps", 0, "config", "from"], message: "cannot be blank" },
  { path: ["country"], message: "is missing" },
  { path: [], message: "is odd" },
];

/** What is marked, in the text that is marked. */
const marks = (sent: string, now: string) =>
  placeFields(sent, now, refused).problems.map(
    ({ stretch, message }) => `${now.slice(stretch.start, stretch.end)} ← ${message}`,
  );

describe("what Invopop refuses", () => {
  it("is placed in the file, in order, and the rest is left over", () => {
    assert.deepEqual(marks(TEXT, TEXT), [
      '"A" ← is too short',
      '"pdf" ← is not known',
      '{ "to": 7 } ← steps[0].config.from: cannot be blank',
    ]);
    assert.deepEqual(placeFields(TEXT, TEXT, refused).others, refused.slice(3));
  });

  it("is placed where it is now when the text changed meanwhile, and left out where that was changed", () => {
    assert.deepEqual(marks(TEXT, TEXT.replace('"A"', '"Longer"')), [
      '"pdf" ← is not known',
      '{ "to": 7 } ← steps[0].config.from: cannot be blank',
    ]);
    assert.deepEqual(marks(TEXT, `\n${TEXT}`), marks(TEXT, TEXT));
  });

  it("is told in no more than some lines", () => {
    const [problem] = placeFields(TEXT, TEXT, [{ path: ["name"], message: "x".repeat(10_000) }]).problems;
    assert.equal(problem?.message.length, 500);
  });
});

describe("a stretch of a text", () => {
  const move = (offset: number, length: number, newLength: number) =>
    shifted({ start: 10, end: 20 }, { offset, length, newLength });

  it("moves with what changes before it, and stays when something changes behind it", () => {
    assert.deepEqual(move(0, 0, 3), { start: 13, end: 23 });
    assert.deepEqual(move(5, 5, 0), { start: 5, end: 15 });
    assert.deepEqual(move(10, 0, 1), { start: 11, end: 21 });
    assert.deepEqual(move(20, 0, 5), { start: 10, end: 20 });
    assert.deepEqual(move(20, 5, 0), { start: 10, end: 20 });
  });

  it("is gone when it is changed itself", () => {
    for (const [offset, length] of [
      [11, 0],
      [19, 0],
      [19, 5],
      [5, 6],
      [10, 10],
      [0, 100],
    ] as const) {
      assert.equal(move(offset, length, 1), undefined, `${offset}, ${length}`);
    }
  });

  it("holds the same text after any change that spares it", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "\n", "😀", "😁"), maxLength: 12 });
    fc.assert(
      fc.property(letters, letters, letters, (before, marked, after) => {
        fc.pre(marked !== "");
        const text = before + marked + after;
        const stretch = { start: before.length, end: before.length + marked.length };
        for (const changed of [`ab${text}`, `${text}ab`, before.slice(2) + marked + after]) {
          const change = changeBetween(text, changed);
          const moved = change ? shifted(stretch, change) : stretch;
          if (moved) {
            assert.equal(changed.slice(moved.start, moved.end), marked);
          }
        }
      }),
    );
  });
});

describe("the change between two texts", () => {
  const apply = (before: string, after: string): string => {
    const change = changeBetween(before, after);
    return change
      ? before.slice(0, change.offset) +
          after.slice(change.offset, change.offset + change.newLength) +
          before.slice(change.offset + change.length)
      : before;
  };

  it("makes one of the other, and parts no character", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "😀", "😁", "🌍"), maxLength: 8 });
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        assert.equal(apply(before, after), after);
        const change = changeBetween(before, after);
        const parts = change
          ? [before.slice(0, change.offset), before.slice(change.offset + change.length)]
          : [];
        for (const part of [
          ...parts,
          change ? after.slice(change.offset, change.offset + change.newLength) : "",
        ]) {
          assert.ok(!/[\ud800-\udfff]/u.test(part), JSON.stringify([before, after, change]));
        }
      }),
      { numRuns: 500 },
    );
  });

  it("is as small as it can be", () => {
    assert.equal(changeBetween("same", "same"), undefined);
    assert.deepEqual(changeBetween("abcd", "abXcd"), { offset: 2, length: 0, newLength: 1 });
    assert.deepEqual(changeBetween("aaa", "aa"), { offset: 2, length: 1, newLength: 0 });
    assert.deepEqual(changeBetween("", "x"), { offset: 0, length: 0, newLength: 1 });
  });
});
