import type { PictureNode } from "../../server/src/flowProtocol";
import { html } from "./dom";
import { button } from "./toolbar";

/** What the search tells. */
export interface SearchEvents {
  /** These were found, in the order of the text; undefined when nothing is searched for any more. */
  found(keys: readonly string[] | undefined): void;
  /** One of them is looked at. */
  at(key: string): void;
  /** The search was closed. @param isTaken whether the person goes on where they are */
  closed(isTaken: boolean): void;
}

/** The box that searches names, actions, apps and details. */
export class Search {
  readonly element = html("div", { class: "search", role: "search", hidden: true });
  readonly #input = html("input", {
    type: "text",
    placeholder: "Search steps",
    "aria-label": "Search steps",
    spellcheck: false,
  });
  readonly #count = html("span", { class: "found", "aria-live": "polite" });
  #nodes: readonly PictureNode[] = [];
  #found: readonly string[] = [];
  #at = 0;

  constructor(private readonly events: SearchEvents) {
    this.element.append(
      this.#input,
      this.#count,
      button("previous", "Previous (Shift+Enter)", () => this.#go(-1)),
      button("next", "Next (Enter)", () => this.#go(1)),
      button("close", "Close (Escape)", () => this.close(false)),
    );
    this.#input.addEventListener("input", () => this.#search(true));
    this.element.addEventListener("keydown", (event) => this.#key(event));
  }

  open(): void {
    this.element.hidden = false;
    this.#input.focus();
    this.#input.select();
    this.#search(false);
  }

  close(isTaken: boolean): void {
    if (!this.element.hidden) {
      this.element.hidden = true;
      this.events.found(undefined);
      this.events.closed(isTaken);
    }
  }

  /** There is another picture. */
  setNodes(nodes: readonly PictureNode[]): void {
    this.#nodes = nodes;
    if (!this.element.hidden) {
      this.#search(false);
    }
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      this.close(true);
    } else if (event.key === "Enter" && event.target === this.#input) {
      this.#go(event.shiftKey ? -1 : 1);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #search(isNew: boolean): void {
    const words = this.#input.value.toLowerCase().split(/\s+/).filter(Boolean);
    this.#found =
      words.length > 0 ? this.#nodes.filter((node) => matches(node, words)).map(({ key }) => key) : [];
    this.#at = isNew ? 0 : Math.min(this.#at, Math.max(0, this.#found.length - 1));
    this.events.found(words.length > 0 ? this.#found : undefined);
    this.#tell(words.length > 0, isNew);
  }

  #go(by: number): void {
    const { length } = this.#found;
    if (length > 0) {
      this.#at = (this.#at + by + length) % length;
      this.#tell(true, true);
    }
  }

  #tell(isSearching: boolean, isMoved: boolean): void {
    const key = this.#found[this.#at];
    const none = isSearching ? "No steps" : "";
    this.#count.textContent = key === undefined ? none : `${this.#at + 1} of ${this.#found.length}`;
    if (key !== undefined && isMoved) {
      this.events.at(key);
    }
  }
}

function matches(
  { title, action = "", app = "", detail = "" }: PictureNode,
  words: readonly string[],
): boolean {
  const text = `${title}\n${action}\n${app}\n${detail}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
