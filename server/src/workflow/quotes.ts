import type { Span } from "./span";

/** What stands between the quotes of a string, as it is written; undefined when its closing quote is missing. */
export function insideQuotes(text: string, { start, end }: Span): Span | undefined {
  const isString = text.charAt(start) === '"' && text.charAt(end - 1) === '"' && end - start > 1;
  return isString ? { start: start + 1, end: end - 1 } : undefined;
}
