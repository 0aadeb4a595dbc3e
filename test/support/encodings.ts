import fc from "fast-check";
import type { PositionEncoding } from "../../server/src/workflow/characters";

/** How many characters a text has, found out in the plainest way. */
export function lengthIn(encoding: PositionEncoding, text: string): number {
  const length = { "utf-8": Buffer.byteLength(text), "utf-16": text.length, "utf-32": [...text].length };
  return length[encoding];
}

/** Texts with characters of every length in every encoding, halves of pairs, and every end of a line. */
export const anyCharacters: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "a",
        '"',
        "é",
        "ñ",
        "€",
        "漢",
        "😀",
        "𝄞",
        "\ud83d",
        "\ude00",
        "\r\n",
        "\n",
        "\r",
        "\ufeff",
        "\0",
      ),
      fc.string({ unit: "binary", maxLength: 3 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(""));
