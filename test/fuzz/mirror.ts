import type { Position, TextDocumentContentChangeEvent } from "vscode-languageserver/node";
import type { Client, Place, Typing } from "./acts";

/** A document as the client has it. Written to be plainly right, so that the server's own can be held against it. */
export class Mirror {
  constructor(
    readonly uri: string,
    private readonly encoding: Client["encoding"],
    public text: string,
    public version: number,
  ) {}

  /** Where a place is; one that is made up stays as it is. */
  positionOf(place: Place): Position {
    return place.kind === "position"
      ? { line: place.line, character: place.character }
      : this.positionAt(place.at % (this.text.length + 1));
  }

  positionAt(offset: number): Position {
    // There is no place between the two characters of a line break.
    const isInBreak = this.text[offset - 1] === "\r" && this.text[offset] === "\n";
    const before = this.text.slice(0, isInBreak ? offset - 1 : offset).split(/\r\n|\n|\r/);
    const inLine = before.at(-1) ?? "";
    const isInPair = isHigh(inLine.at(-1)) && isLow(this.text[offset]);
    const whole = isInPair && this.encoding !== "utf-16" ? inLine.slice(0, -1) : inLine;
    return { line: before.length - 1, character: this.#lengthOf(whole) };
  }

  /** Types, and answers how that is told to the server. */
  type({ from, to, isWhole, text }: Typing): TextDocumentContentChangeEvent {
    if (isWhole) {
      this.text = text;
      return { text };
    }
    const range = { start: this.positionOf(from), end: this.positionOf(to) };
    const [start = 0, end = 0] = [this.#offsetAt(range.start), this.#offsetAt(range.end)].sort(
      (a, b) => a - b,
    );
    this.text = this.text.slice(0, start) + text + this.text.slice(end);
    return { range, text };
  }

  /** Whether a position is one of the text. */
  holds({ line, character }: Position): boolean {
    const lines = this.text.split(/\r\n|\n|\r/);
    const own = lines[line];
    return own !== undefined && character >= 0 && character <= this.#lengthOf(own);
  }

  /** The offset of a position; one beyond its line is at the end of that, and one beyond the text at its end. */
  #offsetAt({ line, character }: Position): number {
    let start = 0;
    for (let left = line; left > 0; left--) {
      const next = /\r\n|\n|\r/.exec(this.text.slice(start));
      if (!next) {
        return this.text.length;
      }
      start += next.index + next[0].length;
    }
    const own = /^[^\r\n]*/.exec(this.text.slice(start))?.[0] ?? "";
    let offset = 0;
    let before = 0;
    for (const sign of this.encoding === "utf-16" ? own.split("") : own) {
      before += this.#lengthOf(sign);
      if (before > character) {
        break;
      }
      offset += sign.length;
    }
    return start + offset;
  }

  #lengthOf(text: string): number {
    switch (this.encoding) {
      case "utf-8":
        return Buffer.byteLength(text);
      case "utf-16":
        return text.length;
      default:
        return [...text].length;
    }
  }
}

function isHigh(unit: string | undefined): boolean {
  return unit !== undefined && unit >= "\ud800" && unit < "\udc00";
}

function isLow(unit: string | undefined): boolean {
  return unit !== undefined && unit >= "\udc00" && unit < "\ue000";
}
