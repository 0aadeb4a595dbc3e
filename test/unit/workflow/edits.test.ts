import assert from "node:assert/strict";
import fc from "fast-check";
import {
  applyEdits,
  type Edit,
  insertFirstField,
  joinEdits,
  removeField,
} from "../../../server/src/workflow/edits";
import { parseText } from "../../../server/src/workflow/tree";

/** The text after the key of this name was taken out of the root object. */
function without(text: string, name: string): string {
  const field = parseText(text).root?.properties.find((property) => property.name === name);
  assert.ok(field);
  return applyEdits(text, [removeField(text, field)]);
}

function withId(text: string): string {
  const { root } = parseText(text);
  assert.ok(root);
  return applyEdits(text, [insertFirstField(text, root, "id", '"x"')]);
}

describe("taking out a field", () => {
  for (const [what, text, name, expected] of [
    ["the only one", '{ "a": 1 }', "a", "{  }"],
    ["the first", '{ "a": 1, "b": 2 }', "a", '{ "b": 2 }'],
    ["one between", '{ "a": 1, "b": 2, "c": 3 }', "b", '{ "a": 1, "c": 3 }'],
    ["the last", '{ "a": 1, "b": 2 }', "b", '{ "a": 1 }'],
    ["the first line", '{\n  "a": 1,\n  "b": 2\n}', "a", '{\n  "b": 2\n}'],
    ["a line between", '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}', "b", '{\n  "a": 1,\n  "c": 3\n}'],
    ["the last line", '{\n  "a": 1,\n  "b": 2\n}', "b", '{\n  "a": 1\n}'],
    ["with CRLF", '{\r\n  "a": 1,\r\n  "b": 2\r\n}', "b", '{\r\n  "a": 1\r\n}'],
    ["a comma at the start of a line", '{ "a": 1\n, "b": 2\n, "c": 3 }', "b", '{ "a": 1\n, "c": 3 }'],
    ["without spaces", '{"a":1,"b":2}', "a", '{"b":2}'],
    ["a value with commas and braces in it", '{ "a": [1, { "x": "}," }], "b": 2 }', "a", '{ "b": 2 }'],
  ] as const) {
    it(what, () => assert.equal(without(text, name), expected));
  }

  it("leaves JSON that is as sound as before, whichever field goes", () => {
    const text = '{\n  "a": 1, "b": [1, 2],\n\n  "c": { "d": 1 },  "e": "f"\n}';
    for (const name of ["a", "b", "c", "e"]) {
      const rest = { ...JSON.parse(text) };
      delete rest[name];
      assert.deepEqual(JSON.parse(without(text, name)), rest);
    }
  });
});

describe("putting in a first field", () => {
  for (const [what, text, expected] of [
    ["an empty object", "{}", '{"id": "x"}'],
    ["an object on one line", '{ "a": 1 }', '{ "id": "x", "a": 1 }'],
    ["an object without spaces", '{"a":1}', '{"id": "x", "a":1}'],
    ["an object on lines", '{\n  "a": 1\n}', '{\n  "id": "x",\n  "a": 1\n}'],
    ["an object with CRLF and tabs", '{\r\n\t"a": 1\r\n}', '{\r\n\t"id": "x",\r\n\t"a": 1\r\n}'],
  ] as const) {
    it(what, () => assert.equal(withId(text), expected));
  }

  it("does not copy a comment that stands before the first key", () => {
    const changed = withId('{\n  // b\n  "a": 1\n}');
    assert.equal(changed.split("// b").length, 2, changed);
    assert.equal(parseText(changed).root?.properties.length, 2, changed);
  });
});

describe("applying edits", () => {
  it("takes them in any order", () => {
    const edits = [
      { span: { start: 0, end: 1 }, text: "AA" },
      { span: { start: 2, end: 3 }, text: "" },
      { span: { start: 4, end: 4 }, text: "!" },
    ];
    assert.equal(applyEdits("abcd", edits), "AAbd!");
    assert.equal(applyEdits("abcd", [...edits].reverse()), "AAbd!");
    assert.equal(applyEdits("abcd", []), "abcd");
  });
});

/** Edits that do not overlap, of a text of this length. */
function anyEdits(length: number): fc.Arbitrary<Edit[]> {
  const offsets = fc.uniqueArray(fc.nat(length), { maxLength: 6 });
  const texts = fc.array(fc.constantFrom("", "x", "yz"), { minLength: 3, maxLength: 3 });
  return fc.tuple(offsets, texts).map(([places, written]) => {
    const sorted = places.sort((a, b) => a - b);
    return written.flatMap((text, at) => {
      const [start, end] = [sorted[2 * at], sorted[2 * at + 1]];
      return start === undefined || end === undefined ? [] : [{ span: { start, end }, text }];
    });
  });
}

describe("joining edits", () => {
  const TEXT = "abcdefghij";

  it("does what both lots do one after the other, in edits that neither overlap nor touch", () => {
    const both = anyEdits(TEXT.length).chain((first) =>
      anyEdits(applyEdits(TEXT, first).length).map((second) => [first, second] as const),
    );
    fc.assert(
      fc.property(both, ([first, second]) => {
        const joined = joinEdits(TEXT, first, second);
        assert.equal(applyEdits(TEXT, joined), applyEdits(applyEdits(TEXT, first), second));
        joined.slice(1).forEach(({ span }, at) => {
          assert.ok(span.start > (joined[at]?.span.end ?? 0), JSON.stringify(joined));
        });
      }),
      { numRuns: 300, seed: 20_250_304 },
    );
  });

  it("leaves alone what neither changes", () => {
    const first = [{ span: { start: 1, end: 3 }, text: "" }];
    const second = [{ span: { start: 4, end: 4 }, text: "-" }];
    assert.deepEqual(joinEdits(TEXT, first, second), [
      { span: { start: 1, end: 3 }, text: "" },
      { span: { start: 6, end: 6 }, text: "-" },
    ]);
    assert.deepEqual(joinEdits(TEXT, [], []), []);
  });

  it("makes one of an insertion where something was taken out", () => {
    const first = [{ span: { start: 1, end: 3 }, text: "" }];
    const second = [{ span: { start: 1, end: 1 }, text: "-" }];
    assert.deepEqual(joinEdits(TEXT, first, second), [{ span: { start: 1, end: 3 }, text: "-" }]);
  });
});
