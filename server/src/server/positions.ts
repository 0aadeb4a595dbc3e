import type { Position, TextDocument } from "vscode-languageserver-textdocument";

/** What tells positions of a text by their offsets. */
export type Positions = Pick<TextDocument, "positionAt">;

/**
 * The positions of a text for whoever asks for very many of them, one behind the other: it goes on from the line of
 * the last answer, which is a line or two away, where the text itself would look for each among all lines. An
 * offset in front of that line is looked up as ever.
 */
export class PositionsInOrder implements Positions {
  readonly #source: TextDocument;
  /** The line of the last answer, and the offsets at which it and the next one start. */
  #line = 0;
  #start = 0;
  #end: number;

  constructor(source: TextDocument) {
    this.#source = source;
    this.#end = this.#startOf(1);
  }

  /** The position of an offset; the very end of a line, where it breaks, belongs to it. */
  positionAt(offset: number): Position {
    if (offset < this.#start) {
      return this.#source.positionAt(offset);
    }
    while (offset >= this.#end && this.#line + 1 < this.#source.lineCount) {
      this.#line++;
      this.#start = this.#end;
      this.#end = this.#startOf(this.#line + 1);
    }
    return { line: this.#line, character: offset - this.#start };
  }

  #startOf(line: number): number {
    return this.#source.offsetAt({ line, character: 0 });
  }
}
