import { findNodeAtLocation, parseTree } from "jsonc-parser";

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
  const source = text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text;
  const root = parseTree(source);
  for (let length = path.length; root && length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node) {
      return { offset: node.offset, length: node.length, isExact: length === path.length };
    }
  }
  return undefined;
}
