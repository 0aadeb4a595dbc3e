import type {
  Picture,
  PictureChange,
  PictureEdge,
  PictureLane,
  PictureNode,
} from "../../server/src/flowProtocol";
import type { OutlinePlace, PictureMessage } from "../src/flow/messages";
import { setAttributes, svg } from "./dom";
import { iconPath } from "./icons";
import { headOf, pathOf } from "./line";
import { drawNode, type NodeFonts } from "./nodeShape";
import { TextFitter } from "./text";
import { Walk } from "./walk";

/** One part that is drawn, and what it was drawn from. */
interface Drawn {
  readonly group: SVGGElement;
  signature: string;
}

/**
 * The picture in the page. What is the same in the next picture stays the same element, so that it keeps the focus
 * and nothing flickers.
 */
export class Drawing {
  readonly world = svg("g", { class: "world" });
  readonly #lanes = svg("g", { class: "lanes", "aria-hidden": true });
  readonly #lines = svg("g", { class: "lines", "aria-hidden": true });
  readonly #stops = svg("g", { class: "stops", role: "presentation" });
  readonly #drawn = new Map<string, Drawn>();
  readonly #drawnLines = new Map<string, Drawn>();
  readonly #fitter = new TextFitter();
  #message: PictureMessage | undefined;
  #walk = new Walk(EMPTY);

  constructor() {
    this.world.append(this.#lanes, this.#lines, this.#stops);
  }

  get walk(): Walk {
    return this.#walk;
  }

  get message(): PictureMessage | undefined {
    return this.#message;
  }

  /** The element of a node or a label. */
  element(key: string): SVGGElement | undefined {
    return this.#drawn.get(key)?.group;
  }

  /** The element of a line. */
  line(key: string): SVGGElement | undefined {
    return this.#drawnLines.get(key)?.group;
  }

  elements(): Iterable<readonly [string, SVGGElement]> {
    return [...this.#drawn].map(([key, { group }]) => [key, group] as const);
  }

  draw(message: PictureMessage): void {
    this.#message = message;
    this.#walk = new Walk(message.picture);
    this.#lanes.replaceChildren(...message.picture.lanes.flatMap(laneOf));
    this.#drawLines(message.picture.edges);
    this.#drawStops(message);
  }

  /** Draws all anew, as when the fonts have changed. */
  redraw(): void {
    this.#fitter.clear();
    this.#drawn.forEach((drawn) => {
      drawn.signature = "";
    });
    if (this.#message) {
      this.draw(this.#message);
    }
  }

  /** Takes away what was drawn. */
  clear(): void {
    this.#message = undefined;
    this.#walk = new Walk(EMPTY);
    this.#drawn.clear();
    this.#drawnLines.clear();
    for (const layer of [this.#lanes, this.#lines, this.#stops]) {
      layer.replaceChildren();
    }
  }

  #drawLines(edges: readonly PictureEdge[]): void {
    const groups = edges.map((edge) => {
      const drawn = reuse(this.#drawnLines, edge.key);
      const signature = JSON.stringify([edge.points, edge.kind, edge.change]);
      if (drawn.signature !== signature) {
        drawn.signature = signature;
        drawLine(drawn.group, edge);
      }
      return drawn.group;
    });
    arrange(this.#lines, groups);
    forget(this.#drawnLines, new Set(edges.map(({ key }) => key)));
  }

  #drawStops({ outline }: PictureMessage): void {
    const fonts = fontsOf(document.body);
    const keys = this.#walk.stops();
    const groups = keys.map((key) => {
      const drawn = reuse(this.#drawn, key);
      const node = this.#walk.node(key);
      const label = this.#walk.label(key);
      const signature = JSON.stringify([node ?? label, outline[key]]);
      if (drawn.signature !== signature) {
        drawn.signature = signature;
        this.#drawStop(drawn.group, node, label, outline[key], fonts);
      }
      return drawn.group;
    });
    arrange(this.#stops, groups);
    forget(this.#drawn, new Set(keys));
  }

  #drawStop(
    group: SVGGElement,
    node: PictureNode | undefined,
    label: PictureEdge | undefined,
    place: OutlinePlace | undefined,
    fonts: NodeFonts,
  ): void {
    if (node) {
      drawNode(group, node, place, fonts, this.#fitter);
    } else if (label) {
      drawLabel(group, label, this.#walk.node(label.to)?.title ?? "", place);
    }
  }
}

const EMPTY = {
  direction: "down",
  width: 0,
  height: 0,
  lanes: [],
  nodes: [],
  edges: [],
  total: 0,
  isWhole: true,
} as const;

function laneOf({ key, title, box }: PictureLane): SVGElement[] {
  return [
    svg("rect", {
      class: `lane lane-${key}`,
      x: box.x,
      y: box.y,
      width: box.width,
      height: box.height,
      rx: 8,
    }),
    svg("text", { class: `lane-title lane-${key}`, x: box.x + 16, y: box.y + 19 }, title),
  ];
}

function drawLine(group: SVGGElement, { points, kind, change, key }: PictureEdge): void {
  setAttributes(group, { class: `line ${kind}${change ? ` is-${change}` : ""}`, "data-line": key });
  group.replaceChildren(
    svg("path", { class: "stroke", d: pathOf(points) }),
    svg("path", { class: "head", d: headOf(points) }),
  );
}

function drawLabel(
  group: SVGGElement,
  { key, label = "", labelBox, kind, change, from }: PictureEdge,
  to: string,
  place: OutlinePlace | undefined,
): void {
  const box = labelBox ?? { x: 0, y: 0, width: 0, height: 0 };
  setAttributes(group, {
    class: `label ${kind}${change ? ` is-${change}` : ""}`,
    transform: `translate(${box.x} ${box.y})`,
    role: "treeitem",
    "aria-label": `${label}: ${to}`,
    "aria-level": place?.level ?? 2,
    "aria-posinset": place?.position,
    "aria-setsize": place?.count,
    "data-key": key,
    "data-from": from,
  });
  const shape = { width: box.width, height: box.height, rx: box.height / 2 };
  const ring = { x: -3, y: -3, width: box.width + 6, height: box.height + 6, rx: box.height / 2 + 3 };
  const middle = { x: box.width / 2, y: box.height / 2 + 4, "text-anchor": "middle", "aria-hidden": true };
  group.replaceChildren(
    svg("rect", { class: "ring", ...ring }),
    svg("rect", { class: "card", ...shape }),
    svg("text", middle, label),
    ...(change
      ? [
          svg("path", {
            class: "change",
            d: iconPath(change),
            transform: `translate(${box.width - 4} -6) scale(0.7)`,
          }),
        ]
      : []),
  );
}

function reuse(known: Map<string, Drawn>, key: string): Drawn {
  const drawn = known.get(key) ?? { group: svg("g"), signature: "" };
  known.set(key, drawn);
  return drawn;
}

function forget(known: Map<string, Drawn>, wanted: ReadonlySet<string>): void {
  for (const key of known.keys()) {
    if (!wanted.has(key)) {
      known.delete(key);
    }
  }
}

/** Has an element hold these children in this order. Those that are in place already are not touched. */
function arrange(parent: Element, children: readonly Element[]): void {
  const wanted = new Set(children);
  for (const child of [...parent.children]) {
    if (!wanted.has(child)) {
      child.remove();
    }
  }
  let at = parent.firstElementChild;
  for (const child of children) {
    if (child === at) {
      at = at.nextElementSibling;
    } else {
      parent.insertBefore(child, at);
    }
  }
}

/** The fonts of the style sheet, as texts are measured with them. */
function fontsOf(body: Element): NodeFonts {
  const style = getComputedStyle(body);
  const value = (name: string) => style.getPropertyValue(name).trim();
  const family = style.fontFamily;
  return {
    title: `600 13px ${family}`,
    small: `11px ${family}`,
    code: `11px ${value("--flow-code-font") || "monospace"}`,
  };
}

/** How many steps of a picture differ in which way. */
export function countChanges({ nodes }: Picture): Readonly<Record<PictureChange, number>> {
  const counts = { added: 0, removed: 0, changed: 0 };
  for (const { kind, change } of nodes) {
    if (kind === "step" && change) {
      counts[change] += 1;
    }
  }
  return counts;
}
