/** A thing with further ones inside. */
interface Branch<T> {
  readonly children: readonly T[];
}

/** The first things of some trees, a thing before those inside it, each of them with what is left of its own. */
export function firstOf<T extends Branch<T>>(trees: readonly T[], most: number): T[] {
  let left = most;
  const take = (list: readonly T[]): T[] => {
    const taken: T[] = [];
    for (const tree of list) {
      if (left === 0) {
        break;
      }
      left--;
      taken.push(tree.children.length > 0 ? { ...tree, children: take(tree.children) } : tree);
    }
    return taken;
  };
  return take(trees);
}
