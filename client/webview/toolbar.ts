import type { FlowDirection } from "../../server/src/flowProtocol";
import { html } from "./dom";
import { type IconName, icon } from "./icons";

/** What the buttons do. */
export interface ToolbarActions {
  zoomBy(steps: number): void;
  resetZoom(): void;
  fit(): void;
  turn(): void;
  search(): void;
  export(): void;
  pin(): void;
  endComparison(): void;
}

const TURN = {
  down: { icon: "right", label: "Draw from Left to Right" },
  right: { icon: "down", label: "Draw from Top to Bottom" },
} as const;

/** The bar above the picture, and the buttons for the zoom on it. */
export class Toolbar {
  readonly bar = html("header", { class: "bar" });
  readonly zoom = html("div", { class: "zoom", role: "group", "aria-label": "Zoom" });
  readonly #title = html("span", { class: "title" });
  readonly #comparison = html("span", { class: "comparison", hidden: true });
  readonly #percent: HTMLButtonElement;
  readonly #turn: HTMLButtonElement;
  readonly #pin: HTMLButtonElement;

  constructor(private readonly actions: ToolbarActions) {
    this.#turn = button("right", TURN.down.label, () => actions.turn());
    this.#pin = button("pin", "Stay on This Workflow", () => actions.pin());
    this.#percent = html("button", { type: "button", class: "percent", title: "Actual Size" });
    this.#percent.addEventListener("click", () => actions.resetZoom());
    this.bar.append(
      this.#title,
      this.#comparison,
      html("span", { class: "space" }),
      button("search", "Search (/)", () => actions.search()),
      this.#turn,
      button("export", "Export…", () => actions.export()),
      this.#pin,
    );
    this.zoom.append(
      button("zoomOut", "Zoom Out (-)", () => actions.zoomBy(-1)),
      this.#percent,
      button("zoomIn", "Zoom In (+)", () => actions.zoomBy(1)),
      button("fit", "Fit (0)", () => actions.fit()),
    );
  }

  setZoom(zoom: number): void {
    const percent = `${Math.round(zoom * 100)} %`;
    if (this.#percent.textContent !== percent) {
      this.#percent.textContent = percent;
      this.#percent.setAttribute("aria-label", `Actual Size (now ${percent})`);
    }
  }

  setTitle(title: string): void {
    this.#title.textContent = title;
    this.#title.title = title;
  }

  setDirection(direction: FlowDirection): void {
    const { icon: name, label } = TURN[direction];
    this.#turn.replaceChildren(icon(name));
    this.#turn.title = label;
    this.#turn.setAttribute("aria-label", label);
  }

  setPinned(isPinned: boolean): void {
    this.#pin.setAttribute("aria-pressed", String(isPinned));
  }

  /** What it is compared with, and how much of what kind is different; undefined when it is not compared. */
  setComparison(comparedWith: string | undefined, counts: Readonly<Record<string, number>>): void {
    this.#comparison.hidden = comparedWith === undefined;
    const kinds = Object.entries(counts).filter(([, count]) => count > 0);
    const parts = kinds.map(([kind, count]) =>
      html("span", { class: `count is-${kind}` }, icon(kind as IconName), `${count} ${kind}`),
    );
    this.#comparison.replaceChildren(
      html("span", {}, `Against ${comparedWith ?? ""}:`),
      ...(parts.length > 0 ? parts : [html("span", {}, "no differences")]),
      button("close", "End the Comparison", () => this.actions.endComparison()),
    );
  }
}

/** A button that is only an icon, with what it does as its name. */
export function button(name: IconName, label: string, run: () => void): HTMLButtonElement {
  const element = html("button", { type: "button", title: label, "aria-label": label }, icon(name));
  element.addEventListener("click", run);
  return element;
}
