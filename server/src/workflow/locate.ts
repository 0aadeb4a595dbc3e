import type { Step } from "./model";
import type { Span } from "./span";

/** The innermost step that holds a stretch of the text between its braces, of steps in the order of the text. */
export function stepAround(steps: readonly Step[], { start, end }: Span): Step | undefined {
  let step = steps[indexBehind(steps, start, startOf) - 1];
  while (step && (start <= step.span.start || end >= step.span.end)) {
    step = outerOf(step);
  }
  return step;
}

/** The step in one of whose conditions a step stands. */
export function outerOf({ list }: Step): Step | undefined {
  return list.owner.kind === "condition" ? list.owner.step : undefined;
}

/** The index of the first one that begins behind an offset, of things in the order of the text. */
export function indexBehind<T>(things: readonly T[], offset: number, startOf: (thing: T) => number): number {
  let low = 0;
  let high = things.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(things[middle] as T) <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function startOf({ span }: { readonly span: Span }): number {
  return span.start;
}
