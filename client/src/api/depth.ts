/** How many brackets may stand in one another. The limit keeps every recursive walk far from the end of the stack. */
const MOST_DEPTH = 500;

/**
 * Strings are matched whole, so that brackets inside of them do not count. One without its end is matched up to the
 * end of the text, as otherwise each of its escaped quotes would be tried as a beginning.
 */
const STRING_OR_BRACKET = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"?|[[\]{}]/g;

/** Whether brackets stand deeper in one another than is taken. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(STRING_OR_BRACKET)) {
    depth += token === "{" || token === "[" ? 1 : token === "}" || token === "]" ? -1 : 0;
    if (depth > MOST_DEPTH) {
      return true;
    }
  }
  return false;
}
