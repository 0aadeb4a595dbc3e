import assert from "node:assert/strict";
import { TARGETS } from "../fuzz/targets";
import { tryInput } from "../fuzz/trial";
import { EXTREMES, LINE_ENDS, longLine, NAMES, named } from "../support/extremes";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";

/** The same as Invopop would answer it. */
function asStored(text: string): string {
  return text.replace('"name"', `"id": "${ID}", "name"`);
}

const TEXTS: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(Object.entries(EXTREMES).map(([what, { text }]) => [what, text])),
  ...Object.fromEntries(
    Object.entries(NAMES).map(([what, name]) => [
      `${what} in a name`,
      () => named(name, LINE_ENDS["carriage returns and line feeds"] ?? "").text,
    ]),
  ),
  "a line of 10 MB": () => longLine(10_000_000),
};

describe("what is in a file and what is stored are brought together, or the file is refused", () => {
  const target = TARGETS.find(({ name }) => name === "files brought together") ?? assert.fail();

  for (const [what, text] of Object.entries(TEXTS)) {
    it(`with ${what}`, async () => {
      const path = ["steps", 0, "action"];
      await tryInput(target, { text: text(), other: asStored(text()), stored: undefined, path });
      await tryInput(target, { text: "{}", other: asStored(text()), stored: undefined, path });
    });
  }
});
