/**
 * The numbers of a longest row of rising ones among some that are all different: of things that changed places,
 * as many as possible that did not.
 */
export function risingIn(numbers: readonly number[]): Set<number> {
  /** The indexes of the smallest ends of rising rows, by their lengths. */
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  numbers.forEach((number, at) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    previous[at] = ends[low - 1];
    ends[low] = at;
  });
  const rising = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) {
    rising.add(numbers[at] ?? 0);
  }
  return rising;
}
