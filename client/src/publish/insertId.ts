import { parseTree } from "jsonc-parser";
import { workflowIdOf } from "../sync/payload";

/** A change of a text: what stands in `length` characters from `offset` on becomes `text`. */
export interface IdInsertion {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/**
 * Where an `id` goes in a workflow's text: into the empty one that stands there, or else before the first
 * property, laid out as that one is.
 *
 * @throws NotAWorkflowError when the text is no JSON object
 */
export function idInsertion(text: string, id: string): IdInsertion {
  // An edit of a broken text could land anywhere.
  workflowIdOf(text);
  const properties = parseTree(text)?.children ?? [];
  const own = properties.findLast((property) => property.children?.[0]?.value === "id")?.children?.[1];
  if (own) {
    return { offset: own.offset, length: own.length, text: JSON.stringify(id) };
  }
  const [first] = properties;
  const offset = text.indexOf("{") + 1;
  const entry = `"id": ${JSON.stringify(id)}`;
  if (!first) {
    return { offset, length: 0, text: entry };
  }
  const gap = text.slice(offset, first.offset);
  return { offset, length: 0, text: `${gap}${entry},${gap === "" ? " " : ""}` };
}
