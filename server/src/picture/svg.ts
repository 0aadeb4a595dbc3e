import type { Picture, PictureEdge, PictureNode } from "../flowProtocol";
import { fitted } from "./measure";
import { pathOf } from "./path";
import { nodeMarkup, TEXT_SIZE } from "./svgNode";
import type { Theme } from "./themes";
import { attributes, element, type Markup, text } from "./xml";

/** What a picture looks like and is called. */
export interface SvgOptions {
  readonly theme: Theme;
  /** Said to those who do not see it. */
  readonly title: string;
}

/** A picture as an SVG file that needs nothing besides itself. */
export function svgOf(picture: Picture, { theme, title }: SvgOptions): string {
  const { width, height, nodes } = picture;
  const painter = new Painter(picture, theme);
  // What is gone lies below what is there.
  const edges = [...picture.edges].sort((a, b) => Number(isGone(b)) - Number(isGone(a)));
  const body = [
    element("title", { id: "flow-title" }, text(title)),
    element("desc", { id: "flow-description" }, text(descriptionOf(picture))),
    element("defs", {}, ...painter.markers()),
    element("rect", { width, height, fill: theme.background }),
    ...painter.lanes(),
    ...edges.map((edge) => painter.line(edge)),
    ...edges.map((edge) => painter.label(edge)),
    ...nodes.map((node) => nodeMarkup(node, theme)),
  ];
  const root = {
    xmlns: "http://www.w3.org/2000/svg",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-labelledby": "flow-title flow-description",
    "font-family": theme.font,
    "font-size": TEXT_SIZE,
  };
  return `<svg${attributes(root)}>\n${body.filter((markup) => markup !== "").join("\n")}\n</svg>\n`;
}

/** The whole picture in words: what each step is and where it leads. */
function descriptionOf({ nodes }: Picture): string {
  return nodes
    .filter(({ kind }) => kind !== "end" && kind !== "jump")
    .map(({ description }) => description)
    .join(" ");
}

function isGone({ change }: PictureEdge): boolean {
  return change === "removed";
}

class Painter {
  readonly #nodes: ReadonlyMap<string, PictureNode>;

  constructor(
    private readonly picture: Picture,
    private readonly theme: Theme,
  ) {
    this.#nodes = new Map(picture.nodes.map((node) => [node.key, node]));
  }

  /** Arrow heads in the colours that lines have. */
  markers(): Markup[] {
    const colours = new Set(this.picture.edges.map((edge) => this.#colourOf(edge)));
    return [...colours].map((fill) =>
      element(
        "marker",
        {
          id: markerOf(fill),
          viewBox: "0 0 8 8",
          refX: 7,
          refY: 4,
          markerWidth: 8,
          markerHeight: 8,
          markerUnits: "userSpaceOnUse",
          orient: "auto",
        },
        element("path", { d: "M0 0.5 L8 4 L0 7.5 Z", fill }),
      ),
    );
  }

  /** The frames of the lanes; one that is alone needs none. */
  lanes(): Markup[] {
    const { border, muted, codeFont } = this.theme;
    const { lanes } = this.picture;
    return (lanes.length > 1 ? lanes : []).map(({ title, box }) =>
      element(
        "g",
        {},
        element("rect", { ...box, rx: 8, fill: "none", stroke: border, "stroke-dasharray": "2 3" }),
        element("text", { x: box.x + 12, y: box.y + 18, fill: muted, "font-family": codeFont }, text(title)),
      ),
    );
  }

  line(edge: PictureEdge): Markup {
    const stroke = this.#colourOf(edge);
    return element("path", {
      d: pathOf(edge.points),
      fill: "none",
      stroke,
      "stroke-width": 1.25,
      "stroke-dasharray": edge.kind === "goto" || edge.kind === "rescue" ? "5 4" : undefined,
      "marker-end": `url(#${markerOf(stroke)})`,
      opacity: this.#opacityOf(edge),
    });
  }

  label(edge: PictureEdge): Markup {
    const { label, labelBox: box, change } = edge;
    if (label === undefined || !box) {
      return "";
    }
    const { background, foreground } = this.theme;
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2 + 4;
    return element(
      "g",
      { opacity: this.#opacityOf(edge) },
      element("rect", { ...box, rx: 4, fill: background }),
      element(
        "text",
        { x, y, fill: change ? this.theme[change] : foreground, "text-anchor": "middle" },
        element("title", {}, text(label)),
        text(fitted(label, TEXT_SIZE, box.width)),
      ),
    );
  }

  /** Where nothing comes is drawn paler. */
  #opacityOf({ from }: PictureEdge): number | undefined {
    return this.#nodes.get(from)?.isUnreachable ? 0.5 : undefined;
  }

  #colourOf({ change }: PictureEdge): string {
    return change ? this.theme[change] : this.theme.line;
  }
}

function markerOf(colour: string): string {
  return `arrow-${colour.replace(/[^\w]/g, "")}`;
}
