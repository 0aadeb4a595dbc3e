import type { WorkflowDocument } from "../workflow/document";
import type { Edit } from "../workflow/edits";
import { type Gap, isComment, readGaps } from "../workflow/gaps";
import type { Node } from "../workflow/node";
import type { Span } from "../workflow/span";
import { Kind } from "../workflow/tokens";

/** How a text is to be laid out, by the names that LSP has for it. */
export interface FormatOptions {
  /** How many spaces an indentation has. */
  readonly tabSize: number;
  /** Indents with spaces; with tabs otherwise. */
  readonly insertSpaces: boolean;
  /** Ends the text with a line break. */
  readonly insertFinalNewline?: boolean;
  /** Leaves no more than one line break at the end of the text. */
  readonly trimFinalNewlines?: boolean;
  /** Takes the white space off the ends of comments too; everywhere else it always goes. */
  readonly trimTrailingWhitespace?: boolean;
}

/** The characters after which typing formats what they end. */
export const FORMAT_CHARACTERS = ["}", "]", "\n"] as const;

/** Wider indentations are taken for a mistake. */
const WIDEST = 16;

/**
 * Lays out a text: each property and item on a line of its own, indented by its depth. Only white space between
 * tokens changes, so that what is written stays to the letter, and formatting the result changes nothing.
 * Nothing changes in a text whose brackets do not match, nor on a line behind what is no JSON. The line breaks
 * are those that the text has already.
 *
 * @param range formats only the lines that it touches; the whole text without it
 */
export function formatText(text: string, options: FormatOptions, range?: Span): Edit[] {
  const gaps = readGaps(text, options.trimTrailingWhitespace === true) ?? [];
  const spacing = new Spacing(text, options);
  const { start, end } = range ? linesOf(text, range) : { start: 0, end: text.length };
  return gaps
    .filter((gap) => start <= gap.end && (gap.start < end || end === text.length))
    .flatMap((gap) => toEdit(text, gap, spacing.wanted(gap)));
}

/**
 * Tidies up what was just typed: behind a closing bracket the object or array that it ends, behind a line break
 * the line that it ends. Moves nothing to another line, and leaves the line of the cursor alone.
 *
 * @param offset where the cursor is, behind the typed character
 */
export function formatTyped(
  document: WorkflowDocument,
  offset: number,
  typed: string,
  options: FormatOptions,
): Edit[] {
  const { text, root } = document;
  const span = typed === "\n" ? lineBefore(text, offset) : endedAt(root, offset);
  if (!span || document.isTorn) {
    return [];
  }
  const spacing = new Spacing(text, options);
  return (readGaps(text, false) ?? [])
    .filter((gap) => span.start <= gap.start && gap.end <= span.end)
    .flatMap((gap) => toEdit(text, gap, spacing.wantedOnLines(gap)));
}

function toEdit(text: string, { start, end }: Gap, wanted: string | undefined): Edit[] {
  return wanted === undefined || text.slice(start, end) === wanted
    ? []
    : [{ span: { start, end }, text: wanted }];
}

/** The whole lines of a range. One that ends where a line starts does not mean that line. */
function linesOf(text: string, { start, end }: Span): Span {
  const endsBehindBreak = start < end && startOfLine(text, end) === end;
  const last = endsBehindBreak ? lineBefore(text, end) : undefined;
  return { start: startOfLine(text, start), end: last?.end ?? endOfLine(text, end) };
}

function startOfLine(text: string, offset: number): number {
  let start = Math.min(offset, text.length);
  while (start > 0 && !"\r\n".includes(text.charAt(start - 1))) {
    start--;
  }
  return start;
}

function endOfLine(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !"\r\n".includes(text.charAt(end))) {
    end++;
  }
  return end;
}

/** The line before the line of an offset. */
function lineBefore(text: string, offset: number): Span | undefined {
  const next = startOfLine(text, offset);
  const end = next - (text.slice(next - 2, next) === "\r\n" ? 2 : 1);
  return next === 0 ? undefined : { start: startOfLine(text, end), end };
}

/** What is inside of the object or array whose closing bracket stands right before an offset. */
function endedAt(root: Node | undefined, offset: number): Span | undefined {
  let node = root;
  while (node && node.end !== offset) {
    const values: readonly (Node | undefined)[] =
      node.type === "object" ? node.properties.map((property) => property.value) : node.items;
    node = values.find((value) => value !== undefined && value.start < offset && offset <= value.end);
  }
  const isNested = node?.type === "object" || node?.type === "array";
  return node && isNested ? { start: node.start + 1, end: node.end - 1 } : undefined;
}

/** Knows the white space that each gap should have. */
class Spacing {
  readonly #eol: string;
  readonly #indent: string;
  readonly #options: FormatOptions;

  constructor(text: string, options: FormatOptions) {
    this.#eol = /\r\n|\r|\n/.exec(text)?.[0] ?? "\n";
    const width = Math.trunc(options.tabSize);
    this.#indent = options.insertSpaces ? " ".repeat(width >= 1 && width <= WIDEST ? width : 2) : "\t";
    this.#options = options;
  }

  /** Undefined where nothing is to be changed. */
  wanted(gap: Gap): string | undefined {
    const { before, after, breaks, isFaulty, isBehindComment } = gap;
    if (after === Kind.End) {
      return this.#atEnd(gap);
    }
    if (isFaulty && breaks === 0) {
      return undefined;
    }
    if (before === Kind.End && !isBehindComment) {
      return "";
    }
    if (breaks > 0 && (isFaulty || isBehindComment || isComment(after))) {
      return this.#newLine(gap);
    }
    if (isComment(after)) {
      return " ";
    }
    const between = this.#between(gap);
    return between === "" && isBehindComment && isClosing(after) ? " " : between;
  }

  /** As `wanted`, but with the line breaks as they are. */
  wantedOnLines(gap: Gap): string | undefined {
    const wanted = this.wanted(gap);
    const { breaks } = gap;
    const isLine = wanted === this.#newLine(gap);
    return isLine && breaks > 0
      ? this.#eol.repeat(breaks - 1) + wanted
      : isLine || breaks > 0
        ? undefined
        : wanted;
  }

  /** What stands between two tokens of JSON; undefined where they cannot stand side by side on one line. */
  #between(gap: Gap): string | undefined {
    const { before, after, breaks } = gap;
    if (isClosing(after)) {
      return isOpening(before) ? "" : this.#newLine(gap);
    }
    if (isOpening(before) || before === Kind.Comma) {
      return this.#newLine(gap);
    }
    if (before === Kind.Colon || isComment(before)) {
      return " ";
    }
    if (after === Kind.Comma || (before === Kind.String && after === Kind.Colon)) {
      return "";
    }
    return breaks > 0 ? this.#newLine(gap) : undefined;
  }

  #newLine({ depth }: Gap): string {
    return this.#eol + this.#indent.repeat(depth);
  }

  #atEnd({ before, breaks, isFaulty, isBehindComment }: Gap): string | undefined {
    const isEmpty = before === Kind.End && !isBehindComment;
    if (isEmpty || (isFaulty && breaks === 0)) {
      return undefined;
    }
    const { trimFinalNewlines, insertFinalNewline } = this.#options;
    const kept = trimFinalNewlines ? Math.min(breaks, 1) : breaks;
    return this.#eol.repeat(insertFinalNewline ? Math.max(kept, 1) : kept);
  }
}

function isOpening(kind: number): boolean {
  return kind === Kind.OpenBrace || kind === Kind.OpenBracket;
}

function isClosing(kind: number): boolean {
  return kind === Kind.CloseBrace || kind === Kind.CloseBracket;
}
