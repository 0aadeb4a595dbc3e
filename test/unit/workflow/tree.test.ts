import assert from "node:assert/strict";
import { toValue } from "../../../server/src/workflow/node";
import { MAX_DEPTH } from "../../../server/src/workflow/problems";
import { parseText } from "../../../server/src/workflow/tree";
import { mark, parseMarkers, plainSpan } from "../../support/markers";
import { times } from "../../support/thorough";
import { seededRandom } from "./random";
import { BIG } from "./texts";

const TEXTS = [
  "{}",
  "[]",
  "null",
  "true",
  "0",
  "-0",
  "1.5e+3",
  "1E-2",
  '"a"',
  '""',
  '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD800"',
  '"\u007f\u2028é😀"',
  ' \t\r\n{ "a" : [ 1 , { } ] } \r\n',
  '{"a":1,"a":2}',
  '{"":1}',
  "",
  " ",
  "\ufeff",
  "tru",
  "True",
  "undefined",
  "NaN",
  "-Infinity",
  "01",
  "-",
  "-01",
  "+1",
  "1.",
  ".5",
  "1.e5",
  "1e",
  "1e+",
  "0x1",
  "1_000",
  "1a",
  "--1",
  "1 2",
  "truefalse",
  '"a',
  '"',
  "'a'",
  '"\\',
  '"\\x41"',
  '"\\u12"',
  '"\\u12g4"',
  '"\\u',
  '"a\tb"',
  '"a\nb"',
  '"a\u0000b"',
  '"a\u001fb"',
  "`a`",
  "{",
  "}",
  "[",
  "]",
  "{]",
  "[}",
  "{,}",
  "[,]",
  "[,1]",
  "[1,]",
  "[1,,2]",
  "[1 2]",
  '["a""b"]',
  "[1-2]",
  "[:]",
  "[1:2]",
  '{"a"}',
  '{"a":}',
  '{"a":,"b":1}',
  '{"a" 1}',
  '{"a":1,}',
  '{"a":1,,"b":2}',
  '{"a":1 "b":2}',
  '{"a"::1}',
  '{"a":1:2}',
  '{"a",1}',
  '{"a"=1}',
  '{"a":1;}',
  "{a:1}",
  "{'a':1}",
  "{1:2}",
  "{null:1}",
  "{[]:1}",
  "{{}:1}",
  '{"a":[}',
  '{"a":{]}',
  '{"a":[1}',
  '[{"a":1]',
  "{}{}",
  "{}[]",
  "{},",
  "{}]",
  "{}}",
  "{} x",
  "//a\n{}",
  "{}//a",
  "/*a*/{}",
  "{/*a*/}",
  "{}/*a",
  "/*a",
  "/",
  "{}/",
  "#a\n{}",
  "\u00a0{}",
  "{}\u00a0",
  "\u2028{}",
  "\v{}",
  "\f{}",
  "{}\u0000",
  '{"a":1\u00a0}',
  "{}\ufeff",
];

describe("parsing", () => {
  it("has problems with exactly the texts that JSON has problems with", () => {
    const told: string[] = [];
    for (const text of TEXTS) {
      if (isJson(text) !== (parseText(text).problems.length === 0)) {
        told.push(JSON.stringify(text));
      }
    }
    assert.deepEqual(told, []);
  });

  it("agrees with JSON on thousands of random changes of a workflow, and keeps every place in the text", () => {
    const random = seededRandom(20);
    const pick = <T>(from: readonly T[]): T => {
      const item = from[Math.floor(random() * from.length)];
      assert.ok(item !== undefined);
      return item;
    };
    const extra = [
      ..."{}[],:\"'/\\x0-.\t\n\u00a0\u0001",
      "//",
      "/*",
      "*/",
      "null",
      "tru",
      '"a"',
      "1e",
      "\\u",
      "\ufeff",
    ];
    const pieces = BIG.match(/"(?:[^"\\]|\\.)*"|\s+|[\w.+-]+|./g) ?? [];
    let sound = 0;
    for (let round = 0; round < times(1_000); round++) {
      const mutated = [...pieces];
      for (let changes = Math.floor(random() * 3) + 1; changes > 0; changes--) {
        const at = Math.floor(random() * mutated.length);
        mutated.splice(
          at,
          pick([0, 1, 1]),
          ...pick([[], [pick(extra)], [pick(pieces)], [pick(extra), pick(pieces)]]),
        );
      }
      const text = mutated.join("");
      // A byte order mark at the start is the one thing that we take and JSON.parse does not.
      if (text.startsWith("\ufeff")) {
        continue;
      }
      const { root, problems } = parseText(text);
      const isSound = isJson(text);
      assert.equal(problems.length === 0, isSound, text);
      for (const { span } of problems) {
        assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length, text);
      }
      if (isSound && root) {
        sound++;
        assert.equal(JSON.stringify(toValue(root)), JSON.stringify(JSON.parse(text)));
      }
    }
    assert.ok(sound > 100, "enough of the texts stay sound for the test to mean something");
  });

  it("reads what JSON.parse reads", () => {
    const { root } = parseText(BIG);
    assert.ok(root);
    assert.equal(JSON.stringify(toValue(root)), JSON.stringify(JSON.parse(BIG)));
  });

  it("passes over a byte order mark at the start, which counts in the offsets", () => {
    const { root, problems } = parseText('\ufeff{ "a": 1 }');
    assert.deepEqual(problems, []);
    assert.deepEqual([root?.start, root?.end], [1, 11]);
  });

  it("takes CRLF as it takes LF, apart from the offsets", () => {
    const crlf = BIG.replaceAll("\n", "\r\n");
    const { root, problems } = parseText(crlf);
    assert.deepEqual(problems, []);
    assert.ok(root);
    assert.equal(JSON.stringify(toValue(root)), JSON.stringify(JSON.parse(BIG)));
    const name = root.properties.find((property) => property.name === "country");
    assert.ok(name?.value);
    assert.equal(crlf.slice(name.key.start, name.value.end), '"country": "ES"');
  });

  it("makes keys such as __proto__ keys like any other", () => {
    const { root } = parseText('{ "__proto__": { "a": 1 }, "constructor": 2 }');
    assert.ok(root);
    const value = toValue(root);
    assert.ok(typeof value === "object" && value !== null);
    assert.deepEqual(Object.keys(value), ["__proto__", "constructor"]);
    assert.equal("a" in value, false);
  });

  for (const depth of [600, 100_000]) {
    for (const [open, middle, close] of [
      ["[", "", "]"],
      ['{"a":', "1", "}"],
      ['[{"a":', "null", "}]"],
    ] as const) {
      it(`tells once, and throws nothing, of ${depth} times ${open}`, () => {
        for (const text of [open.repeat(depth) + middle + close.repeat(depth), open.repeat(depth)]) {
          const { problems } = parseText(text);
          assert.deepEqual(
            problems.map((problem) => problem.message),
            [`Brackets stand more than ${MAX_DEPTH} deep in one another here; what is inside is not read.`],
          );
        }
      });
    }
  }

  it("reads brackets as deep as the limit, and goes on behind those that are deeper", () => {
    assert.deepEqual(parseText("[".repeat(MAX_DEPTH) + "]".repeat(MAX_DEPTH)).problems, []);
    const { root, problems } = parseText(`{"a":${"[".repeat(700)}${"]".repeat(700)},"b":1}`);
    assert.equal(problems.length, 1);
    assert.deepEqual(
      root?.properties.map((property) => property.name),
      ["a", "b"],
    );
  });
});

/** Texts with each problem marked where it is placed, and its message. */
const BROKEN: readonly (readonly [marked: string, ...messages: string[]])[] = [
  ["‹›", "The file is empty; a workflow is a JSON object."],
  ["‹›  \n", "The file is empty; a workflow is a JSON object."],
  ["‹tru›", "This is not a JSON value. Text needs double quotes."],
  ['{ "a": ‹tru›, "b": 1 }', "This is not a JSON value. Text needs double quotes."],
  ['{ "a": ‹\'x\'›, "b": 1 }', "This is not a JSON value. Text needs double quotes."],
  ['{ "a": [1, ‹x›, 2] }', "This is not a JSON value. Text needs double quotes."],
  ['{ "a": ‹"b }›', "This string has no closing quote."],
  ['{\n  "a": ‹"b,›\n  "c": 1\n}', "This string has no closing quote."],
  ['{\n  ‹"a: 1,›\n  "c": 1\n}', "This string has no closing quote."],
  ['{ "a": ‹1.› }', "This number is not complete."],
  ['{ "a": ‹1e+› }', "This number is not complete."],
  ['{ "a": ‹"\\u12"› }', "A Unicode escape is a backslash, u and four hexadecimal digits."],
  ['{ "a": ‹"C:\\d"› }', "JSON has no such escape. A backslash itself is written as two."],
  ['{ "a": ‹"b\tc"› }', "Control characters must be escaped inside a string, as in \\n or \\t."],
  ['{ ‹"a\tb"›: 1 }', "Control characters must be escaped inside a string, as in \\n or \\t."],
  ['{ "a": 1‹,› }', "Strict JSON has no comma before a closing bracket."],
  ["[1‹,›]", "Strict JSON has no comma before a closing bracket."],
  [
    '{ "a": [1‹,›]‹,› }',
    "Strict JSON has no comma before a closing bracket.",
    "Strict JSON has no comma before a closing bracket.",
  ],
  ["{‹,› }", "A key in double quotes is expected here."],
  ['{ "a": 1,‹,› "b": 2 }', "A key in double quotes is expected here."],
  ["[1,‹,› 2]", "A value is missing here."],
  ['{ "a": 1 ‹"b"›: 2, "c": 3 }', "A comma is missing before this."],
  ["[1 ‹2›, 3]", "A comma is missing before this."],
  ['{ ‹"a"› 1 }', "A colon is missing behind this key."],
  ['{ ‹"a"› }', "A colon is missing behind this key."],
  ['{\n  ‹"a"›\n  "b": 1\n}', "A colon is missing behind this key."],
  ['{ "a"‹:› }', "A value is missing here."],
  ['{ "a"‹:›, "b": 1 }', "A value is missing here."],
  ["{ ‹a›: 1 }", "A key in double quotes is expected here."],
  ["{ ‹1›: 1 }", "A key in double quotes is expected here."],
  ["{ ‹:› 1 }", "A key in double quotes is expected here."],
  ["‹{›", "A closing brace is missing here."],
  ["[1‹,›", "A closing bracket is missing here."],
  ['{ "a": [1, 2 ‹}›', "A closing bracket is missing here."],
  ['[{ "a": 1 ‹]›', "A closing brace is missing here."],
  ["{}‹}›", "Nothing may follow the end of the workflow."],
  ["{} ‹{›}", "Nothing may follow the end of the workflow."],
  ["‹}›", "This is not a JSON value. Text needs double quotes."],
  ["‹// a›\n{}", "Invopop takes strict JSON, which has no comments. Use a step's notes."],
  [
    '{ ‹/* a */› "b": 1 ‹// c›\n}',
    "Invopop takes strict JSON, which has no comments. Use a step's notes.",
    "Invopop takes strict JSON, which has no comments. Use a step's notes.",
  ],
  [
    '{ "a": ‹tru›, "b": 1, "c": [1 ‹2›] }',
    "This is not a JSON value. Text needs double quotes.",
    "A comma is missing before this.",
  ],
];

describe("problems of the syntax", () => {
  for (const [marked, ...messages] of BROKEN) {
    it(`stand on their place, one for each cause: ${JSON.stringify(marked)}`, () => {
      const { text } = parseMarkers(marked);
      const { problems } = parseText(text);
      const ranges = problems.map(({ span }) => ({ tag: undefined, ...plainSpan(span) }));
      assert.equal(mark(text, ranges), marked);
      assert.deepEqual(
        problems.map((problem) => problem.message),
        messages,
      );
    });
  }

  it("are one, and mended by nobody, when a comment is not closed: it may hold the rest of the file", () => {
    for (const text of ['{ "a": 1 /* b, "c": 2 }', "{} /* a", "/* a"]) {
      const { problems } = parseText(text);
      assert.equal(problems.length, 1, text);
      assert.equal(problems[0]?.remove, undefined, text);
    }
  });

  it("say what to remove where that mends them", () => {
    for (const text of ["{} // a", "[1,]", '{"a":1,}', "{/* a */}"]) {
      const [problem] = parseText(text).problems;
      assert.ok(problem?.remove);
      const mended = text.slice(0, problem.remove.start) + text.slice(problem.remove.end);
      assert.ok(isJson(mended), mended);
    }
  });

  it("leave what can be understood in the tree", () => {
    const read = (text: string): string => {
      const { root } = parseText(text);
      return root ? JSON.stringify(toValue(root)) : "nothing";
    };
    assert.equal(read('{ "a": 1, "b": , "c": 3 }'), '{"a":1,"c":3}');
    assert.equal(read('{ "a": 1 "b": 2 }'), '{"a":1,"b":2}');
    assert.equal(read('{ "a" 1, "b": 2 }'), '{"a":1,"b":2}');
    assert.equal(read('{ "a": [1, 2'), '{"a":[1,2]}');
    assert.equal(read('{ "a": { "b": "c'), '{"a":{"b":"c"}}');
    assert.equal(read('{ "a": 1, "b'), '{"a":1}');
    assert.equal(read('{ "a": [{ "b": 1 }, { "b": 2, ], "c": 3 }'), '{"a":[{"b":1},{"b":2}],"c":3}');
    assert.equal(read('{ "a": [{ "b": 1 }, "c": 3 }'), '{"a":[{"b":1}],"c":3}');
    assert.equal(read('{ "a": [{ "b": 1, { "b": 2 }], "c": 3 }'), '{"a":[{"b":1},{"b":2}],"c":3}');
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
