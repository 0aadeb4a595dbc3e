import type { Node } from "jsonc-parser";
import type { Lines } from "./lines";
import { endOf, fieldsOf } from "./tree";

/** How a text is laid out, for what is written into it. */
export interface Layout {
  /** What a line is indented by more than the one around it. */
  readonly unit: string;
  readonly eol: string;
  /** What stands between a key and its value. */
  readonly colon: string;
  /** What stands behind a comma on the same line. */
  readonly gap: string;
  /** What stands inside the braces of an object on one line. */
  readonly padding: string;
  /** How steps name their action. */
  readonly action: "action" | "provider";
}

/** How new files are laid out. */
export const NEW_LAYOUT: Layout = {
  unit: "  ",
  eol: "\n",
  colon: ": ",
  gap: " ",
  padding: " ",
  action: "action",
};

/** Finds out how a text is laid out. */
export function layoutOf(text: string, root: Node, lines: Lines): Layout {
  const [first] = fieldsOf(root);
  const colon = first ? text.slice(endOf(keyOf(first.property)), first.value.offset) : NEW_LAYOUT.colon;
  const gap = /\s$/.test(colon) ? " " : "";
  return {
    unit: unitOf(lines, root) ?? NEW_LAYOUT.unit,
    eol: /\r?\n/.exec(text)?.[0] ?? NEW_LAYOUT.eol,
    colon: /^[ \t]*:[ \t]*$/.test(colon) ? colon : NEW_LAYOUT.colon,
    gap,
    padding: /\{"/.test(text) ? "" : gap,
    action: /"provider"\s*:/.test(text) && !/"action"\s*:/.test(text) ? "provider" : "action",
  };
}

function keyOf(property: Node): Node {
  return property.children?.[0] ?? property;
}

/** How much further in the keys of the root stand than the root. */
function unitOf(lines: Lines, root: Node): string | undefined {
  const outer = lines.indentAt(root.offset);
  return fieldsOf(root)
    .map(({ property }) => lines.indentAt(property.offset))
    .find((indent) => indent.length > outer.length && indent.startsWith(outer))
    ?.slice(outer.length);
}

/** Moves all lines of a text but its first one from one indentation to another. */
export function reindent(text: string, from: string, to: string): string {
  return from === to
    ? text
    : text.replace(/([\r\n])([ \t]+)/g, (_, end: string, indent: string) =>
        indent.startsWith(from) ? end + to + indent.slice(from.length) : end + indent,
      );
}

/** Whether a stretch of a text goes over more than one line. */
export function hasLineBreak(text: string): boolean {
  return /[\r\n]/.test(text);
}
