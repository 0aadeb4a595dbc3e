import { createScanner } from "jsonc-parser";

/** How many brackets may stand in one another. The limit keeps every recursive walk far from the end of the stack. */
const MOST_DEPTH = 500;

// The kinds of tokens as jsonc-parser numbers them; its own names are a const enum that cannot be imported.
/** What closes each kind of bracket. */
const CLOSED_BY: ReadonlyMap<number, number> = new Map([
  [1, 2],
  [3, 4],
]);
const END = 17;

/**
 * Whether brackets stand deeper in one another than is taken. The text is read token by token as its parser will read
 * it, so that no quote in a comment and no string without its end hides brackets. A bracket that closes another kind
 * than the last one closes nothing, for the parser too.
 */
export function isTooDeep(text: string): boolean {
  const scanner = createScanner(text, true);
  const open: number[] = [];
  for (let kind: number = scanner.scan(); kind !== END; kind = scanner.scan()) {
    const closing = CLOSED_BY.get(kind);
    if (closing !== undefined) {
      open.push(closing);
    } else if (open.at(-1) === kind) {
      open.pop();
    }
    if (open.length > MOST_DEPTH) {
      return true;
    }
  }
  return false;
}
