import { html } from "./dom";
import { macKey } from "./operations";

/** An entry of a menu; null is a line between entries. */
export type MenuEntry = {
  readonly label: string;
  /** The key that does the same, as it is shown. */
  readonly key?: string;
  readonly run: () => void;
} | null;

function shownKey(key: string): string {
  return navigator.platform.startsWith("Mac") ? macKey(key) : key;
}

/** A menu of our own, as VS Code's look: by pointer and by keyboard, and read by screen readers. */
export class Menu {
  readonly #element = html("div", { class: "menu", role: "menu", hidden: true, tabindex: -1 });
  #closed: (() => void) | undefined;

  constructor(parent: HTMLElement) {
    parent.append(this.#element);
    this.#element.addEventListener("keydown", (event) => this.#key(event));
    this.#element.addEventListener("focusout", ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && this.#element.contains(relatedTarget))) {
        this.close(false);
      }
    });
    this.#element.addEventListener("contextmenu", (event) => event.preventDefault());
  }

  /** Opens at a place of the page. @param closed called when it was left without or after a choice */
  open(title: string, entries: readonly MenuEntry[], x: number, y: number, closed: () => void): void {
    this.close(false);
    this.#closed = closed;
    this.#element.setAttribute("aria-label", title);
    this.#element.replaceChildren(...entries.map((entry) => this.#entry(entry)));
    this.#element.hidden = false;
    const { offsetWidth, offsetHeight } = this.#element;
    const room = document.documentElement;
    this.#element.style.left = `${Math.max(4, Math.min(x, room.clientWidth - offsetWidth - 4))}px`;
    this.#element.style.top = `${Math.max(4, Math.min(y, room.clientHeight - offsetHeight - 4))}px`;
    this.#items()[0]?.focus();
  }

  close(isLeft = true): void {
    if (this.#element.hidden) {
      return;
    }
    const closed = this.#closed;
    this.#closed = undefined;
    this.#element.hidden = true;
    if (isLeft) {
      closed?.();
    }
  }

  #entry(entry: MenuEntry): HTMLElement {
    if (!entry) {
      return html("div", { class: "separator", role: "separator" });
    }
    const item = html(
      "div",
      {
        class: "entry",
        role: "menuitem",
        tabindex: -1,
        ...(entry.key && { "aria-keyshortcuts": entry.key }),
      },
      html("span", {}, entry.label),
      html("span", { class: "key", "aria-hidden": true }, shownKey(entry.key ?? "")),
    );
    item.addEventListener("pointermove", () => item.focus());
    item.addEventListener("click", () => {
      this.close();
      entry.run();
    });
    return item;
  }

  #items(): HTMLElement[] {
    return [...this.#element.querySelectorAll<HTMLElement>("[role=menuitem]")];
  }

  #key(event: KeyboardEvent): void {
    const items = this.#items();
    const at = items.findIndex((item) => item.matches(":focus"));
    const go = (to: number) => items[(to + items.length) % items.length]?.focus();
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      Home: () => go(0),
      End: () => go(-1),
      Enter: () => items[at]?.click(),
      " ": () => items[at]?.click(),
      Escape: () => this.close(),
      Tab: () => this.close(),
    };
    const action = actions[event.key];
    event.stopPropagation();
    if (action) {
      event.preventDefault();
      action();
    } else if (event.key.length === 1) {
      this.#startingWith(event.key, items, at);
    }
  }

  /** The next entry that begins with what was typed. */
  #startingWith(letter: string, items: readonly HTMLElement[], at: number): void {
    const wanted = letter.toLowerCase();
    const order = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    order.find((item) => item.textContent?.toLowerCase().startsWith(wanted))?.focus();
  }
}
