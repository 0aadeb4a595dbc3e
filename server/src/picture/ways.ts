import { groupBy } from "../workflow/groupBy";

/** A way between two boxes. */
export interface Way {
  readonly from: string;
  readonly to: string;
  /** Whether it is the way straight on from where it starts. */
  readonly isStraight?: boolean;
  /** Whether it leads away for good, so that nothing of it comes back to the way straight on. */
  readonly isAside?: boolean;
}

/**
 * How many ways lead at most from a start to each box. No way may lead back to where it came from; what stands in
 * such a circle is left out.
 */
export function depthsOf(keys: readonly string[], ways: readonly Way[]): Map<string, number> {
  const from = groupBy(ways, (way) => way.from);
  const missing = new Map(keys.map((key) => [key, 0]));
  for (const { to } of ways) {
    missing.set(to, (missing.get(to) ?? 0) + 1);
  }
  const depths = new Map<string, number>();
  const reached = new Map<string, number>();
  const open = keys.filter((key) => missing.get(key) === 0);
  for (const key of open) {
    const depth = reached.get(key) ?? 0;
    depths.set(key, depth);
    for (const { to } of from.get(key) ?? []) {
      reached.set(to, Math.max(reached.get(to) ?? 0, depth + 1));
      const left = (missing.get(to) ?? 0) - 1;
      missing.set(to, left);
      if (left === 0) {
        open.push(to);
      }
    }
  }
  return depths;
}

/**
 * The ways in the order of a walk that goes straight on for as long as it can, and aside for good last, so that what
 * comes back need not cross that. `isFirst` is set for those that come to a box that no other has come to before;
 * they make a tree.
 */
export function walk<W extends Way>(
  keys: readonly string[],
  ways: readonly W[],
): { readonly way: W; readonly isFirst: boolean }[] {
  const from = groupBy(ways, (way) => way.from);
  const hasWayIn = new Set(ways.map(({ to }) => to));
  const visited = new Set<string>();
  const taken: { way: W; isFirst: boolean }[] = [];
  const open: W[] = [];
  const visit = (key: string): void => {
    visited.add(key);
    const own = from.get(key) ?? [];
    open.push(...own.sort((a, b) => turnOf(a) - turnOf(b)).reverse());
  };
  for (const key of keys.filter((one) => !hasWayIn.has(one))) {
    visit(key);
    for (let way = open.pop(); way; way = open.pop()) {
      const isFirst = !visited.has(way.to);
      taken.push({ way, isFirst });
      if (isFirst) {
        visit(way.to);
      }
    }
  }
  return taken;
}

function turnOf({ isStraight, isAside }: Way): number {
  return isStraight ? 0 : isAside ? 2 : 1;
}
