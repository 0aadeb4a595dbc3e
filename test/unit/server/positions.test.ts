import assert from "node:assert/strict";
import fc from "fast-check";
import { TextDocument } from "vscode-languageserver-textdocument";
import { PositionsInOrder } from "../../../server/src/server/positions";

/** Texts of lines that end in all ways, empty ones among them. */
const TEXTS = fc
  .array(fc.tuple(fc.string({ maxLength: 5 }), fc.constantFrom("\n", "\r\n", "\r")), { maxLength: 20 })
  .map((lines) => lines.flat().join(""));

describe("positions in order", () => {
  it("are those that the text tells itself, whatever is asked for in between", () => {
    fc.assert(
      fc.property(TEXTS, fc.array(fc.nat(120), { maxLength: 20 }), (text, asked) => {
        const source = TextDocument.create("file:///a.json", "json", 1, text);
        const positions = new PositionsInOrder(source);
        const ordered = asked.map((offset) => Math.min(offset, text.length)).sort((a, b) => a - b);
        // The last ones are asked for once more, as a symbol's end may come behind the start of the next.
        for (const offset of [...ordered, ...ordered.slice(-3)].filter((at) => !isInBreak(text, at))) {
          assert.deepEqual(positions.positionAt(offset), source.positionAt(offset));
        }
      }),
    );
  });
});

/** Between the two characters of a line's end there is no place that anything begins or ends at. */
function isInBreak(text: string, offset: number): boolean {
  return text[offset - 1] === "\r" && text[offset] === "\n";
}
