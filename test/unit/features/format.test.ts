import assert from "node:assert/strict";
import { applyEdits as applyJsonc, format as formatJsonc } from "jsonc-parser";
import { type FormatOptions, formatText, formatTyped } from "../../../server/src/features/format";
import { parseDocument } from "../../../server/src/workflow/document";
import { applyEdits } from "../../../server/src/workflow/edits";
import { parseText } from "../../../server/src/workflow/tree";
import { atCursor, parseMarkers } from "../../support/markers";
import { times } from "../../support/thorough";
import { seededRandom } from "../workflow/random";
import { BIG } from "../workflow/texts";

const SPACES: FormatOptions = { tabSize: 2, insertSpaces: true };

const format = (text: string, options: Partial<FormatOptions> = {}): string =>
  applyEdits(text, formatText(text, { ...SPACES, ...options }));

/** The text after the character before the cursor was typed. */
function typed(marked: string): string {
  const { text, cursor } = atCursor(marked);
  const before = text.charAt(cursor - 1);
  const edits = formatTyped(parseDocument(text), cursor, before === "\r" ? "\n" : before, SPACES);
  return applyEdits(text, edits);
}

/** All that a text says, which formatting may not touch: its characters without white space. */
const letters = (text: string): string => text.replace(/\s/g, "");

describe("formatting", () => {
  for (const [what, text, expected] of [
    [
      "an object on one line",
      '{"a":1,"b":[true,null]}',
      '{\n  "a": 1,\n  "b": [\n    true,\n    null\n  ]\n}',
    ],
    ["empty objects and arrays", '{ "a": { }, "b": [\n\n] }', '{\n  "a": {},\n  "b": []\n}'],
    ["white space in strings", '{ "a b" : "  c\\t" }', '{\n  "a b": "  c\\t"\n}'],
    ["blank lines", '{\n\n  "a": 1,\n\n\n  "b": 2\n}', '{\n  "a": 1,\n  "b": 2\n}'],
    ["white space before the workflow", "\n\t {}", "{}"],
    ["white space behind lines", '{ \n  "a": 1 \t\n}', '{\n  "a": 1\n}'],
    ["a comma on a line of its own", '{ "a": 1\n  , "b": 2 }', '{\n  "a": 1,\n  "b": 2\n}'],
    ["a colon on a line of its own", '{ "a"\n :\n 1 }', '{\n  "a": 1\n}'],
    ["CRLF", '{"a":1,\r\n"b":{"c":2}}\r\n', '{\r\n  "a": 1,\r\n  "b": {\r\n    "c": 2\r\n  }\r\n}\r\n'],
    ["a lone CR", '{"a":1,\r"b":2}', '{\r  "a": 1,\r  "b": 2\r}'],
    ["a byte order mark", '\ufeff {"a":1}', '\ufeff{\n  "a": 1\n}'],
    ["a lone surrogate", '{"a":"\ud800"}', '{\n  "a": "\ud800"\n}'],
    ["a key that stands twice", '{"a":1,"a":2}', '{\n  "a": 1,\n  "a": 2\n}'],
    ["nothing", "", ""],
    ["white space only", " \n ", " \n "],
    ["a value that is no object", ' "a" ', '"a"'],

    ["a comment behind a value", '{"a":1,// b\n"c":2}', '{\n  "a": 1, // b\n  "c": 2\n}'],
    [
      "a comment on its line",
      '{"a":1,\n\n// b\n  /* c */\n"d":2}',
      '{\n  "a": 1,\n  // b\n  /* c */\n  "d": 2\n}',
    ],
    ["a comment before a value", '{"a":/* b */1}', '{\n  "a": /* b */ 1\n}'],
    ["a comment in an empty object", "{/* a */}", "{ /* a */ }"],
    ["a comment behind a bracket", '{// a\n"b":[// c\n]}', '{ // a\n  "b": [ // c\n  ]\n}'],
    ["a comment before a comma", '{"a":1/* b */,"c":2}', '{\n  "a": 1 /* b */,\n  "c": 2\n}'],
    [
      "a comment on lines",
      '{"a":1,\n/* b\n     c */\n"d":2}',
      '{\n  "a": 1,\n  /* b\n     c */\n  "d": 2\n}',
    ],
    ["comments around", "// a\n\n{}\n// b", "// a\n{}\n// b"],
    ["comments before the workflow on its line", "/* a *//* b */{}", "/* a */ /* b */ {}"],

    ["a trailing comma", '{"a":[1,],}', '{\n  "a": [\n    1,\n  ],\n}'],
    ["a missing comma between lines", '{"a":"b"\n\n"c":1}', '{\n  "a": "b"\n  "c": 1\n}'],
    ["a missing comma on a line", '{"a":"b"  "c":1}', '{\n  "a": "b"  "c": 1\n}'],
    ["a missing value", '{"a":,"b":1}', '{\n  "a": ,\n  "b": 1\n}'],
    ["a missing colon", '{"a"  1,"b":2}', '{\n  "a"  1,\n  "b": 2\n}'],
    ["a string without its end", '{"a":"b,  \n"c":1}', '{\n  "a":"b,  \n  "c": 1\n}'],
    [
      "text in single quotes",
      "{'a':'b   , c',  \"d\":1,\n\"e\":2}",
      "{'a':'b   , c',  \"d\":1,\n  \"e\": 2\n}",
    ],
    ["a half-typed literal", '{"a":tru ,"b":1,\n"c":2}', '{\n  "a":tru ,"b":1,\n  "c": 2\n}'],
    [
      "values one behind the other",
      '{"a":1}  {"b":2}\n{"c":3}',
      '{\n  "a": 1\n}  {\n  "b": 2\n}\n{\n  "c": 3\n}',
    ],
  ] as const) {
    it(what, () => {
      assert.equal(format(text), expected);
      assert.equal(format(expected), expected);
    });
  }

  for (const [what, text] of [
    ["a bracket that is missing", '{"a":[1,  2}'],
    ["a bracket too many", '{"a":1  }}'],
    ["the wrong bracket", '{"a":[1  }]'],
    ["the end missing", '{"a":{  "b":1'],
    ["a comment without its end", '{"a":1,  /* b }'],
    ["brackets too deep", "[".repeat(100_000) + "]".repeat(100_000)],
  ] as const) {
    it(`leaves a text alone with ${what}`, () => assert.equal(format(text), text));
  }

  it("indents as it is told", () => {
    const lines = (indent: string) => `{\n${indent}"a": [\n${indent}${indent}1\n${indent}]\n}`;
    assert.equal(format(lines(" "), { tabSize: 4 }), lines("    "));
    assert.equal(format(lines("  "), { insertSpaces: false }), lines("\t"));
    assert.equal(format(lines("\t"), { tabSize: 3 }), lines("   "));
    for (const tabSize of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e9]) {
      assert.equal(format(lines("\t"), { tabSize }), lines("  "));
    }
  });

  it("ends the text as it is told", () => {
    assert.equal(format("{}"), "{}");
    assert.equal(format("{}  "), "{}");
    assert.equal(format("{}\n \n"), "{}\n\n");
    assert.equal(format("{}", { insertFinalNewline: true }), "{}\n");
    assert.equal(format("{}\n\n", { insertFinalNewline: true }), "{}\n\n");
    assert.equal(format("{}\n\n", { trimFinalNewlines: true }), "{}\n");
    assert.equal(format("{}", { trimFinalNewlines: true }), "{}");
    assert.equal(format("{\r\n}\n\n", { trimFinalNewlines: true, insertFinalNewline: true }), "{}\r\n");
    assert.equal(format("{} // a", { insertFinalNewline: true }), "{} // a\n");
    assert.equal(format('{} "a', { insertFinalNewline: true }), '{} "a');
    assert.equal(format("", { insertFinalNewline: true }), "");
  });

  it("takes white space off comments when it is told to", () => {
    const text = "{ // a  \n}\n// b\t";
    assert.equal(format(text), "{ // a  \n}\n// b\t");
    assert.equal(format(text, { trimTrailingWhitespace: true }), "{ // a\n}\n// b");
  });

  it("changes nothing but the white space that is wrong", () => {
    const { text, ranges } = parseMarkers(
      '{\n  "a":‹›1,\n  "b": ‹›[1, 2]\n}'.replace("‹›[1, 2]", "[‹›1,‹ ›2‹›]"),
    );
    assert.deepEqual(
      formatText(text, SPACES).map(({ span }) => span),
      ranges.map(({ start, end }) => ({ start, end })),
    );
  });

  it("leaves what the Console writes as it is", () => {
    const written = `${JSON.stringify(JSON.parse(BIG), null, 4)}\n`;
    assert.deepEqual(formatText(written, { tabSize: 4, insertSpaces: true }), []);
  });

  it("lays out as VS Code does JSON, whatever the white space was", () => {
    const random = seededRandom(1);
    for (let turn = 0; turn < times(50); turn++) {
      const text = shaken(BIG, random);
      const options = { tabSize: 1 + (turn % 4), insertSpaces: turn % 3 > 0 };
      const theirs = applyJsonc(text, formatJsonc(text, undefined, { ...options, eol: "\n" }));
      assert.equal(format(text, options).trimEnd(), theirs.trimEnd());
    }
  });
});

/** The text with other white space between its tokens, strings aside. */
function shaken(text: string, random: () => number): string {
  const white = ["", "", " ", "  ", "\t", "\n", "\n\n", " \n  "];
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[[\]{}:,]|[^\s[\]{}:,"]+/g) ?? [];
  return tokens.map((token) => token + white[Math.floor(random() * white.length)]).join("");
}

describe("formatting any text", () => {
  const FAULTS = [
    "// c\n",
    "/* c */",
    "/* c\n */",
    "/*",
    '"',
    "'",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\\",
    "tru",
    "1",
    '"x"',
    "\n",
    "\r\n",
    "\r",
    " ",
    "\t",
    "\u00a0",
    "\u2028",
    "\ufeff",
    "\ud800",
    "-",
    "\u0000",
  ];

  /** The text with a few pieces put in and cut out anywhere. */
  function broken(text: string, random: () => number): string {
    let result = text;
    for (let count = Math.floor(random() * 6); count >= 0; count--) {
      const at = Math.floor(random() * (result.length + 1));
      const cut = random() < 0.5 ? Math.floor(random() * 4) : 0;
      const piece = FAULTS[Math.floor(random() * FAULTS.length)] ?? "";
      result = result.slice(0, at) + (random() < 0.7 ? piece : "") + result.slice(at + cut);
    }
    return result;
  }

  const smalls = [
    '{ "steps": [{ "id": "a", "next": [{ "status": "KO", "steps": [] }] }] }',
    '{\r\n\t"a": 1, // b\r\n\t"c": [ /* d */ ],\r\n}\r\n',
    "[1,[2,{}],\n\n[3]]",
  ];

  it("loses and reorders nothing, keeps what it means, and is done after one time", () => {
    const random = seededRandom(7);
    for (let turn = 0; turn < times(1_000); turn++) {
      const text = broken(smalls[turn % smalls.length] ?? "", random);
      const options = {
        tabSize: 1 + (turn % 5),
        insertSpaces: random() < 0.7,
        insertFinalNewline: random() < 0.3,
        trimFinalNewlines: random() < 0.3,
        trimTrailingWhitespace: random() < 0.3,
      };
      const once = format(text, options);
      assert.equal(letters(once), letters(text));
      assert.deepEqual(formatText(once, options), [], JSON.stringify([text, once]));
      const [before, after] = [parseText(text), parseText(once)];
      assert.deepEqual(
        after.problems.map(({ message }) => message),
        before.problems.map(({ message }) => message),
        JSON.stringify([text, once]),
      );
      assert.deepEqual(meaningOf(once), meaningOf(text), JSON.stringify([text, once]));
    }
  });

  it("does the same line by line as at once", () => {
    const random = seededRandom(11);
    for (let turn = 0; turn < times(60); turn++) {
      const text = shaken(smalls[0] ?? "", random);
      const ends = [...text.matchAll(/\n|$/g)].map((match) => match.index);
      const edits = ends.flatMap((end) =>
        formatText(text, SPACES, { start: text.lastIndexOf("\n", end - 1) + 1, end }),
      );
      const distinct = [...new Map(edits.map((edit) => [edit.span.start, edit])).values()];
      assert.equal(applyEdits(text, distinct), format(text));
    }
  });

  function meaningOf(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }
});

describe("formatting a range", () => {
  const inRange = (marked: string): string => {
    const { text, ranges } = parseMarkers(marked);
    const [range] = ranges;
    assert.ok(range);
    return applyEdits(text, formatText(text, SPACES, range));
  };

  it("formats the lines that it touches, indented by their depth", () => {
    assert.equal(
      inRange('{"a":1,\n"b":‹{"c":1},\n"d":2,\n›"e":3}'),
      '{"a":1,\n  "b": {\n    "c": 1\n  },\n  "d": 2,\n"e":3}',
    );
  });

  it("formats the line of an empty range", () => {
    assert.equal(inRange('{\n"a":1,\n   "b"  :‹›1,\n"c":1}'), '{\n"a":1,\n  "b": 1,\n"c":1}');
  });

  it("formats nothing in a text whose brackets do not match", () => {
    assert.equal(inRange('‹{"a":1,\n"b":{"c":1},\n"d":2›'), '{"a":1,\n"b":{"c":1},\n"d":2');
  });
});

describe("formatting while typing", () => {
  for (const [what, marked, expected] of [
    [
      "the object that a brace ends",
      '{"a":{\n"b":1,\n\n      "c":[ 2 ]\n}<|>,"d":3}',
      '{"a":{\n    "b": 1,\n\n    "c": [ 2 ]\n  },"d":3}',
    ],
    ["the array that a bracket ends", '{"a":[\n1,2\n]<|> }', '{"a":[\n    1,2\n  ] }'],
    ["an object on one line, which stays there", '{ "a":{"b":1,"c" : 2 }<|> }', '{ "a":{"b": 1,"c": 2 } }'],
    ["the line that a line break ends", '{\n    "a":1 ,\n<|>  \n"b":2 }', '{\n    "a": 1,\n  \n"b":2 }'],
    ["the first line", '{"a":1,\r\n<|>"b":2}', '{"a": 1,\r\n"b":2}'],
  ] as const) {
    it(what, () => assert.equal(typed(marked), expected));
  }

  for (const [what, marked] of [
    ["a brace in a string", '{"a":{"b" : "}<|>"}}'],
    ["a brace that ends nothing", '{"a" : 1}}<|>'],
    ["a brace in a text that misses others", '{"a":[{"b" : 1}<|>'],
    ["a line break in a text that misses brackets", '{"a" : [\n<|>}'],
    ["a line break in an empty line", '{"a" : 1,\n\n<|>"b":2}'],
    ["a line break at the start", '\n<|>{"a" : 1}'],
    ["a line break behind text in single quotes", '{\n"a":\'b :  c\' ,\n<|>"d":1}'],
  ] as const) {
    it(`leaves alone ${what}`, () => assert.equal(typed(marked), marked.replace("<|>", "")));
  }

  it("moves nothing to another line, wherever a bracket is typed", () => {
    const random = seededRandom(3);
    for (let turn = 0; turn < 50; turn++) {
      const text = shaken(BIG, random);
      for (const { index } of text.matchAll(/[}\]\n]/g)) {
        const edits = formatTyped(parseDocument(text), index + 1, text.charAt(index), SPACES);
        const lines = (lined: string) => lined.split("\n").map((line) => letters(line));
        assert.deepEqual(lines(applyEdits(text, edits)), lines(text));
        if (turn > 5) {
          break;
        }
      }
    }
  });
});
