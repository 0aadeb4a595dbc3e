/** How texts are cut so that they fit, measured with the fonts that the page is drawn in. */
export class TextFitter {
  readonly #context = document.createElement("canvas").getContext("2d");
  readonly #known = new Map<string, string>();

  /** A text that is at most so wide, in pixels; what is cut off it is shown as dots. */
  fit(text: string, font: string, width: number): string {
    const key = `${font}\n${Math.floor(width)}\n${text}`;
    const known = this.#known.get(key);
    if (known !== undefined) {
      return known;
    }
    const fitted = this.#cut(text, font, width);
    this.#known.set(key, fitted);
    return fitted;
  }

  /** How wide a text is, in pixels. */
  widthOf(text: string, font: string): number {
    const context = this.#context;
    if (!context) {
      return 0;
    }
    context.font = font;
    return context.measureText(text).width;
  }

  /** Forgets what was measured, as when the font has changed. */
  clear(): void {
    this.#known.clear();
  }

  #cut(text: string, font: string, width: number): string {
    const context = this.#context;
    if (!context) {
      return text;
    }
    context.font = font;
    if (context.measureText(text).width <= width) {
      return text;
    }
    // By characters as people count them, so that none is cut in two.
    const characters = [...text];
    let fits = 0;
    let tooMany = characters.length;
    while (tooMany - fits > 1) {
      const middle = (fits + tooMany) >> 1;
      if (context.measureText(`${characters.slice(0, middle).join("").trimEnd()}…`).width <= width) {
        fits = middle;
      } else {
        tooMany = middle;
      }
    }
    return `${characters.slice(0, fits).join("").trimEnd()}…`;
  }
}
