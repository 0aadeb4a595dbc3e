import { type Layout, reindent } from "./layout";

/** JSON that is to be written somewhere: parts of the text as they stand there, and new objects and arrays around them. */
export type Piece = RawPiece | ArrayPiece | ObjectPiece;

/** Text that is kept as it is but for its indentation. It may be several items with the commas between them. */
export interface RawPiece {
  readonly kind: "raw";
  readonly text: string;
  /** Comments behind it on its line, with the white space before them. A comma goes before them. */
  readonly trail?: string;
  /** The indentation of the line that it was taken from. */
  readonly indent: string;
  /** Whether it can stand on one line with something behind it: no line break is in it, and no comment. */
  readonly isInline: boolean;
}

export interface ArrayPiece {
  readonly kind: "array";
  readonly items: readonly Piece[];
  readonly style?: Style;
}

export interface ObjectPiece {
  readonly kind: "object";
  readonly fields: readonly FieldPiece[];
  readonly style?: Style;
}

/**
 * How a new object or array is written: on one line where all that is in it can be, or on lines of its own unless
 * the whole text stands on one line. Without a style, it is as what it is put into.
 */
export type Style = "inline" | "spread";

/** A key, not yet in quotes, and its value. */
export interface FieldPiece {
  readonly key: string;
  readonly value: Piece;
}

/** A value that is written anew, as JSON text on one line. */
export function literal(text: string): RawPiece {
  return { kind: "raw", text, indent: "", isInline: true };
}

/** A JSON value that is written anew: objects and arrays as what they are put into, or in a style of their own. */
export function pieceOf(value: unknown, style?: Style): Piece {
  const styled = style && { style };
  if (Array.isArray(value)) {
    return { kind: "array", items: value.map((item) => pieceOf(item, style)), ...styled };
  }
  return typeof value === "object" && value !== null
    ? {
        kind: "object",
        fields: Object.entries(value).map(([key, inner]) => ({ key, value: pieceOf(inner, style) })),
        ...styled,
      }
    : literal(JSON.stringify(value));
}

/** The comments that stand behind a piece on its line; none behind a new one. */
export function trailOf(piece: Piece): string {
  return piece.kind === "raw" ? (piece.trail ?? "") : "";
}

/**
 * Writes a piece on lines, of which the first is where the piece stands and the others have an indentation. The
 * comments behind it are left to whoever writes the comma before them.
 */
export function writeSpread(piece: Piece, layout: Layout, indent: string): string {
  if (piece.kind === "raw") {
    return reindent(piece.text, piece.indent, indent);
  }
  const inline = piece.style === "inline" ? writeInline(piece, layout) : undefined;
  if (inline !== undefined) {
    return inline;
  }
  const inner = indent + layout.unit;
  const members =
    piece.kind === "array"
      ? piece.items.map((item) => ({ text: writeSpread(item, layout, inner), trail: trailOf(item) }))
      : piece.fields.map((field) => ({
          text: writeField(field, layout, inner),
          trail: trailOf(field.value),
        }));
  const [open, close] = piece.kind === "array" ? "[]" : "{}";
  const lines = members.map(({ text, trail }, at) => {
    const comma = at < members.length - 1 ? "," : "";
    return layout.eol + inner + text + comma + trail;
  });
  return open + lines.join("") + (lines.length > 0 ? layout.eol + indent : "") + close;
}

/** Writes a key and its value on lines. */
export function writeField({ key, value }: FieldPiece, layout: Layout, indent: string): string {
  return JSON.stringify(key) + layout.colon + writeSpread(value, layout, indent);
}

/** Writes a piece on one line; undefined where it cannot stand on one, or should not. */
export function writeInline(piece: Piece, layout: Layout): string | undefined {
  if (piece.kind === "raw") {
    return piece.isInline ? piece.text : undefined;
  }
  const members =
    piece.kind === "array"
      ? piece.items.map((item) => writeInline(item, layout))
      : piece.fields.map((field) => writeInlineField(field, layout));
  const isSpread = piece.style === "spread" && members.length > 0 && !layout.isOneLine;
  if (isSpread || members.includes(undefined)) {
    return undefined;
  }
  const text = members.join(`,${layout.gap}`);
  const padding = members.length > 0 ? layout.padding : "";
  return piece.kind === "array" ? `[${text}]` : `{${padding}${text}${padding}}`;
}

/** Writes a key and its value on one line; undefined where they cannot stand on one, or should not. */
export function writeInlineField({ key, value }: FieldPiece, layout: Layout): string | undefined {
  const text = writeInline(value, layout);
  return text === undefined ? undefined : JSON.stringify(key) + layout.colon + text;
}
