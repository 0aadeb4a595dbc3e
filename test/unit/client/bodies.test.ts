import assert from "node:assert/strict";
import { idInsertion } from "../../../client/src/publish/insertId";
import { isSame } from "../../../client/src/sync/contents";
import { NotAWorkflowError, toBody, workflowIdOf } from "../../../client/src/sync/payload";
import { uuid } from "../../support/ids";

const READ_ONLY = ["id", "hash", "version", "versions", "created_at", "updated_at", "disabled", "$schema"];

describe("a body, whole", () => {
  it("is the file without what Invopop sets, laid out as the file is", () => {
    const file = [
      "{",
      '  "$schema": "https://example.com/workflow.schema.json",',
      `  "id": "${uuid(1)}",`,
      '  "name": "Send",',
      '  "hash": "0123456789abcdef",',
      '  "version": "7",',
      '  "schema": "bill/invoice",',
      '  "country": "ES",',
      '  "steps": [',
      `    { "id": "${uuid(2)}", "name": "Sign", "provider": "silo.close",`,
      '      "config": { "provider": "x", "id": 1, "version": [ ] } },',
      "",
      `    { "id": "${uuid(3)}", "action" : "pdf", "next": [`,
      `      { "status": "KO", "steps": [ { "id": "${uuid(4)}", "provider":"chase", "next": [`,
      `        { "code": "1", "steps": [ { "id": "${uuid(5)}", "provider"`,
      '          : "pdf" } ] } ] } ] } ] }',
      "  ],",
      '  "versions": [ { "version": "6", "steps": [ { "provider": "old" } ] } ],',
      `  "rescue": [ { "id": "${uuid(6)}", "provider": "mail" } ],`,
      '  "created_at": "2026-01-01T00:00:00Z",',
      '  "disabled": false,',
      '  "updated_at": null',
      "}",
      "",
    ];
    const body = (...ofCreate: string[]) =>
      [
        "{",
        '  "name": "Send",',
        ...ofCreate,
        '  "steps": [',
        `    { "id": "${uuid(2)}", "name": "Sign", "action": "silo.close",`,
        '      "config": { "provider": "x", "id": 1, "version": [ ] } },',
        "",
        `    { "id": "${uuid(3)}", "action" : "pdf", "next": [`,
        `      { "status": "KO", "steps": [ { "id": "${uuid(4)}", "action":"chase", "next": [`,
        `        { "code": "1", "steps": [ { "id": "${uuid(5)}", "action"`,
        '          : "pdf" } ] } ] } ] } ] }',
        "  ],",
        `  "rescue": [ { "id": "${uuid(6)}", "action": "mail" } ]`,
        "}",
        "",
      ].join("\n");
    assert.equal(
      toBody(file.join("\n"), "create"),
      body('  "schema": "bill/invoice",', '  "country": "ES",'),
    );
    assert.equal(toBody(file.join("\n"), "update"), body());
    assert.equal(toBody(`\ufeff${file.join("\r\n")}`, "update"), body().replaceAll("\n", "\r\n"));
    assert.equal(toBody(file.join(" "), "update"), body().replaceAll("\n", " "));
  });

  for (const [what, text, body] of [
    ["an update of nothing else", '{"schema":"a","name":"A","country":"b"}', '{"name":"A"}'],
    ["an update of these only", '{ "schema": "a", "id": "x", "country": "b" }', "{  }"],
    ["schema and country further in", '{"steps":[{"schema":1}],"x":{"country":2}}', undefined],
    ["a key written with escapes", '{"\\u0069d":"x","name":"A"}', '{"name":"A"}'],
    ["provider written with escapes", '{"steps":[{"\\u0070rovider":"a"}]}', '{"steps":[{"action":"a"}]}'],
    ["commas on lines of their own", '{ "id": 1\n, "name": 2\n, "hash": 3\n}', '{ "name": 2\n}'],
    ["values that hold commas and braces", '{"id":{"a":[1,"},"]},"name":"}"}', '{"name":"}"}'],
    ["keys that only look alike", '{"ID":1,"ids":2,"Hash":3,"schema_":4," id":5}', undefined],
    ["both provider and action", '{"steps":[{"provider":"b","action":"a"}]}', undefined],
    ["provider and an action of null", '{"steps":[{"provider":"b","action":null}]}', undefined],
    [
      "provider twice",
      '{"steps":[{"provider":"a","provider":"b"}]}',
      '{"steps":[{"action":"a","action":"b"}]}',
    ],
    [
      "steps twice",
      '{"steps":[{"provider":"a"}],"steps":[{"provider":"b"}]}',
      '{"steps":[{"action":"a"}],"steps":[{"action":"b"}]}',
    ],
    [
      "provider in every place where none of the format is",
      '{"provider":1,"steps":{"provider":2},"rescue":[[{"provider":3}],null],"next":[{"steps":[{"provider":4}]}]}',
      undefined,
    ],
    [
      "steps of a step and rescue of a condition",
      '{"steps":[{"action":"a","steps":[{"provider":1}],"next":[{"rescue":[{"provider":2}]},7,null]}]}',
      undefined,
    ],
    ["a provider that is no text", '{"steps":[{"provider":{"a":1}}]}', '{"steps":[{"action":{"a":1}}]}'],
    [
      "numbers as no program would write them",
      '{"a":[0.10,1E+400,-0,123456789012345678901234567890]}',
      undefined,
    ],
    ["escapes and characters beyond the first plane", '{"a":"\\ud83d\\uDE00\\/\\u0000😀é\u2028"}', undefined],
    ["the keys of JavaScript", '{"__proto__":{"id":1},"constructor":2,"steps":[{"__proto__":3}]}', undefined],
  ] as const) {
    it(`holds up with ${what}`, () => assert.equal(toBody(text, "update"), body ?? text));
  }

  it("leaves out the same keys wherever they stand", () => {
    // Every mixture of six keys, of which those of a set bit are not to be sent, in three layouts.
    for (let mixture = 0; mixture < 2 ** 6; mixture++) {
      const keys = Array.from({ length: 6 }, (_, at) =>
        mixture & (1 << at) ? (READ_ONLY[at] ?? "") : `k${at}`,
      );
      const kept = keys.filter((key) => key.startsWith("k"));
      const written = (names: readonly string[], gap: string, comma: string) =>
        `{${gap}${names.map((key) => `"${key}":${gap}"v"`).join(comma)}${gap}}`;
      for (const [gap, comma] of [
        ["", ","],
        [" ", ", "],
        ["\r\n\t", ",\r\n\t"],
      ] as const) {
        const body = kept.length > 0 ? written(kept, gap, comma) : `{${gap}${gap}}`;
        assert.equal(toBody(written(keys, gap, comma), "create"), body);
      }
    }
  });

  it("is JSON whenever there is one, and is made of all JSON objects", () => {
    const pieces = [
      '"',
      "\\",
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      "0",
      "01",
      "1.",
      "-",
      "/**/",
      "\t",
      "\u00a0",
      "'",
      "N",
    ];
    const source = '{ "id": "a\\n", "name": [1.5, {}], "hash": null, "steps": [{ "provider": true }] }';
    for (let at = 0; at <= source.length; at++) {
      for (const piece of ["", ...pieces]) {
        for (const text of [
          source.slice(0, at) + piece + source.slice(at),
          source.slice(0, at) + piece + source.slice(at + 1),
        ]) {
          const isJson = isJsonObject(text);
          assert.equal(
            isMade(() => toBody(text, "create")),
            isJson,
            text,
          );
          assert.equal(
            isMade(() => idInsertion(text, uuid(1))),
            isJson,
            text,
          );
          assert.ok(!isJson || isJsonObject(toBody(text, "create")), text);
        }
      }
    }
  });

  it("is refused when a long string has no end", () => {
    // Such as a template full of quotes in a config, of which the last quote is not typed yet. So many of them are
    // done in no time or, should each be tried as a beginning, never.
    const text = `{ "steps": [{ "config": { "html": "${'\\"'.repeat(1_000_000)} } }] }`;
    assert.throws(() => toBody(text, "create"), NotAWorkflowError);
  });

  it("is made of many steps", () => {
    const body = (key: string) =>
      `{"steps":[${Array.from({ length: 3000 }, () => `{"${key}":"a"}`).join()}]}`;
    assert.equal(toBody(body("provider"), "create"), body("action"));
  });
});

describe("an id that is written", () => {
  for (const [before, after] of [
    ["{ }", '{"id": "NEW" }'],
    ['{ "id": null, "name": "A" }', '{ "id": "NEW", "name": "A" }'],
    ['{ "id": {"a": 1}, "name": "A" }', '{ "id": "NEW", "name": "A" }'],
    ['{ "id": "", "id": "" }', '{ "id": "", "id": "NEW" }'],
    ['{ "steps": [{ "id": "x" }] }', '{ "id": "NEW", "steps": [{ "id": "x" }] }'],
    ['\n\n  {\n\n    "a{": 1 }', '\n\n  {\n\n    "id": "NEW",\n\n    "a{": 1 }'],
    ['\ufeff{ "name": "A" }', '\ufeff{ "id": "NEW", "name": "A" }'],
  ] as const) {
    it(`changes nothing else in ${JSON.stringify(before)}`, () => {
      const { offset, length, text } = idInsertion(before, "NEW");
      const written = before.slice(0, offset) + text + before.slice(offset + length);
      assert.equal(written, after);
      assert.equal(workflowIdOf(written), "NEW");
    });
  }

  it("is quoted as JSON is", () => assert.equal(idInsertion("{}", '"\\\n').text, '"id": "\\"\\\\\\n"'));

  it("is read without its escapes, behind a byte order mark, and of several the last", () => {
    assert.equal(workflowIdOf('\ufeff{ "\\u0069d": "\\u0041" }'), "A");
    assert.equal(workflowIdOf('{ "id": "A", "id": 7 }'), undefined);
    assert.equal(workflowIdOf('{ "id": "" }'), "");
  });
});

describe("contents that were stored", () => {
  const config = (value: unknown) => ({ steps: [{ id: uuid(1), action: "a", config: value }] });

  for (const [what, sent, stored] of [
    ["a config without and with null", config(undefined), config(null)],
    ["a config without and with nothing in it", config(undefined), config({})],
    [
      "keys in another order, deep inside",
      config({ a: { b: 1, c: [{ d: 2, e: 3 }] } }),
      config({ a: { c: [{ e: 3, d: 2 }], b: 1 } }),
    ],
    ["rescue left out and null", { steps: [] }, { steps: null, rescue: null }],
    ["draft false and left out", { draft: false }, {}],
    [
      "unknown keys that were dropped",
      { x: 1, steps: [{ y: 2, next: [{ z: 3 }] }] },
      { steps: [{ next: [{}] }] },
    ],
    [
      "what the server adds",
      {},
      { id: "a", hash: "b", version: "1", disabled: true, created_at: "c", versions: [1] },
    ],
    ["provider that became action", { steps: [{ provider: "a" }] }, { steps: [{ action: "a" }] }],
  ] as const) {
    it(`are the same: ${what}`, () => {
      assert.ok(isSame(sent, stored));
      assert.ok(isSame(stored, sent));
    });
  }

  for (const [what, sent, stored] of [
    ["null in a config", config({ a: null }), config({ b: null })],
    ["an empty list in a config", config({ a: [], b: 1 }), config({ b: 1 })],
    ["the order of a list in a config", config({ a: [1, 2] }), config({ a: [2, 1] })],
    ["a number and its text in a config", config({ a: 1 }), config({ a: "1" })],
    ["a list and an object with its indexes", config({ a: ["x"] }), config({ a: { 0: "x" } })],
    ["a key that objects inherit", config({ a: 1, toString: 1 }), config({ a: 1, b: 1 })],
    ["the order of steps", { steps: [{ id: "a" }, { id: "b" }] }, { steps: [{ id: "b" }, { id: "a" }] }],
    ["a step more", { steps: [{ id: "a" }] }, { steps: [{ id: "a" }, {}] }],
    ["notes", { steps: [{ notes: "a" }] }, { steps: [{}] }],
    [
      "a condition's goto",
      { steps: [{ next: [{ step_id: "a" }] }] },
      { steps: [{ next: [{ step_id: "b" }] }] },
    ],
    ["a condition's stop", { steps: [{ next: [{ stop: true }] }] }, { steps: [{ next: [{}] }] }],
    [
      "a step of a condition of a step of a condition",
      { steps: [{ next: [{ steps: [{ next: [{ steps: [{ action: "a" }] }] }] }] }] },
      { steps: [{ next: [{ steps: [{ next: [{ steps: [{ action: "b" }] }] }] }] }] },
    ],
    ["a step of the rescue", { rescue: [{ name: "a" }] }, { rescue: [{ name: "b" }] }],
    ["description", { description: "a" }, {}],
    ["country", { country: "ES" }, { country: "FR" }],
  ] as const) {
    it(`differ: ${what}`, () => {
      assert.ok(!isSame(sent, stored));
      assert.ok(!isSame(stored, sent));
    });
  }
});

function isMade(make: () => unknown): boolean {
  try {
    make();
    return true;
  } catch (error) {
    assert.ok(error instanceof NotAWorkflowError, String(error));
    return false;
  }
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
