import type { Drawing } from "./drawing";

/** What of the picture is marked: the stop that the Tab key leads to, the cursor's, and what was searched for. */
export class Marks {
  constructor(private readonly drawing: Drawing) {}

  /** The Tab key leads to this stop alone; the arrow keys lead on from there. */
  setCurrent(key: string | undefined): void {
    for (const [other, element] of this.drawing.elements()) {
      element.setAttribute("tabindex", other === key ? "0" : "-1");
    }
  }

  setCursor(key: string | undefined): void {
    for (const [other, element] of this.drawing.elements()) {
      element.classList.toggle("cursor", other === key);
      if (other === key) {
        element.setAttribute("aria-current", "location");
      } else {
        element.removeAttribute("aria-current");
      }
    }
  }

  /** @param keys undefined when nothing is searched for */
  setFound(keys: readonly string[] | undefined): void {
    const found = new Set(keys);
    document.body.classList.toggle("searching", keys !== undefined);
    for (const [key, element] of this.drawing.elements()) {
      element.classList.toggle("found", found.has(key));
    }
  }
}
