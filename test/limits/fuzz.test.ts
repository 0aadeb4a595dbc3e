import fc from "fast-check";
import { TARGETS } from "../fuzz/targets";
import { listenForRejections, tryInput } from "../fuzz/trial";
import { tries } from "../support/thorough";

/** How many inputs each share of a target stands for here. Many more are tried by `npm run fuzz`. */
const INPUTS = 75;

describe("made-up input does no harm", () => {
  before(listenForRejections);

  for (const target of TARGETS.filter(({ name }) => name !== "sessions over stdio")) {
    it(`to ${target.name}`, async () => {
      const property = fc.asyncProperty(target.input, async (input) => {
        await tryInput(target, input);
      });
      await fc.assert(property, tries(target.weight * INPUTS));
    }).timeout(120_000);
  }
});
