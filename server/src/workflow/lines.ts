import type { TextPlace } from "./workspace";

/** Finds the lines of a text, which end with a line feed, a carriage return, or both. */
export class Lines {
  /** The offset at which each line starts. */
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (const match of text.matchAll(/\r\n|\r|\n/g)) {
      this.#starts.push(match.index + match[0].length);
    }
  }

  /** The line of an offset, from 0. */
  lineOf(offset: number): number {
    let first = 0;
    let last = this.#starts.length - 1;
    while (first < last) {
      const middle = Math.ceil((first + last) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) {
        first = middle;
      } else {
        last = middle - 1;
      }
    }
    return first;
  }

  /** The line and the character of an offset. */
  placeOf(offset: number): TextPlace {
    const line = this.lineOf(offset);
    return { line, character: offset - (this.#starts[line] ?? 0) };
  }
}
