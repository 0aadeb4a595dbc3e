import { distance } from "fastest-levenshtein";

/**
 * The candidates that a word was probably meant to be, nearest first; none that differs in more than a third
 * of it, except that a forgotten first or last part of a dotted or slashed name is forgiven.
 */
export function nearest(word: string, candidates: readonly string[], limit = 3): string[] {
  const lower = word.toLowerCase();
  const most = Math.max(1, Math.floor(lower.length / 3));
  return candidates
    .map((candidate) => ({ candidate, cost: costOf(lower, candidate.toLowerCase()) }))
    .filter(({ cost }) => cost <= most)
    .sort((a, b) => a.cost - b.cost || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

function costOf(word: string, candidate: string): number {
  const isPart = word.length > 2 && (candidate.endsWith(`.${word}`) || candidate.startsWith(`${word}.`));
  return isPart ? 1 : distance(word, candidate);
}
