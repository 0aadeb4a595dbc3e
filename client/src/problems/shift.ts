/** A stretch of a text, in UTF-16 units from its beginning; the end is the first one behind it. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A change of a text: what stood in `length` units from `offset` on is replaced by `newLength` others. */
export interface Change {
  readonly offset: number;
  readonly length: number;
  readonly newLength: number;
}

/** Where a stretch is after a change; undefined when the change was made to the stretch itself. */
export function shifted({ start, end }: Stretch, change: Change): Stretch | undefined {
  const changeEnd = change.offset + change.length;
  if (change.offset >= end) {
    return { start, end };
  }
  if (changeEnd > start) {
    return undefined;
  }
  const by = change.newLength - change.length;
  return { start: start + by, end: end + by };
}

/** The one change that makes one text of another, as small as it can be; undefined when they are the same. */
export function changeBetween(before: string, after: string): Change | undefined {
  if (before === after) {
    return undefined;
  }
  const shorter = Math.min(before.length, after.length);
  let offset = 0;
  while (offset < shorter && before[offset] === after[offset]) {
    offset++;
  }
  offset -= isInPair(before, offset) || isInPair(after, offset) ? 1 : 0;
  let tail = 0;
  while (tail < shorter - offset && before.at(-1 - tail) === after.at(-1 - tail)) {
    tail++;
  }
  tail -= isInPair(before, before.length - tail) || isInPair(after, after.length - tail) ? 1 : 0;
  return { offset, length: before.length - offset - tail, newLength: after.length - offset - tail };
}

/** Whether a place is in the middle of a character that takes two units, which editors do not part. */
function isInPair(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, at - 1), at + 1));
}
