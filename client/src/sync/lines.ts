/** Knows where the lines of a text start, so that nobody looks for them again for each of many places. */
export class Lines {
  readonly #text: string;
  readonly #starts = [0];

  constructor(text: string) {
    this.#text = text;
    for (const { 0: end, index } of text.matchAll(/\r\n|\n|\r/g)) {
      this.#starts.push(index + end.length);
    }
  }

  /** The white space at the start of the line that an offset is in. */
  indentAt(offset: number): string {
    const start = this.#starts[this.#lineOf(offset)] ?? 0;
    const mark = this.#text.charCodeAt(start) === 0xfeff ? 1 : 0;
    return /^[ \t]*/.exec(this.#text.slice(start + mark, Math.max(offset, start + mark)))?.[0] ?? "";
  }

  /** Whether two offsets are in one line. */
  isOne(start: number, end: number): boolean {
    return this.#lineOf(start) === this.#lineOf(end);
  }

  #lineOf(offset: number): number {
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
    return low;
  }
}
