/** How many texts are remembered. A workflow of any size has about a hundred different keys, actions and states. */
const SLOTS = 1024;

/** What is longer, such as a UUID or a name, hardly ever comes again. */
const LONGEST = 32;

/**
 * Gives equal texts as one and the same, as far as it still knows them. One of them takes the memory of all, and two
 * that are the same are sooner known to be equal.
 */
export class Strings {
  readonly #known: string[] = new Array(SLOTS).fill("");

  /** The text itself, or the equal one that was there before. */
  shared(text: string): string {
    const { length } = text;
    if (length === 0 || length > LONGEST) {
      return text;
    }
    const middle = text.charCodeAt(length >> 1);
    const slot = (length * 31 + text.charCodeAt(0) * 7 + middle * 131 + text.charCodeAt(length - 1)) % SLOTS;
    const known = this.#known[slot];
    if (known === text) {
      return known;
    }
    this.#known[slot] = text;
    return text;
  }
}
