import type { Node, Property } from "./node";
import type { Span } from "./span";

/** A change of a text: `text` takes the place of `span`. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** Puts a key and its value, both as JSON text, before the first key of an object, laid out as that one is. */
export function insertFirstField(text: string, object: Node, key: string, value: string): Edit {
  const entry = `${JSON.stringify(key)}: ${value}`;
  const first = object.properties[0]?.key.start;
  if (first === undefined) {
    return { span: { start: object.start + 1, end: object.start + 1 }, text: entry };
  }
  const gap = text.slice(skipBack(text, first), first);
  return { span: { start: first, end: first }, text: `${entry},${gap || " "}` };
}

/** Takes a field out of its object, together with the comma and the white space that it leaves behind. */
export function removeField(text: string, field: Property): Edit {
  const { start, end } = field.span;
  const behind = /^\s*,\s*/.exec(text.slice(end));
  if (behind) {
    return { span: { start, end: end + behind[0].length }, text: "" };
  }
  const comma = skipBack(text, start);
  if (text[comma - 1] === ",") {
    return { span: { start: skipBack(text, comma - 1), end }, text: "" };
  }
  return { span: { start, end }, text: "" };
}

/** The offset behind the last character before `at` that is no white space. */
function skipBack(text: string, at: number): number {
  let start = at;
  while (start > 0 && /\s/.test(text.charAt(start - 1))) {
    start--;
  }
  return start;
}

/**
 * The text with the edits applied, which may not overlap. What is put in at one place stands in the order of the
 * edits, as editors have it.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let copied = 0;
  for (const { span, text: replacement } of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    parts.push(text.slice(copied, span.start), replacement);
    copied = span.end;
  }
  return parts.join("") + text.slice(copied);
}

/** A stretch of a text as it is after edits that all lie in it. */
export function editedSlice(text: string, { start, end }: Span, edits: readonly Edit[]): string {
  const moved = edits.map(({ span, text: replacement }) => ({
    span: { start: span.start - start, end: span.end - start },
    text: replacement,
  }));
  return applyEdits(text.slice(start, end), moved);
}

/** Where an offset that no edit touches lies after the edits. */
export function placeAfter(edits: readonly Edit[], offset: number): number {
  return edits
    .filter(({ span }) => span.end <= offset)
    .reduce((place, { span, text }) => place + text.length - (span.end - span.start), offset);
}

/**
 * The edits that do to a text what two lots of edits do one after the other, the second of which are edits of what
 * the first leave. They do not overlap, and touch nothing that neither does.
 */
export function joinEdits(text: string, first: readonly Edit[], second: readonly Edit[]): Edit[] {
  const end = text.length;
  const parts = partsAfter(partsAfter([{ start: 0, end }], first), second);
  const joined: Edit[] = [];
  let position = 0;
  let added = "";
  for (const part of [...parts, { start: end, end }]) {
    if (typeof part === "string") {
      added += part;
      continue;
    }
    if (position < part.start || added !== "") {
      joined.push({ span: { start: position, end: part.start }, text: added });
    }
    position = part.end;
    added = "";
  }
  return joined;
}

/** A part of an edited text: a stretch of the text as it was, or what was put in. */
type Part = Span | string;

/** The parts of a text that is made of parts, after edits of it. */
function partsAfter(parts: readonly Part[], edits: readonly Edit[]): Part[] {
  let position = 0;
  const edited = [...edits]
    .sort((a, b) => a.span.start - b.span.start)
    .flatMap(({ span, text }) => {
      const kept = partsBetween(parts, position, span.start);
      position = span.end;
      return [...kept, text];
    });
  return [...edited, ...partsBetween(parts, position, Number.POSITIVE_INFINITY)];
}

/** A stretch of a text that is made of parts, as parts. */
function partsBetween(parts: readonly Part[], from: number, to: number): Part[] {
  let position = 0;
  return parts.flatMap((part): Part[] => {
    const length = typeof part === "string" ? part.length : part.end - part.start;
    const start = Math.max(0, from - position);
    const end = Math.min(length, to - position);
    position += length;
    if (start >= end) {
      return [];
    }
    return [
      typeof part === "string"
        ? part.slice(start, end)
        : { start: part.start + start, end: part.start + end },
    ];
  });
}
