import assert from "node:assert/strict";
import fc from "fast-check";
import { Characters, type PositionEncoding } from "../../../server/src/workflow/characters";
import { Lines } from "../../../server/src/workflow/lines";
import { anyCharacters, lengthIn } from "../../support/encodings";
import { tries } from "../../support/thorough";

const ENCODINGS = ["utf-8", "utf-16", "utf-32"] as const;

/** Whether an offset stands between the halves of a surrogate pair. */
function isInside(text: string, offset: number): boolean {
  return offset > 0 && (text.codePointAt(offset - 1) ?? 0) > 0xffff;
}

/** All offsets that stand between characters. */
function placesOf(text: string): number[] {
  return Array.from({ length: text.length + 1 }, (_, at) => at).filter((at) => !isInside(text, at));
}

describe("the characters of a text", () => {
  for (const encoding of ENCODINGS) {
    it(`are counted as ${encoding} does, and found again`, () => {
      fc.assert(
        fc.property(anyCharacters, fc.nat(10), (text, from) => {
          const characters = new Characters(text, encoding);
          const places = placesOf(text);
          const start = places[from % places.length] ?? 0;
          for (const end of places.filter((place) => place >= start)) {
            const expected = lengthIn(encoding, text.slice(start, end));
            assert.equal(characters.count(start, end), expected);
            assert.equal(characters.skip(start, expected, text.length), end);
          }
        }),
        tries(200),
      );
    });

    it(`are counted as ${encoding} does in lines that are very long`, () => {
      fc.assert(
        fc.property(anyCharacters, fc.nat(100_000), fc.nat(100_000), (text, from, to) => {
          const long = `${text}é😀\ud83d`.repeat(1000).slice(0, 40_000);
          const characters = new Characters(long, encoding);
          const [start = 0, end = 0] = [from, to]
            .map((at) => at % long.length)
            .map((at) => (isInside(long, at) ? at - 1 : at))
            .sort((a, b) => a - b);
          const expected = lengthIn(encoding, long.slice(start, end));
          assert.equal(characters.count(start, end), expected);
          assert.equal(characters.skip(start, expected, long.length), end);
        }),
        tries(100),
      );
    });
  }

  const skip = (encoding: PositionEncoding, text: string, count: number, end = text.length) =>
    new Characters(text, encoding).skip(0, count, end);

  it("begin where a place inside of one of them is meant", () => {
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 99].map((count) => skip("utf-8", "é😀a", count)),
      [0, 0, 1, 1, 1, 1, 3, 4, 4, 4],
    );
    const long = "é".repeat(5000);
    assert.deepEqual([skip("utf-8", long, 6001), skip("utf-8", long, 6002)], [3000, 3001]);
    // The halves of the pairs stand in different blocks.
    const odd = `a${"😀".repeat(5000)}`;
    for (const count of [2048, 2049, 2050, 2051, 4095, 4096, 4097, 4098]) {
      assert.equal(skip("utf-8", odd, count), 1 + 2 * Math.floor((count - 1) / 4), String(count));
    }
    assert.equal(new Characters("a😀", "utf-8").count(0, 2), 1);
  });

  it("end where they are said to end", () => {
    for (const encoding of ENCODINGS) {
      assert.equal(skip(encoding, "ab\ncd", 99, 2), 2);
      assert.equal(skip(encoding, "x".repeat(5000), 4000, 3000), 3000);
    }
  });

  it("are what lines tell of", () => {
    const text = 'é\r\n😀"\n';
    const offset = text.indexOf('"');
    assert.deepEqual(
      ENCODINGS.map((encoding) => new Lines(text, encoding).placeOf(offset)),
      [4, 2, 1].map((character) => ({ line: 1, character })),
    );
  });
});
