import type { Box, Picture, PictureEdge, PictureNode } from "../flowProtocol";
import { fitted } from "./measure";
import { pathOf } from "./path";
import type { Theme } from "./themes";
import { attributes, element, type Markup, text } from "./xml";

const TITLE_SIZE = 13;
const TEXT_SIZE = 11;
/** How much wider a text is in semi-bold letters. */
const BOLD = 1.13;
/** From a box to what is in it. */
const PADDING = 12;

/** What a picture looks like and is called. */
export interface SvgOptions {
  readonly theme: Theme;
  /** Said to those who do not see it. */
  readonly title: string;
}

/** A picture as an SVG file that needs nothing besides itself. */
export function svgOf(picture: Picture, { theme, title }: SvgOptions): string {
  const painter = new Painter(picture, theme);
  const { width, height } = picture;
  const body = [
    element("title", { id: "flow-title" }, text(title)),
    element("desc", { id: "flow-description" }, text(descriptionOf(picture))),
    element("defs", {}, ...painter.markers()),
    element("rect", { width, height, fill: theme.background }),
    ...painter.lanes(),
    ...picture.edges.map((edge) => painter.edge(edge)),
    ...picture.edges.map((edge) => painter.label(edge)),
    ...picture.nodes.map((node) => painter.node(node)),
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
  return `<svg${attributes(root)}>\n${body.join("\n")}\n</svg>\n`;
}

/** The whole picture in words: what each step is and where it leads. */
function descriptionOf({ nodes }: Picture): string {
  return nodes
    .filter(({ kind }) => kind === "start" || kind === "step" || kind === "more")
    .map(({ description }) => description)
    .join(" ");
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
    const colours = new Set(this.picture.edges.map((edge) => this.#lineColour(edge)));
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

  /** What is alone needs no frame. */
  lanes(): Markup[] {
    const { lanes } = this.picture;
    const { border, muted } = this.theme;
    return lanes.length < 2
      ? []
      : lanes.map(({ title, box }) =>
          element(
            "g",
            {},
            element("rect", { ...box, rx: 8, fill: "none", stroke: border, "stroke-dasharray": "2 3" }),
            element(
              "text",
              { x: box.x + PADDING, y: box.y + 18, fill: muted, "font-family": this.theme.codeFont },
              text(title),
            ),
          ),
        );
  }

  edge(edge: PictureEdge): Markup {
    const stroke = this.#lineColour(edge);
    return element("path", {
      d: pathOf(edge.points),
      fill: "none",
      stroke,
      "stroke-width": 1.25,
      "marker-end": `url(#${markerOf(stroke)})`,
      "stroke-dasharray": edge.kind === "goto" || edge.kind === "rescue" ? "5 4" : undefined,
      opacity: this.#nodes.get(edge.from)?.isUnreachable ? 0.5 : undefined,
    });
  }

  label({ label, labelBox, from, ...edge }: PictureEdge): Markup {
    if (label === undefined || !labelBox) {
      return "";
    }
    const { background, foreground } = this.theme;
    const { x, y, width, height } = labelBox;
    return element(
      "g",
      { opacity: this.#nodes.get(from)?.isUnreachable ? 0.5 : undefined },
      element("rect", { x, y, width, height, rx: 4, fill: background }),
      element(
        "text",
        {
          x: x + width / 2,
          y: y + height / 2 + 4,
          fill: edge.change ? this.theme[edge.change] : foreground,
          "text-anchor": "middle",
        },
        element("title", {}, text(label)),
        text(fitted(label, TEXT_SIZE, width)),
      ),
    );
  }

  node(node: PictureNode): Markup {
    const parts = node.kind === "step" ? this.#step(node) : this.#pill(node);
    return element(
      "g",
      { opacity: node.isUnreachable || node.change === "removed" ? 0.55 : undefined },
      element("title", {}, text(node.description)),
      ...parts,
    );
  }

  #step(node: PictureNode): Markup[] {
    const { box, title, action, app, detail, severity, hidden } = node;
    const { foreground, muted, codeFont } = this.theme;
    const x = box.x + PADDING;
    const room = box.width - 2 * PADDING;
    const lines = [action && app ? `${action} · ${app}` : action, detail, hidden && `+ ${steps(hidden)}`];
    const inked = severity && severity !== "hint" ? this.theme[severity] : undefined;
    return [
      ...(node.isCollapsed ? [this.#frame(node, { ...box, x: box.x + 4, y: box.y + 4 })] : []),
      this.#frame(node, box),
      ...(inked
        ? [element("circle", { cx: box.x + box.width - 12, cy: box.y + 14, r: 5, fill: inked })]
        : []),
      element(
        "text",
        { x, y: box.y + 20, fill: foreground, "font-size": TITLE_SIZE, "font-weight": 600 },
        text(fitted(title, BOLD * TITLE_SIZE, room - (inked ? 12 : 0))),
      ),
      ...lines
        .filter((line) => line !== undefined && line !== 0)
        .map((line, at) =>
          element(
            "text",
            {
              x,
              y: box.y + 38 + at * 17,
              fill: line === detail ? foreground : muted,
              "font-family": line === action ? codeFont : undefined,
            },
            text(fitted(String(line), TEXT_SIZE, room)),
          ),
        ),
    ];
  }

  #frame({ severity, change, isUnreachable }: PictureNode, box: Box): Markup {
    const { card, border } = this.theme;
    const marked = change ?? (severity === "hint" ? undefined : severity);
    return element("rect", {
      ...box,
      rx: 6,
      fill: card,
      stroke: marked ? this.theme[marked] : border,
      "stroke-width": marked ? 1.5 : 1,
      "stroke-dasharray": isUnreachable || change === "removed" ? "4 3" : undefined,
    });
  }

  #pill({ kind, box, title, detail, change }: PictureNode): Markup[] {
    const { card, background, border, foreground, muted } = this.theme;
    const isFilled = kind === "start" || kind === "branch";
    const shown = kind === "jump" ? `↪ ${title}` : title;
    const middle = box.y + box.height / 2;
    const centred = { x: box.x + box.width / 2, "text-anchor": "middle" };
    return [
      element("rect", {
        ...box,
        rx: Math.min(box.height / 2, 14),
        fill: isFilled ? card : background,
        stroke: change ? this.theme[change] : border,
        "stroke-dasharray": kind === "jump" || kind === "branch" ? "4 3" : undefined,
      }),
      element(
        "text",
        { ...centred, y: detail ? middle - 3 : middle + 4, fill: foreground },
        text(fitted(shown, TEXT_SIZE, box.width - 16)),
      ),
      ...(detail
        ? [
            element(
              "text",
              { ...centred, y: middle + 12, fill: muted },
              text(fitted(detail, TEXT_SIZE, box.width - 16)),
            ),
          ]
        : []),
    ];
  }

  #lineColour({ change }: PictureEdge): string {
    return change ? this.theme[change] : this.theme.line;
  }
}

function markerOf(colour: string): string {
  return `arrow-${colour.replace(/[^\w]/g, "")}`;
}

function steps(count: number): string {
  return `${count} ${count === 1 ? "step" : "steps"}`;
}
