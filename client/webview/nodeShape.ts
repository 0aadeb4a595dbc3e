import type { PictureNode } from "../../server/src/flowProtocol";
import type { OutlinePlace } from "../src/flow/messages";
import { setAttributes, svg } from "./dom";
import { iconPath } from "./icons";
import type { TextFitter } from "./text";

/** What is drawn of a node beside what the server tells of it. */
export interface NodeFonts {
  readonly title: string;
  readonly small: string;
  readonly code: string;
}

/** Space inside of a card, to its sides. */
const PADDING = 12;
const ICON = 14;
/** How high the button is that folds branches. */
const FOLD = 16;

/** Where the name stands: its baseline from the upper edge; and how far below each other the lines are. */
const TITLE = 20;
const LINE = 18;

/** How high the chip of a state is, and how far above the baseline of its text it begins. */
const CHIP = { height: 17, above: 12 };

/** Draws a node into its group. */
export function drawNode(
  group: SVGGElement,
  node: PictureNode,
  place: OutlinePlace | undefined,
  fonts: NodeFonts,
  fitter: TextFitter,
): void {
  setAttributes(group, {
    class: classesOf(node),
    transform: `translate(${node.box.x} ${node.box.y})`,
    role: "treeitem",
    "aria-label": node.description,
    "aria-level": place?.level ?? 1,
    "aria-posinset": place?.position,
    "aria-setsize": place?.count,
    "aria-expanded": node.isCollapsed === undefined ? undefined : !node.isCollapsed,
    "data-key": node.key,
  });
  group.replaceChildren(
    ...(node.kind === "step" ? cardOf(node, fonts, fitter) : pillOf(node, fonts, fitter)),
  );
}

function classesOf({ kind, isUnreachable, severity, change, isCollapsed, lane }: PictureNode): string {
  return [
    "node",
    kind,
    `lane-${lane}`,
    isUnreachable && "unreachable",
    isCollapsed && "collapsed",
    severity && `has-${severity}`,
    change && `is-${change}`,
  ]
    .filter(Boolean)
    .join(" ");
}

function cardOf(node: PictureNode, fonts: NodeFonts, fitter: TextFitter): SVGElement[] {
  const { width, height } = node.box;
  const { title, action, app, detail, severity, change, isCollapsed, hidden = 0 } = node;
  const marks: SVGElement[] = [];
  let right = width - PADDING;
  if (severity) {
    right -= ICON;
    marks.push(mark(severity, right, 8, `severity ${severity}`));
    right -= 6;
  }
  if (change) {
    right -= ICON;
    marks.push(mark(change, right, 8, "change"));
    right -= 6;
  }
  const titleText = text("title", PADDING, TITLE, fitter.fit(title, fonts.title, right - PADDING));
  const parts: SVGElement[] = [...surface(width, height, 6), ...stack(node), titleText, ...marks];
  let y = TITLE;
  if (action) {
    y += LINE;
    parts.push(...actionLine(action, app, width, y, fonts, fitter));
  }
  if (detail) {
    y += LINE;
    parts.push(detailLine(detail, action, width, y, fonts, fitter));
  }
  if (isCollapsed) {
    parts.push(text("folded", PADDING, y + LINE, `${hidden} ${hidden === 1 ? "step" : "steps"} folded`));
  }
  if (isCollapsed !== undefined) {
    parts.push(fold(node));
  }
  return parts;
}

/** The action in the font of code, and behind it, as far as there is room, the name of its app. */
function actionLine(
  action: string,
  app: string | undefined,
  width: number,
  y: number,
  fonts: NodeFonts,
  fitter: TextFitter,
): SVGElement[] {
  const room = width - 2 * PADDING;
  const shown = fitter.fit(action, fonts.code, room);
  const line = [text("action", PADDING, y, shown)];
  const left = room - fitter.widthOf(shown, fonts.code) - 12;
  if (app && left > 36) {
    const name = text("app", width - PADDING, y, fitter.fit(app, fonts.small, left));
    name.setAttribute("text-anchor", "end");
    line.push(name);
  }
  return line;
}

/** What of the config tells most; a state on a chip of its colour. */
function detailLine(
  detail: string,
  action: string | undefined,
  width: number,
  y: number,
  fonts: NodeFonts,
  fitter: TextFitter,
): SVGElement {
  const isState = action === "silo.state";
  const inset = isState ? 8 : 0;
  const shown = fitter.fit(detail, fonts.small, width - 2 * PADDING - 2 * inset);
  const label = text("detail", PADDING + inset, y, shown);
  if (!isState) {
    return label;
  }
  const { height, above } = CHIP;
  const chip = { x: PADDING, y: y - above, width: fitter.widthOf(shown, fonts.small) + 2 * inset, height };
  const name = detail.replace(/[^a-z]/gi, "").toLowerCase();
  return svg("g", { class: `chip state-${name}` }, svg("rect", { ...chip, rx: height / 2 }), label);
}

/** Starts, ends, jumps and folded branches: one line in a rounded box. */
function pillOf(node: PictureNode, fonts: NodeFonts, fitter: TextFitter): SVGElement[] {
  const { width, height } = node.box;
  const { title, detail, change } = node;
  const room = width - 16;
  const line = (className: string, y: number, shown: string, font: string) => {
    const element = text(className, width / 2, y, fitter.fit(shown, font, room));
    element.setAttribute("text-anchor", "middle");
    return element;
  };
  const first = detail ? height / 2 - 4 : height / 2 + 4;
  const parts = [
    ...surface(width, height, Math.min(height / 2, 14)),
    line("title", first, title, fonts.small),
  ];
  if (detail) {
    parts.push(line("detail", first + 16, detail, fonts.small));
  }
  if (change) {
    parts.push(mark(change, width - ICON - 6, (height - ICON) / 2, "change"));
  }
  return parts;
}

/** The ring that shows the focus, the card itself, and what marks the cursor. */
function surface(width: number, height: number, radius: number): SVGElement[] {
  const ring = { x: -4, y: -4, width: width + 8, height: height + 8, rx: radius + 4 };
  return [
    svg("rect", { class: "ring", ...ring }),
    svg("rect", { class: "card", width, height, rx: radius }),
    svg("rect", { class: "cursor-bar", x: 0, y: 8, width: 3, height: Math.max(0, height - 16), rx: 1.5 }),
  ];
}

/** What is folded looks like a stack of cards. */
function stack({ box, isCollapsed }: PictureNode): SVGElement[] {
  return isCollapsed
    ? [
        svg("path", {
          class: "stack",
          d: `M6 ${box.height + 3}h${box.width - 12}M12 ${box.height + 6}h${box.width - 24}`,
        }),
      ]
    : [];
}

/** The button that folds and unfolds the branches of a step, on the lower edge of its card. */
function fold({ box, isCollapsed }: PictureNode): SVGElement {
  const x = box.width - PADDING - FOLD;
  const y = box.height - FOLD / 2;
  const arrow = svg("path", {
    class: "arrow",
    d: iconPath(isCollapsed ? "folded" : "unfolded"),
    transform: `translate(${x + 3} ${y + 3}) scale(0.625)`,
  });
  const shape = svg("rect", { x, y, width: FOLD, height: FOLD, rx: FOLD / 2 });
  return svg("g", { class: "fold", "data-action": "fold", "aria-hidden": true }, shape, arrow);
}

function mark(
  name: "error" | "warning" | "information" | "hint" | "added" | "removed" | "changed",
  x: number,
  y: number,
  className: string,
): SVGElement {
  const scale = ICON / 16;
  return svg("path", {
    class: className,
    d: iconPath(name),
    transform: `translate(${x} ${y}) scale(${scale})`,
  });
}

function text(className: string, x: number, y: number, content: string): SVGTextElement {
  // The name of the node says all of it.
  return svg("text", { class: className, x, y, "aria-hidden": true }, content);
}
