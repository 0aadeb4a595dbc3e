import assert from "node:assert/strict";
import fc from "fast-check";
import { type ErrorBody, readErrorBody } from "../../../client/src/api/types";
import { toBody } from "../../../client/src/sync/payload";
import { placeOf } from "../../../client/src/sync/place";
import { anyText } from "../arbitrary";

const TEXT = `\ufeff{
  "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
  "name": "A",
  "name": "B",
  "steps": [
    { "id": "one", "provider": "pdf", "config": { "4107": { "list": ["x", "y"] }, "action": 7 } },
    {
      "action": "silo.if",
      "next": [{ "code": "true", "steps": [{ "id": "two", "provider": "mail" }] }]
    }
  ]
}
`;

/** The stretch of the text that a path leads to, and whether it is the very value. */
function found(path: readonly (string | number)[], text = TEXT): readonly [string, boolean] | undefined {
  const place = placeOf(text, path);
  return place && [text.slice(place.offset, place.offset + place.length), place.isExact];
}

describe("a place in a file that the API tells of", () => {
  for (const [path, text, isExact = true] of [
    [["name"], '"B"'],
    [["steps", 0, "id"], '"one"'],
    [["steps", 0, "action"], '"pdf"'],
    [["steps", 0, "provider"], '"pdf"'],
    [["steps", 1, "provider"], '"silo.if"'],
    [["steps", 1, "next", 0, "steps", 0, "action"], '"mail"'],
    [["steps", "0", "id"], '"one"'],
    [["steps", 0, "config", 4107, "list", 1], '"y"'],
    [["steps", 0, "config", "provider"], '{ "4107": { "list": ["x", "y"] }, "action": 7 }', false],
    [["steps", 1, "next", 0, "steps", 0, "name"], '{ "id": "two", "provider": "mail" }', false],
    [["steps", 0, "config", 4107, "list", 2], '["x", "y"]', false],
    [["steps", 0, "id", "deeper", 1], '"one"', false],
  ] as const) {
    it(`is found: ${path.join("/")}`, () => assert.deepEqual(found(path), [text, isExact]));
  }

  for (const path of [[], ["rescue", 0, "id"], ["description"], [0], ["toString"]]) {
    it(`is not found: ${path.join("/") || "nothing"}`, () => assert.equal(placeOf(TEXT, path), undefined));
  }

  it("is found in a text that is no longer whole", () => {
    assert.deepEqual(found(["steps", 0, "id"], '{ "name": , "steps": [{ "id": "one" '), ['"one"', true]);
    assert.equal(placeOf("", ["name"]), undefined);
    assert.equal(placeOf("[".repeat(100_000), [0]), undefined);
  });

  it("is the value that was sent, wherever it stands", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const body: unknown = JSON.parse(toBody(text, "create"));
        for (const { path, value } of leavesOf(body, [])) {
          const place = placeOf(text, path);
          assert.ok(place?.isExact, path.join("/"));
          assert.deepEqual(JSON.parse(text.slice(place.offset, place.offset + place.length)), value);
        }
      }),
    );
  });

  for (const [what, answer] of [
    [
      "fields",
      { key: "validation", fields: { steps: { 1: { next: { 0: { steps: { 0: { id: "bad" } } } } } } } },
    ],
    ["faults", { faults: [{ code: "X", paths: ["$.steps[1].next[0].steps[0].id"], message: "bad" }] }],
  ] as const) {
    it(`is found for the ${what} of an answer`, () => {
      const { fields }: ErrorBody = readErrorBody(answer);
      assert.deepEqual(
        fields.map(({ path, message }) => [found(path), message]),
        [[['"two"', true], "bad"]],
      );
    });
  }
});

function leavesOf(
  value: unknown,
  path: readonly (string | number)[],
): { path: readonly (string | number)[]; value: unknown }[] {
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, inner]) =>
        leavesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
      )
    : [{ path, value }];
}
