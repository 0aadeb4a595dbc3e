import { withCommas } from "./numbers";

/** A file is large from so many characters (UTF-16) on. The largest workflow that is known has 30 thousand. */
export const LARGE_CHARACTERS = 10 * 1024 * 1024;

/** And from so many steps on. */
export const LARGE_STEPS = 50_000;

/** Beyond what size a file is large, in words. */
export const LARGE_IN_WORDS = `${LARGE_CHARACTERS / 1024 / 1024} MiB or ${withCommas(LARGE_STEPS)} steps`;

/** Whether a text is too large for all to be found out about it while somebody types. */
export function isLarge({
  text,
  steps,
}: {
  readonly text: string;
  readonly steps: readonly unknown[];
}): boolean {
  return text.length > LARGE_CHARACTERS || steps.length > LARGE_STEPS;
}

/** How many keys and values of a text are read. Each takes about a hundred bytes. */
export const MOST_VALUES = 2_000_000;

/** How many faults of the JSON are told of one text. */
export const MOST_PROBLEMS = 10_000;
