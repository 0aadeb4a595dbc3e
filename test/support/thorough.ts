/** Set to anything, it has tests look at every place and try each property on ten times as many texts. */
const VARIABLE = "INVOPOP_TEST_THOROUGH";

/** Whether tests are to be thorough. */
export const IS_THOROUGH = Boolean(process.env[VARIABLE]);

/** The number itself, or ten times that when tests are to be thorough. */
export function times(usual: number): number {
  return IS_THOROUGH ? usual * 10 : usual;
}

/** How a property is tried: on so many made-up values, from a fixed seed, so that a run is like the one before. */
export function tries(usual: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: times(usual), seed: 20_250_304 };
}

/**
 * The offsets of a workflow's text at which a test looks: the first one of each kind of place, or all of them when
 * tests are to be thorough. Two places are of one kind that stand behind the same key and between the same signs,
 * all letters and digits being one sign.
 */
export function placesIn(text: string): number[] {
  const seen = new Set<string>();
  return Array.from({ length: text.length + 1 }, (_, offset) => offset).filter((offset) => {
    const kind = kindOf(text, offset);
    const isNew = IS_THOROUGH || !seen.has(kind) || offset === text.length;
    seen.add(kind);
    return isNew;
  });
}

/** About twenty of many things, from the first to the last of them, or all when tests are to be thorough. */
export function someOf<T>(things: readonly T[]): T[] {
  const step = IS_THOROUGH ? 1 : Math.ceil(things.length / 20);
  return things.filter((_, at) => at % step === 0);
}

function kindOf(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const key = text
    .slice(start, offset)
    .match(/"\w+"(?=:)/g)
    ?.at(-1);
  const [before, after] = [text.charAt(offset - 1), text.charAt(offset)].map((sign) =>
    sign.replace(/[a-z\d]/i, "x"),
  );
  return JSON.stringify([key, before, after]);
}
