/** Where an item of a list was in an earlier list. */
export interface Match {
  /** Its index there. */
  readonly from: number;
  /** Whether it stands in another order to the others than it did. */
  readonly isMoved: boolean;
}

/** How the items of two lists find each other. */
export interface Alignment<T> {
  /** By what items are the same, the surest first; undefined for an item that is not to be found by this. */
  readonly keys: readonly ((item: T) => string | undefined)[];
  /** Whether an item may be what became of another that stood in the same place. */
  mayReplace(before: T, after: T): boolean;
}

/** Longer lists are matched in the order of their items, as the longest common subsequence would take long. */
const MOST_CELLS = 1_000_000;

/** For each item of a list, where it was in an earlier one; undefined for those that are new. */
export function align<T>(
  before: readonly T[],
  after: readonly T[],
  { keys, mayReplace }: Alignment<T>,
): (Match | undefined)[] {
  const from: (number | undefined)[] = after.map(() => undefined);
  const taken = new Set<number>();
  const take = (was: number, is: number): void => {
    from[is] = was;
    taken.add(was);
  };
  for (const key of keys) {
    const olds = keyed(before, key, (at) => !taken.has(at));
    const news = keyed(after, key, (at) => from[at] === undefined);
    for (const [was, is] of pairs(olds, news)) {
      take(was, is);
    }
  }
  const kept = inOrder(from);
  for (const [was, is] of gaps(before.length, from, taken, kept)) {
    const [old, other] = [before[was], after[is]];
    if (old !== undefined && other !== undefined && mayReplace(old, other)) {
      take(was, is);
      kept.add(is);
    }
  }
  return from.map((was, is) => (was === undefined ? undefined : { from: was, isMoved: !kept.has(is) }));
}

interface Keyed {
  readonly at: number;
  readonly key: string;
}

type Pair = readonly [was: number, is: number];

function keyed<T>(
  items: readonly T[],
  keyOf: (item: T) => string | undefined,
  isFree: (at: number) => boolean,
): Keyed[] {
  return items.flatMap((item, at) => {
    const key = isFree(at) ? keyOf(item) : undefined;
    return key === undefined ? [] : [{ at, key }];
  });
}

/** Items of the same key: as many as keep their order, then whichever are left. */
function pairs(olds: readonly Keyed[], news: readonly Keyed[]): Pair[] {
  const found = commonSubsequence(olds, news);
  const used = new Set(found.map(([was]) => was));
  const placed = new Set(found.map(([, is]) => is));
  const left = new Map<string, number[]>();
  for (const { at, key } of olds.toReversed()) {
    if (!used.has(at)) {
      const same = left.get(key);
      if (same) {
        same.push(at);
      } else {
        left.set(key, [at]);
      }
    }
  }
  const moved = news.flatMap(({ at, key }): Pair[] => {
    // The last one in the list is the first one in the order of the items.
    const was = placed.has(at) ? undefined : left.get(key)?.pop();
    return was === undefined ? [] : [[was, at]];
  });
  return [...found, ...moved];
}

/** A longest common subsequence; what is the same at both ends needs no search. */
function commonSubsequence(olds: readonly Keyed[], news: readonly Keyed[]): Pair[] {
  const shorter = Math.min(olds.length, news.length);
  let start = 0;
  while (start < shorter && olds[start]?.key === news[start]?.key) {
    start++;
  }
  let end = 0;
  while (end < shorter - start && olds.at(-1 - end)?.key === news.at(-1 - end)?.key) {
    end++;
  }
  const zip = (a: readonly Keyed[], b: readonly Keyed[]): Pair[] =>
    a.flatMap(({ at }, index): Pair[] => [[at, b[index]?.at ?? 0]]);
  return [
    ...zip(olds.slice(0, start), news),
    ...search(olds.slice(start, olds.length - end), news.slice(start, news.length - end)),
    ...zip(olds.slice(olds.length - end), news.slice(news.length - end)),
  ];
}

function search(olds: readonly Keyed[], news: readonly Keyed[]): Pair[] {
  const width = news.length + 1;
  if (olds.length * news.length > MOST_CELLS) {
    return [];
  }
  // The length of the longest one from each pair of items on.
  const lengths = new Uint32Array((olds.length + 1) * width);
  for (let i = olds.length - 1; i >= 0; i--) {
    for (let j = news.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        olds[i]?.key === news[j]?.key
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  const found: Pair[] = [];
  for (let i = 0, j = 0; i < olds.length && j < news.length; ) {
    const [old, other] = [olds[i], news[j]];
    if (old && other && old.key === other.key) {
      found.push([old.at, other.at]);
      i++;
      j++;
    } else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) {
      i++;
    } else {
      j++;
    }
  }
  return found;
}

/** The most items that stand in the order in which they stood: a longest increasing subsequence. */
function inOrder(from: readonly (number | undefined)[]): Set<number> {
  /** Of each length, the item that ends a subsequence with the smallest index. */
  const ends: number[] = [];
  const previous = new Map<number, number | undefined>();
  from.forEach((was, is) => {
    if (was === undefined) {
      return;
    }
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((from[ends[middle] ?? 0] ?? 0) < was) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    previous.set(is, ends[low - 1]);
    ends[low] = is;
  });
  const kept = new Set<number>();
  for (let is = ends.at(-1); is !== undefined; is = previous.get(is)) {
    kept.add(is);
  }
  return kept;
}

/** Items without a match that stand in the same place, between the same two that were kept. */
function gaps(
  count: number,
  from: readonly (number | undefined)[],
  taken: ReadonlySet<number>,
  kept: ReadonlySet<number>,
): Pair[] {
  const found: Pair[] = [];
  let next = 0;
  let waiting: number[] = [];
  const close = (until: number): void => {
    for (; next < until; next++) {
      const is = taken.has(next) ? undefined : waiting.shift();
      if (is !== undefined) {
        found.push([next, is]);
      }
    }
    next = until + 1;
    waiting = [];
  };
  from.forEach((was, is) => {
    if (was === undefined) {
      waiting.push(is);
    } else if (kept.has(is)) {
      close(was);
    }
  });
  close(count);
  return found;
}
