import type { Node } from "jsonc-parser";
import { endOf, parseLoosely, valueUnder } from "./tree";

/** A stretch of a text; offsets and lengths count UTF-16 units. */
export interface TextStretch {
  readonly offset: number;
  readonly length: number;
  /** False where the value itself is absent, and this is what would hold it. */
  readonly isExact: boolean;
}

/**
 * Where a path of a request's body stands in the file that it was made of: the value, or, where it is absent, the
 * nearest one around it. Undefined when not even the first key is there.
 */
export function placeOf(text: string, path: readonly (string | number)[]): TextStretch | undefined {
  const nodes: Node[] = [];
  let node = parseLoosely(text);
  for (const [at, part] of path.entries()) {
    const isInStep = STEP.test(path.slice(0, at).join("/"));
    node = node && childOf(node, part, isInStep);
    if (!node) {
      break;
    }
    nodes.push(node);
  }
  const last = nodes.at(-1);
  return (
    last && { offset: last.offset, length: endOf(last) - last.offset, isExact: nodes.length === path.length }
  );
}

/** The path of a step. */
const STEP = /^(?:steps|rescue)\/\d+(?:\/next\/\d+\/steps\/\d+)*$/;

/** Errors name indexes and keys that are numbers in the same way; only the file tells which is meant. */
function childOf(node: Node, part: string | number, isInStep: boolean): Node | undefined {
  if (node.type === "array") {
    return /^\d+$/.test(String(part)) ? node.children?.[Number(part)] : undefined;
  }
  const other = { action: "provider", provider: "action" }[isInStep ? String(part) : ""];
  return valueUnder(node, String(part)) ?? (other === undefined ? undefined : valueUnder(node, other));
}
