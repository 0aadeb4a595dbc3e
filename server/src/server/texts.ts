import type { Position, Range, TextDocumentContentChangeEvent } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { Characters, type PositionEncoding } from "../workflow/characters";
import { type Positions, PositionsInOrder } from "./positions";

/** Behind the end of every line. */
const FAR = Number.MAX_SAFE_INTEGER;

/** A text whose positions count characters as a client does. Its offsets are in units of UTF-16 all the same. */
export function createText(
  uri: string,
  languageId: string,
  version: number,
  text: string,
  encoding: PositionEncoding,
): TextDocument {
  const units = TextDocument.create(uri, languageId, version, text);
  return encoding === "utf-16" ? units : new EncodedText(units, encoding);
}

/** Changes a text that was made by `createText`, and answers it. */
export function updateText(
  document: TextDocument,
  changes: TextDocumentContentChangeEvent[],
  version: number,
): TextDocument {
  return document instanceof EncodedText
    ? document.update(changes, version)
    : TextDocument.update(document, changes, version);
}

/** The positions of a text for whoever asks for very many of them in the order of the text. */
export function positionsInOrder(document: TextDocument): Positions {
  return document instanceof EncodedText ? document : new PositionsInOrder(document);
}

/** A text in another encoding than UTF-16, on top of one in that. */
class EncodedText implements TextDocument {
  readonly #units: TextDocument;
  readonly #encoding: PositionEncoding;
  #characters: Characters;

  constructor(units: TextDocument, encoding: PositionEncoding) {
    this.#units = units;
    this.#encoding = encoding;
    this.#characters = new Characters(units.getText(), encoding);
  }

  get uri(): string {
    return this.#units.uri;
  }

  get languageId(): string {
    return this.#units.languageId;
  }

  get version(): number {
    return this.#units.version;
  }

  get lineCount(): number {
    return this.#units.lineCount;
  }

  getText(range?: Range): string {
    const text = this.#units.getText();
    return range ? text.substring(this.offsetAt(range.start), this.offsetAt(range.end)) : text;
  }

  positionAt(offset: number): Position {
    const { line, character } = this.#units.positionAt(offset);
    const start = this.#units.offsetAt({ line, character: 0 });
    return { line, character: this.#characters.count(start, start + character) };
  }

  offsetAt({ line, character }: Position): number {
    const start = this.#units.offsetAt({ line, character: 0 });
    return this.#characters.skip(start, character, this.#units.offsetAt({ line, character: FAR }));
  }

  getLineRange(line: number): Range {
    const { start, end } = this.#units.getLineRange(line);
    const at = this.#units.offsetAt(start);
    return { start, end: { line: end.line, character: this.#characters.count(at, at + end.character) } };
  }

  getEOLCharacters(line: number): string {
    return this.#units.getEOLCharacters(line);
  }

  update(changes: TextDocumentContentChangeEvent[], version: number): this {
    for (const change of changes) {
      const inUnits = "range" in change ? { range: this.#toUnits(change.range), text: change.text } : change;
      TextDocument.update(this.#units, [inUnits], version);
      this.#characters = new Characters(this.#units.getText(), this.#encoding);
    }
    TextDocument.update(this.#units, [], version);
    return this;
  }

  #toUnits({ start, end }: Range): Range {
    return {
      start: this.#units.positionAt(this.offsetAt(start)),
      end: this.#units.positionAt(this.offsetAt(end)),
    };
  }
}
