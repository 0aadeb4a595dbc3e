import assert from "node:assert/strict";
import { cursorAt, cursorIn } from "../../../server/src/workflow/cursor";
import { parseDocument, type WorkflowDocument } from "../../../server/src/workflow/document";
import { updateDocument } from "../../../server/src/workflow/update";
import { atCursor } from "../../support/markers";
import { placesIn } from "../../support/thorough";
import { BIG } from "./texts";

/**
 * What the cursor means: `path key` or `path =value`, what is replaced, and in brackets what is missing around
 * it: a comma before it (`,<`), a comma behind it (`>,`), or whether a key has its colon already (`:`).
 */
function describeCursor(marked: string): string {
  const { text, cursor } = atCursor(marked);
  const found = cursorAt(text, cursor);
  if (!found) {
    return "none";
  }
  const { path, isKey, replace, typed, missingCommaAt, needsComma, hasColon } = found;
  const marks = [missingCommaAt !== undefined && `,<${missingCommaAt}`, needsComma && ">,", hasColon && ":"];
  return [
    `${path.join(".") || "root"} ${isKey ? "key" : "value"}`,
    text.slice(replace.start, replace.end) && `replaces ${text.slice(replace.start, replace.end)}`,
    typed && `typed ${typed}`,
    ...marks,
  ]
    .filter(Boolean)
    .join("; ");
}

const CASES: readonly (readonly [marked: string, expected: string])[] = [
  // The root.
  ["<|>", "root value"],
  ["  <|>  ", "root value"],
  ["n<|>u", "root value; replaces nu; typed n"],
  ["{}<|>", "none"],
  ["{} <|>", "none"],
  ["<|>{}", "root value; >,"],

  // Keys.
  ["{<|>}", "root key"],
  ["{ <|> }", "root key"],
  ["{<|>", "root key"],
  ['{ "<|>" }', 'root key; replaces ""'],
  ['{ "na<|>me" }', 'root key; replaces "name"; typed na'],
  ['{ "<|>', 'root key; replaces "'],
  ['{ "na<|>', 'root key; replaces "na; typed na'],
  ["{ na<|> }", "root key; replaces na; typed na"],
  ["{ na<|>", "root key; replaces na; typed na"],
  ['{ "na<|>me": "a" }', 'root key; replaces "name"; typed na; :'],
  ['{ "na<|>me" : "a" }', 'root key; replaces "name"; typed na; :'],
  ['{ <|>"name": "a" }', 'root key; replaces "name"; :'],
  ['{ "a": 1, <|> }', "root key"],
  ['{ "a": 1, <|>', "root key"],
  ['{ "a": 1,\n  <|>\n  "b": 2 }', "root key; >,"],
  ['{\n  <|>\n  "b": 2 }', "root key; >,"],
  ['{ "a": 1 <|> }', "root key; ,<8"],
  ['{ "a": 1\n  <|>\n}', "root key; ,<8"],
  ['{ "a": 1\n  "b<|>"\n}', 'root key; replaces "b"; typed b; ,<8'],
  ['{ "a": 1\n  <|>\n  "b": 2\n}', "root key; ,<8; >,"],
  ['{ "a": "x"<|> }', 'a value; replaces "x"; typed x"'],
  ['{ "a": {} <|> }', "root key; ,<9"],
  ['{ "a": [1, 2]<|> }', "root key; ,<13"],

  // Values.
  ['{ "a":<|> }', "a value"],
  ['{ "a": <|> }', "a value"],
  ['{ "a": <|>', "a value"],
  ['{ "a":<|>', "a value"],
  ['{ "a": <|>, "b": 1 }', "a value"],
  ['{ "a": "<|>" }', 'a value; replaces ""'],
  ['{ "a": "<|>', 'a value; replaces "'],
  ['{ "a": "x<|>y" }', 'a value; replaces "xy"; typed x'],
  ['{ "a": "x<|>', 'a value; replaces "x; typed x'],
  ['{ "a": x<|> }', "a value; replaces x; typed x"],
  ['{ "a": tr<|>ue }', "a value; replaces true; typed tr"],
  ['{ "a": 1<|>2 }', "a value; replaces 12; typed 1"],
  ['{ "a": silo.cl<|> }', "a value; replaces silo.cl; typed silo.cl"],
  ['{ "a": <|>"x" }', 'a value; replaces "x"'],
  ['{ "a": <|> "x" }', 'a value; replaces  "x"'],
  ['{ "a":<|>"x" }', 'a value; replaces "x"'],
  ['{ "a": <|>\n  "b": 1 }', "a value; >,"],
  ['{ "a": "<|>\n  "b": 1 }', 'a value; replaces "; >,'],
  ['{ "a": "x<|>\n  "b": 1 }', 'a value; replaces "x; typed x; >,'],
  ['{ "a": "x<|>,\n  "b": 1 }', 'a value; replaces "x; typed x'],
  ['{ "a": "<|>, "b": 1 }', 'a value; replaces "'],
  ['{ "a": "<|>}', 'a value; replaces "'],
  ['{ "a": "silo.<|>close, "b": 1 }', 'a value; replaces "silo.close; typed silo.'],
  ['{ "a" <|> }', "none"],
  ['{ "a" "<|>" }', 'root key; replaces ""; ,<5'],

  // Arrays.
  ["[<|>]", "0 value"],
  ["[<|>", "0 value"],
  ["[1, <|>]", "1 value"],
  ["[1 <|>]", "1 value; ,<2"],
  ["[{}<|>]", "1 value; ,<3"],
  ["[{},\n  <|>\n]", "1 value"],
  ["[\n  <|>\n  {}]", "0 value; >,"],
  ["[{}\n  <|>\n  {}]", "1 value; ,<3; >,"],
  ["[{}, <|>{}]", "1 value; >,"],
  ['["a", "b<|>"]', '1 value; replaces "b"; typed b'],

  // Deep inside.
  ['{ "steps": [{ "id": "a" }, { "next": [{ "code": "<|>" }] }] }', 'steps.1.next.0.code value; replaces ""'],
  ['{ "steps": [{ "id": "a" } { "next": [{ "code": "<|>" }] }] }', 'steps.1.next.0.code value; replaces ""'],
  ['{ "steps": [{ "next": [{ "steps": [{ <|> }] }] }] }', "steps.0.next.0.steps.0 key"],
  ['{ "rescue": [{ "config": { "a": { "<|>" } } }] }', 'rescue.0.config.a key; replaces ""'],
  ['{ "a": { "b": 1 }, "<|>" }', 'root key; replaces ""'],
  ['{ "a": { "b": [1, 2 }, "<|>" }', 'root key; replaces ""'],

  // Texts inside of texts.
  ['{ "a\\"b<|>": 1 }', 'root key; replaces "a\\"b"; typed a\\"b; :'],
  ['{ "a": "{ [<|> }" }', 'a value; replaces "{ [ }"; typed { ['],
  ['\ufeff{ "<|>" }', 'root key; replaces ""'],
  ['{\r\n  "a": 1,\r\n  "<|>"\r\n}', 'root key; replaces ""'],

  // Comments.
  ['{ // a <|>\n "b": 1 }', "none"],
  ["{ /* <|> */ }", "none"],
  ['{ /* a */ <|> "b": 1 }', "root key; >,"],
  ['{ "a": 1 // b\n  <|>\n}', "root key; ,<8"],
];

describe("the cursor", () => {
  for (const [marked, expected] of CASES) {
    it(JSON.stringify(marked), () => assert.equal(describeCursor(marked), expected));
  }

  it("is inside what it replaces, at every offset of a text and of each of its beginnings", () => {
    const check = (text: string, offset: number): void => {
      const found = cursorAt(text, offset);
      if (found) {
        assert.ok(found.replace.start <= offset && offset <= found.replace.end, `${offset} of ${text}`);
        assert.ok(found.replace.end <= text.length);
        assert.ok(found.missingCommaAt === undefined || found.missingCommaAt <= found.replace.start);
      }
    };
    for (const offset of placesIn(BIG)) {
      check(BIG, offset);
      check(BIG.slice(0, offset), offset);
    }
  });

  it("is the same, and found at once, in a text that was read", () => {
    const check = (document: WorkflowDocument, offset: number): void =>
      assert.deepEqual(cursorIn(document, offset), cursorAt(document.text, offset), `${offset}`);
    const start = BIG.indexOf('"action"');
    for (const put of ["", "x", '"a": ', "{"]) {
      const text = BIG.slice(0, start) + put + BIG.slice(start);
      const change = { start, end: start, length: put.length };
      const document = updateDocument(parseDocument(BIG), change, text);
      for (const offset of placesIn(text)) {
        check(document, offset);
      }
    }
    for (const length of placesIn(BIG)) {
      check(parseDocument(BIG.slice(0, length)), length);
    }
  });
});
