import { Characters, type PositionEncoding } from "./characters";
import type { TextPlace } from "./workspace";

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Finds the line and character of offsets in a text, which is read only as far as they ask for. */
export class Lines {
  readonly #text: string;
  readonly #characters: Characters;
  /** Where the lines start that begin in the part that was read. */
  readonly #starts = [0];
  #readTo = 0;

  /** @param encoding what the characters are counted in */
  constructor(text: string, encoding: PositionEncoding = "utf-16") {
    this.#text = text;
    this.#characters = new Characters(text, encoding);
  }

  placeOf(offset: number): TextPlace {
    this.#read(offset);
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return { line: low, character: this.#characters.count(this.#starts[low] ?? 0, offset) };
  }

  #read(end: number): void {
    for (; this.#readTo < end; this.#readTo++) {
      const code = this.#text.charCodeAt(this.#readTo);
      const isEnd =
        code === LINE_FEED ||
        (code === CARRIAGE_RETURN && this.#text.charCodeAt(this.#readTo + 1) !== LINE_FEED);
      if (isEnd) {
        this.#starts.push(this.#readTo + 1);
      }
    }
  }
}
