import { html } from "./dom";

/** What is said below the picture, and in its place where there is none. */
export class Status {
  readonly #note = html("div", { class: "note", role: "status", "aria-live": "polite", hidden: true });
  readonly #empty = html("p", { class: "empty", hidden: true });

  constructor(body: HTMLElement, area: HTMLElement) {
    body.append(this.#note);
    area.append(this.#empty);
  }

  /** Says something below the picture; an empty text takes it away. */
  note(text: string): void {
    this.#note.textContent = text;
    this.#note.hidden = text === "";
  }

  /** Says why there is no picture; undefined when there is one. */
  nothing(reason: string | undefined): void {
    this.#empty.textContent = reason ?? "";
    this.#empty.hidden = reason === undefined;
    document.body.classList.toggle("nothing", reason !== undefined);
  }
}
