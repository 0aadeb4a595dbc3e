import assert from "node:assert/strict";
import fc from "fast-check";
import { TextDocument } from "vscode-languageserver-textdocument";
import { createText, updateText } from "../../../server/src/server/texts";
import { anyCharacters, lengthIn } from "../../support/encodings";
import { tries } from "../../support/thorough";

const URI = "file:///a.workflow.json";

const ENCODINGS = ["utf-8", "utf-16", "utf-32"] as const;

type Encoding = (typeof ENCODINGS)[number];

/** A text in UTF-16, and the same with the characters of a client. */
function pair(encoding: Encoding, text: string) {
  return {
    units: TextDocument.create(URI, "json", 1, text),
    own: createText(URI, "json", 1, text, encoding),
  };
}

/** The place at an offset, found out in the plainest way. */
function placeAt(encoding: Encoding, units: TextDocument, offset: number) {
  const { line, character } = units.positionAt(offset);
  const before = units.getText({ start: { line, character: 0 }, end: { line, character } });
  return { line, character: lengthIn(encoding, before) };
}

describe("a text with the positions of its client", () => {
  for (const encoding of ENCODINGS) {
    it(`has its places in ${encoding}`, () => {
      fc.assert(
        fc.property(anyCharacters, (text) => {
          const { units, own } = pair(encoding, text);
          assert.deepEqual([own.getText(), own.lineCount], [units.getText(), units.lineCount]);
          for (let offset = 0; offset <= text.length; offset++) {
            const isInside = offset > 0 && (text.codePointAt(offset - 1) ?? 0) > 0xffff;
            const at = isInside && encoding !== "utf-16" ? offset - 1 : offset;
            const position = own.positionAt(offset);
            assert.deepEqual(position, placeAt(encoding, units, at));
            assert.equal(own.offsetAt(position), units.offsetAt(units.positionAt(at)));
          }
          for (let line = -1; line <= units.lineCount + 1; line++) {
            const { start, end } = units.getLineRange(line);
            assert.deepEqual(own.getLineRange(line), {
              start,
              end: placeAt(encoding, units, units.offsetAt(end)),
            });
            assert.equal(own.getEOLCharacters(line), units.getEOLCharacters(line));
            for (const character of [-1, 0, 1e6]) {
              assert.equal(own.offsetAt({ line, character }), units.offsetAt({ line, character }));
            }
          }
        }),
        tries(100),
      );
    });

    it(`is changed at places in ${encoding}`, () => {
      const anyChange = fc.tuple(fc.nat(200), fc.nat(200), anyCharacters, fc.boolean());
      fc.assert(
        fc.property(anyCharacters, fc.array(anyChange, { maxLength: 5 }), (text, changes) => {
          const { units, own } = pair(encoding, text);
          const last = changes.length + 1;
          const made = changes.map(([from, to, insert, isWhole]) => {
            const { length } = units.getText();
            const [start, end] = [from, to].map((at) => own.positionAt(at % (length + 1)));
            assert.ok(start && end);
            const change = isWhole ? { text: insert } : { range: { start, end }, text: insert };
            const inUnits = { start: at(units, own.offsetAt(start)), end: at(units, own.offsetAt(end)) };
            TextDocument.update(units, [isWhole ? change : { range: inUnits, text: insert }], last);
            updateText(own, [change], last);
            assert.equal(own.getText(), units.getText());
            return change;
          });
          assert.equal(own.version, changes.length > 0 ? last : 1);
          // All at once, as a client sends them.
          const again = updateText(createText(URI, "json", 1, text, encoding), made, last);
          assert.deepEqual([again.getText(), again.version], [units.getText(), last]);
        }),
        tries(100),
      );
    });
  }

  it("keeps its address, language and version", () => {
    const text = createText(URI, "x", 7, "é", "utf-8");
    assert.deepEqual([text.uri, text.languageId, text.version], [URI, "x", 7]);
    assert.equal(updateText(text, [], 8), text);
    assert.equal(text.version, 8);
    const start = { line: 0, character: 0 };
    assert.equal(text.getText({ start, end: { line: 0, character: 2 } }), "é");
    assert.equal(text.getText({ start, end: { line: 0, character: 1 } }), "");
  });
});

function at(document: TextDocument, offset: number) {
  return document.positionAt(offset);
}
