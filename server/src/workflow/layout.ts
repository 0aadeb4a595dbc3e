import type { WorkflowDocument } from "./document";
import type { Node } from "./node";

/** How a text is written, as far as new parts of it should look the same. */
export interface Layout {
  readonly eol: string;
  /** One level of indentation. */
  readonly unit: string;
  /** What stands between a key and its value, such as `: `. */
  readonly colon: string;
  /** What stands behind a comma on one line: a space, or nothing in a text without spaces. */
  readonly gap: string;
  /** What stands inside the braces of an object on one line. */
  readonly padding: string;
  /** Whether the whole value stands on one line. */
  readonly isOneLine: boolean;
}

/** How long a line may grow before what is put into it is written on lines of its own. */
export const LINE_WIDTH = 120;

const LINE_BREAK = /\r\n|\n|\r/;

/** Reads off a text how it is written; where it does not say, as VS Code writes JSON. */
export function layoutOf({ text, root }: WorkflowDocument): Layout {
  const colon = first(root, (node) => colonOf(text, node)) ?? ": ";
  const gap = colon.endsWith(" ") ? " " : "";
  return {
    eol: LINE_BREAK.exec(text)?.[0] ?? "\n",
    unit: first(root, (node) => unitOf(text, node)) ?? "  ",
    colon,
    gap,
    padding: first(root, (node) => paddingOf(text, node)) ?? gap,
    isOneLine: root !== undefined && !LINE_BREAK.test(text.slice(root.start, root.end)),
  };
}

/** The white space at the start of the line that an offset is on. */
export function indentAt(text: string, offset: number): string {
  let start = offset;
  while (start > 0 && !/[\r\n]/.test(text.charAt(start - 1))) {
    start--;
  }
  // A byte order mark is no indentation.
  return /^\ufeff?([ \t]*)/.exec(text.slice(start, offset))?.[1] ?? "";
}

/** Moves all lines but the first of a part of a text from one indentation to another; others stay. */
export function reindent(part: string, from: string, to: string): string {
  return from === to
    ? part
    : part.replace(/(\r\n|\n|\r)([ \t]*)(\S)/g, (whole, eol: string, indent: string, first: string) =>
        indent.startsWith(from) ? eol + to + indent.slice(from.length) + first : whole,
      );
}

/** Whether the first member of an object or array starts on a line below its bracket. */
export function isSpread(text: string, node: Node): boolean {
  const start = firstStart(node);
  return start !== undefined && LINE_BREAK.test(text.slice(node.start, start));
}

/** The objects and arrays that hold something, the outer ones before the inner ones. */
function* containersOf(node: Node): Generator<Node> {
  if (firstStart(node) !== undefined) {
    yield node;
  }
  for (const { value } of node.properties) {
    if (value) {
      yield* containersOf(value);
    }
  }
  for (const item of node.items) {
    yield* containersOf(item);
  }
}

function firstStart(node: Node): number | undefined {
  return node.properties[0]?.key.start ?? node.items[0]?.start;
}

/** What can be read off the first container that says it. */
function first<T>(root: Node | undefined, look: (node: Node) => T | undefined): T | undefined {
  for (const node of root ? containersOf(root) : []) {
    const found = look(node);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function unitOf(text: string, node: Node): string | undefined {
  const start = firstStart(node);
  if (start === undefined || !isSpread(text, node)) {
    return undefined;
  }
  const outer = indentAt(text, node.start);
  const inner = indentAt(text, start);
  return inner.startsWith(outer) && inner.length > outer.length ? inner.slice(outer.length) : undefined;
}

function colonOf(text: string, node: Node): string | undefined {
  const [property] = node.properties;
  const colon = property?.value ? text.slice(property.key.end, property.value.start) : "";
  return /^[ \t]*:[ \t]*$/.test(colon) ? colon : undefined;
}

function paddingOf(text: string, node: Node): string | undefined {
  const start = node.properties[0]?.key.start;
  const padding = start === undefined ? undefined : text.slice(node.start + 1, start);
  return padding !== undefined && /^[ \t]*$/.test(padding) ? padding : undefined;
}
