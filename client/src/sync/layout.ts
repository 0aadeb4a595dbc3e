import type { Node } from "jsonc-parser";
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
export function layoutOf(text: string, root: Node): Layout {
  const [first] = fieldsOf(root);
  const colon = first ? text.slice(endOf(keyOf(first.property)), first.value.offset) : NEW_LAYOUT.colon;
  const gap = /\s$/.test(colon) ? " " : "";
  return {
    unit: unitOf(text, root) ?? NEW_LAYOUT.unit,
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
function unitOf(text: string, root: Node): string | undefined {
  const outer = indentAt(text, root.offset);
  return fieldsOf(root)
    .map(({ property }) => indentAt(text, property.offset))
    .find((indent) => indent.length > outer.length && indent.startsWith(outer))
    ?.slice(outer.length);
}

/** The white space at the start of the line that an offset is in. */
export function indentAt(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  const mark = text.charCodeAt(start) === 0xfeff ? 1 : 0;
  return /^[ \t]*/.exec(text.slice(start + mark, Math.max(offset, start + mark)))?.[0] ?? "";
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
