/** What the characters of a line are counted as: bytes of UTF-8, units of UTF-16, or code points. */
export type PositionEncoding = "utf-8" | "utf-16" | "utf-32";

/** A stretch of at most so many units is counted as it is; of longer ones, so many at a time are remembered. */
const BLOCK = 256;

/**
 * Counts the characters between offsets of a text, quickly in lines of any length. Half of a surrogate pair that
 * stands alone counts as the replacement character that it becomes in UTF-8.
 */
export class Characters {
  readonly #text: string;
  readonly #encoding: PositionEncoding;
  /** How many characters stand before each block, as far as somebody has asked. */
  readonly #before = [0];

  constructor(text: string, encoding: PositionEncoding) {
    this.#text = text;
    this.#encoding = encoding;
  }

  /** How many characters stand between two offsets. The inside of a surrogate pair counts as its start. */
  count(start: number, end: number): number {
    if (this.#encoding === "utf-16") {
      return end - start;
    }
    return end - start <= BLOCK ? this.#scan(start, end) : this.#countTo(end) - this.#countTo(start);
  }

  /**
   * The offset that stands so many characters behind another one, but not behind `end`. Where that is inside of a
   * character, it is the start of it.
   */
  skip(start: number, characters: number, end: number): number {
    if (this.#encoding === "utf-16") {
      return Math.min(start + characters, end);
    }
    let at = start;
    let left = characters;
    if (characters > BLOCK && end - start > BLOCK) {
      const target = this.#countTo(start) + characters;
      at = Math.max(start, this.#lastStart(target, end));
      left = target - this.#countTo(at);
    }
    while (at < end) {
      const isPair = this.#isPair(at);
      const width = this.#width(isPair ? at + 1 : at);
      if (width > left) {
        break;
      }
      left -= width;
      at += isPair ? 2 : 1;
    }
    return Math.min(at, end);
  }

  #countTo(offset: number): number {
    const block = Math.floor(offset / BLOCK);
    this.#countBlocks(block);
    return (this.#before[block] ?? 0) + this.#scan(block * BLOCK, offset);
  }

  #countBlocks(last: number): void {
    for (let block = this.#before.length; block <= last; block++) {
      const before = this.#before[block - 1] ?? 0;
      this.#before.push(before + this.#scan((block - 1) * BLOCK, block * BLOCK));
    }
  }

  /** Where the last block starts before which there are not more characters than that; never inside of a pair. */
  #lastStart(characters: number, end: number): number {
    this.#countBlocks(Math.floor(end / BLOCK));
    let low = 0;
    let high = this.#before.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#before[middle] ?? 0) <= characters) {
        low = middle;
      } else {
        high = middle;
      }
    }
    const start = low * BLOCK;
    return this.#isPair(start - 1) ? start - 1 : start;
  }

  #scan(start: number, end: number): number {
    let sum = 0;
    for (let at = start; at < end; at++) {
      sum += this.#text.charCodeAt(at) < 0x80 ? 1 : this.#width(at);
    }
    return sum;
  }

  /** What a unit adds to the count; the first one of a surrogate pair nothing, and the second one all. */
  #width(at: number): number {
    const code = this.#text.charCodeAt(at);
    if (this.#isPair(at)) {
      return 0;
    }
    if (this.#encoding === "utf-32" || code < 0x80) {
      return 1;
    }
    return this.#isPair(at - 1) ? 4 : code < 0x800 ? 2 : 3;
  }

  #isPair(at: number): boolean {
    return isHigh(this.#text.charCodeAt(at)) && isLow(this.#text.charCodeAt(at + 1));
  }
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000;
}
