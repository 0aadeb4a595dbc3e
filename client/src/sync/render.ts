import type { StoredWorkflow } from "../api/types";
import { NEW_LAYOUT } from "./layout";
import { printWorkflow } from "./print";
import { Rewriter } from "./rewrite";
import { parseObject } from "./tree";

/** What of a stored workflow is written into a file. */
export type Rendered = Pick<StoredWorkflow, "id" | "contents">;

/**
 * The text of a new file for a stored workflow: keys in the documented order, indented by two spaces. What only the
 * server sets is left out but for the `id`, and so is what is empty. Steps and conditions keep keys that the format
 * does not have, as an update sends steps as a whole.
 */
export function renderNew(stored: Rendered): string {
  return `${printWorkflow(stored.contents, stored.id, NEW_LAYOUT)}\n`;
}

/**
 * A file's text with the fewest changes that make it say what is stored. What says the same already stays to the
 * letter: its layout, the order of keys, `provider`, comments. Steps are known by their ids, so that one that was
 * moved stays as it is written. A text that is no JSON object gives way to a new one.
 */
export function renderLike(text: string, stored: Rendered): string {
  const root = parseObject(text);
  return root
    ? new Rewriter(text, root, { ...stored.contents, id: stored.id }).rewritten()
    : renderNew(stored);
}
