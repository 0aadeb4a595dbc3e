/** A stretch of a text and what is to stand there; offsets in UTF-16 units. */
export interface SmallEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The smallest edit that makes one text of another, so that cursors and folds outside of it stay where they are.
 * Both have the same line endings. No pair of surrogates and no line ending is taken apart.
 */
export function smallEdit(before: string, after: string): SmallEdit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) {
    start++;
  }
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) {
    tail++;
  }
  start -= start > 0 && isFirstHalf(before.charCodeAt(start - 1)) ? 1 : 0;
  tail -= tail > 0 && isSecondHalf(before.charCodeAt(before.length - tail)) ? 1 : 0;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

/** Whether a unit belongs together with the one behind it. */
function isFirstHalf(unit: number): boolean {
  return (unit >= 0xd800 && unit <= 0xdbff) || unit === 0x0d;
}

/** Whether a unit belongs together with the one before it. */
function isSecondHalf(unit: number): boolean {
  return (unit >= 0xdc00 && unit <= 0xdfff) || unit === 0x0a;
}

/** A text with its line endings as they are to be. */
export function withLineEndings(text: string, ending: "\n" | "\r\n"): string {
  return text.replace(/\r\n|\r|\n/g, ending);
}
