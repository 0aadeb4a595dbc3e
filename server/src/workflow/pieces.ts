import { type Layout, reindent } from "./layout";

/** JSON that is to be written somewhere: parts of the text as they stand there, and new objects and arrays around them. */
export type Piece = RawPiece | ArrayPiece | ObjectPiece;

/** Text that is kept as it is but for its indentation. It may be several items with the commas between them. */
export interface RawPiece {
  readonly kind: "raw";
  readonly text: string;
  /** The indentation of the line that it was taken from. */
  readonly indent: string;
  /** Whether it can stand on one line with something behind it: no line break is in it, and no comment. */
  readonly isInline: boolean;
}

export interface ArrayPiece {
  readonly kind: "array";
  readonly items: readonly Piece[];
}

export interface ObjectPiece {
  readonly kind: "object";
  readonly fields: readonly FieldPiece[];
}

/** A key, not yet in quotes, and its value. */
export interface FieldPiece {
  readonly key: string;
  readonly value: Piece;
}

/** A value that is written anew, as JSON text on one line. */
export function literal(text: string): RawPiece {
  return { kind: "raw", text, indent: "", isInline: true };
}

/** Writes a piece on lines, of which the first is where the piece stands and the others have an indentation. */
export function writeSpread(piece: Piece, layout: Layout, indent: string): string {
  if (piece.kind === "raw") {
    return reindent(piece.text, piece.indent, indent);
  }
  const inner = indent + layout.unit;
  const members =
    piece.kind === "array"
      ? piece.items.map((item) => writeSpread(item, layout, inner))
      : piece.fields.map((field) => writeField(field, layout, inner));
  const [open, close] = piece.kind === "array" ? "[]" : "{}";
  const lines = members.map((member) => layout.eol + inner + member);
  return open + lines.join(",") + (lines.length > 0 ? layout.eol + indent : "") + close;
}

/** Writes a key and its value on lines. */
export function writeField({ key, value }: FieldPiece, layout: Layout, indent: string): string {
  return JSON.stringify(key) + layout.colon + writeSpread(value, layout, indent);
}

/** Writes a piece on one line; undefined where it cannot stand on one. */
export function writeInline(piece: Piece, layout: Layout): string | undefined {
  switch (piece.kind) {
    case "raw":
      return piece.isInline ? piece.text : undefined;
    case "array": {
      const items = piece.items.map((item) => writeInline(item, layout));
      return items.includes(undefined) ? undefined : `[${items.join(`,${layout.gap}`)}]`;
    }
    case "object": {
      const fields = piece.fields.map((field) => writeInlineField(field, layout));
      const { padding } = layout;
      return fields.includes(undefined)
        ? undefined
        : `{${padding}${fields.join(`,${layout.gap}`)}${padding}}`;
    }
  }
}

/** Writes a key and its value on one line; undefined where they cannot stand on one. */
export function writeInlineField({ key, value }: FieldPiece, layout: Layout): string | undefined {
  const text = writeInline(value, layout);
  return text === undefined ? undefined : JSON.stringify(key) + layout.colon + text;
}
