import { findNodeAtLocation } from "jsonc-parser";
import { parseLoosely } from "../sync/tree";

/** The fields of a step or of a condition that the editor's hover has something to say about, most important first. */
const FIELDS = [["action"], ["provider"], ["id"], ["status"], ["code"], ["step_id"]];

/** How many of them are asked about. */
const MOST = 2;

/**
 * The places in the JSON text of a step or condition that stand for the whole of it, as offsets: the values of the
 * fields that tell what it is.
 */
export function hoverPlaces(text: string): number[] {
  const root = parseLoosely(text);
  if (!root) {
    return [];
  }
  return FIELDS.flatMap((path) => {
    const value = findNodeAtLocation(root, path);
    return value?.type === "string" ? [value.offset + 1] : [];
  }).slice(0, MOST);
}
