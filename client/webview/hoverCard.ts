import type { PictureNode } from "../../server/src/flowProtocol";
import { html } from "./dom";
import { icon } from "./icons";
import { type Block, type Piece, parseMarkdown } from "./markdown";

/** How long the pointer must rest on something before it is told about, in milliseconds. */
const DELAY = 350;

/** How long the card stays when the pointer has left for it, in milliseconds. */
const GRACE = 150;

/** How far the card is from what it tells about, in pixels. */
const GAP = 6;

/** What is shown beside a node while the pointer rests on it: its problems, and what the editor's hover says. */
export class HoverCard {
  readonly #element = html("div", { class: "hover", role: "tooltip", hidden: true });
  #key: string | undefined;
  #timer: number | undefined;
  #anchor: Element | undefined;

  constructor(
    parent: HTMLElement,
    private readonly ask: (key: string) => void,
  ) {
    parent.append(this.#element);
    this.#element.addEventListener("pointerenter", () => clearTimeout(this.#timer));
    this.#element.addEventListener("pointerleave", () => this.leave());
  }

  /** The pointer is on a node or a label. */
  enter(key: string, anchor: Element): void {
    if (this.#key === key) {
      if (!this.#element.hidden) {
        clearTimeout(this.#timer);
      }
      return;
    }
    this.hide();
    this.#key = key;
    this.#anchor = anchor;
    this.#timer = window.setTimeout(() => this.ask(key), DELAY);
  }

  /** The pointer went elsewhere; onto the card it may go. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.hide(), GRACE);
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.#key = undefined;
    this.#element.hidden = true;
  }

  /** Shows what was asked for, if it is still wanted. */
  show(key: string, markdown: readonly string[], node: PictureNode | undefined): void {
    if (this.#key !== key || !this.#anchor?.isConnected) {
      return;
    }
    const facts = factsOf(node);
    const blocks = markdown.flatMap((text, at) => [
      ...(at > 0 || facts.length > 0 ? [html("hr")] : []),
      ...parseMarkdown(text).map(elementOf),
    ]);
    if (facts.length + blocks.length === 0) {
      return;
    }
    this.#element.replaceChildren(...facts, ...blocks);
    this.#element.hidden = false;
    this.#place(this.#anchor.getBoundingClientRect());
  }

  /** Below what it tells about, or above it where there is no room. */
  #place(anchor: DOMRect): void {
    const { offsetWidth: width, offsetHeight: height } = this.#element;
    const room = document.documentElement;
    const left = Math.max(GAP, Math.min(anchor.left, room.clientWidth - width - GAP));
    const below = anchor.bottom + GAP;
    const top = below + height > room.clientHeight ? Math.max(GAP, anchor.top - GAP - height) : below;
    this.#element.style.left = `${left}px`;
    this.#element.style.top = `${top}px`;
  }
}

/** What is wrong with a node, and what of it differs from what it is compared with. */
function factsOf(node: PictureNode | undefined): HTMLElement[] {
  const { severity, problems = [], differs = [] } = node ?? {};
  const faults = severity ? problems : [];
  return [
    ...faults.map((text, at) =>
      html(
        "p",
        { class: `problem ${at === 0 ? severity : ""}` },
        icon(severity ?? "hint"),
        html("span", {}, text),
      ),
    ),
    ...(differs.length > 0 ? [html("p", {}, `Differs in ${differs.join(", ")}.`)] : []),
  ];
}

function elementOf(block: Block): HTMLElement {
  switch (block.kind) {
    case "text":
      return html(
        "p",
        {},
        ...block.lines.flatMap((line, at) => [...(at > 0 ? [html("br")] : []), ...line.map(pieceOf)]),
      );
    case "item":
      return html("p", { class: "item" }, ...block.pieces.map(pieceOf));
    case "code":
      return html("pre", {}, block.text);
    case "rule":
      return html("hr");
  }
}

function pieceOf({ text, style, link }: Piece): Node | string {
  // VS Code opens links outside of the page, as it does everywhere.
  return link === undefined ? (style ? html(style, {}, text) : text) : html("a", { href: link }, text);
}
