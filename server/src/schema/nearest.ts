import { distance } from "fastest-levenshtein";

/**
 * The candidates that a word was probably meant to be, nearest first; none that differs in more than a third
 * of it, except that a forgotten first or last part of a dotted or slashed name is forgiven.
 */
export function nearest(word: string, candidates: readonly string[], limit = 3): string[] {
  const lower = word.toLowerCase();
  const most = Math.max(1, Math.floor(lower.length / 3));
  return candidates
    .map((candidate) => ({ candidate, cost: costOf(lower, candidate.toLowerCase(), most) }))
    .filter(({ cost }) => cost <= most)
    .sort((a, b) => a.cost - b.cost || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/**
 * How many pairs are compared in one long list. Each takes about a microsecond, and what was typed wrong on purpose
 * a thousand times is not worth a second of everybody's time.
 */
const MOST_COMPARED = 30_000;

/**
 * Finds what words were probably meant to be in one list that may be long, each word once. After many words it
 * finds nothing more.
 */
export function nearestIn(
  candidates: readonly string[],
  limit?: number,
): (word: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  let compared = 0;
  return (word) => {
    let found = known.get(word);
    if (!found) {
      found = compared < MOST_COMPARED ? nearest(word, candidates, limit) : [];
      compared += candidates.length;
      known.set(word, found);
    }
    return found;
  };
}

function costOf(word: string, candidate: string, most: number): number {
  const isPart = word.length > 2 && (candidate.endsWith(`.${word}`) || candidate.startsWith(`${word}.`));
  if (isPart) {
    return 1;
  }
  // Words differ by as many letters as one is longer, at least, which is sooner found out.
  const isFar = Math.abs(word.length - candidate.length) > most;
  return isFar ? Number.POSITIVE_INFINITY : distance(word, candidate);
}
