import type { Node } from "../workflow/node";

/**
 * What a number, truth value or text is in one of other JSON types: a number or truth value out of its quotes, or
 * one of them in quotes. Undefined where it is nothing in any of these types.
 *
 * @param source the text that the node stands in, as a number in quotes stays as it is written
 */
export function retyped(
  node: Node,
  types: readonly string[],
  source: string,
): string | number | boolean | undefined {
  if (typeof node.value === "string") {
    const text = node.value.trim();
    const takesNumber = types.includes("integer") || types.includes("number");
    if (takesNumber && /^-?(0|[1-9]\d{0,14})$/.test(text)) {
      return Number(text);
    }
    return types.includes("boolean") && /^(true|false)$/.test(text) ? text === "true" : undefined;
  }
  const isPlain = node.type === "number" || node.type === "boolean";
  return isPlain && types.includes("string") ? source.slice(node.start, node.end) : undefined;
}
