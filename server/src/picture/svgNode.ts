import type { Box, PictureNode } from "../flowProtocol";
import { stepCount } from "./folds";
import { fitted, widthOf } from "./measure";
import type { Theme } from "./themes";
import { type Attributes, element, type Markup, text } from "./xml";

const TITLE_SIZE = 13;
export const TEXT_SIZE = 11;
/** How much wider a text is in semi-bold letters. */
const BOLD = 1.13;
/** From a box to what is in it. */
const PADDING = 12;
const LINE_HEIGHT = 17;
/** From the top of a box to the foot of its title, and to that of the line below. */
const TITLE_FOOT = 20;
const TEXT_FOOT = 38;

/** A node with all that is said of it. */
export function nodeMarkup(node: PictureNode, theme: Theme): Markup {
  return element(
    "g",
    { opacity: node.isUnreachable || node.change === "removed" ? 0.55 : undefined },
    element("title", {}, text(node.description)),
    ...(node.kind === "step" ? card(node, theme) : sign(node, theme)),
  );
}

/** A step: its name, and below that the action, what its config tells most, and what is folded into it. */
function card(node: PictureNode, theme: Theme): Markup[] {
  const { box, action, app, detail, hidden, isCollapsed } = node;
  const lines: { readonly line: string | undefined; readonly look: Attributes }[] = [
    { line: action && app ? `${action} · ${app}` : action, look: { fill: theme.muted } },
    { line: detail, look: { fill: theme.foreground } },
    { line: isCollapsed ? `+ ${stepCount(hidden ?? 0)}` : undefined, look: { fill: theme.muted } },
  ];
  return [
    // Another card behind it stands for what is folded.
    ...(isCollapsed ? [frame(node, { ...box, x: box.x + 4, y: box.y + 4 }, theme)] : []),
    frame(node, box, theme),
    ...heading(node, theme),
    ...lines
      .filter(({ line }) => line !== undefined)
      .map(({ line = "", look }, at) =>
        element(
          "text",
          { x: box.x + PADDING, y: box.y + TEXT_FOOT + at * LINE_HEIGHT, ...look },
          text(fitted(line, TEXT_SIZE, box.width - 2 * PADDING)),
        ),
      ),
  ];
}

/** The name of a step and, at its right, how it has changed or how bad its worst problem is. */
function heading({ box, title, change, severity }: PictureNode, theme: Theme): Markup[] {
  const right = box.x + box.width - PADDING;
  const y = box.y + TITLE_FOOT;
  const mark = change
    ? element("text", { x: right, y, fill: theme[change], "text-anchor": "end" }, text(change))
    : severity && severity !== "hint"
      ? element("circle", { cx: right - 1, cy: y - 5, r: 5, fill: theme[severity] })
      : "";
  const taken = change ? widthOf(change, TEXT_SIZE) + 8 : mark === "" ? 0 : 12;
  const room = box.width - 2 * PADDING - taken;
  return [
    element(
      "text",
      { x: box.x + PADDING, y, fill: theme.foreground, "font-size": TITLE_SIZE, "font-weight": 600 },
      text(fitted(title, BOLD * TITLE_SIZE, room)),
    ),
    mark,
  ];
}

function frame({ severity, change, isUnreachable }: PictureNode, box: Box, theme: Theme): Markup {
  const marked = change ?? (severity === "hint" ? undefined : severity);
  return element("rect", {
    ...box,
    rx: 6,
    fill: theme.card,
    stroke: marked ? theme[marked] : theme.border,
    "stroke-width": marked ? 1.5 : 1,
    "stroke-dasharray": isUnreachable || change === "removed" ? "4 3" : undefined,
  });
}

/** What is no step: where the flow starts, ends, jumps, or goes through what is not drawn. */
function sign({ kind, box, title, detail, change }: PictureNode, theme: Theme): Markup[] {
  const isSolid = kind === "start" || kind === "end";
  const middle = box.y + box.height / 2;
  const line = (shown: string, y: number, fill: string): Markup =>
    element(
      "text",
      { x: box.x + box.width / 2, y, "text-anchor": "middle", fill },
      text(fitted(shown, TEXT_SIZE, box.width - 16)),
    );
  return [
    element("rect", {
      ...box,
      rx: Math.min(box.height / 2, 14),
      fill: kind === "end" || kind === "jump" ? theme.background : theme.card,
      stroke: change ? theme[change] : theme.border,
      "stroke-dasharray": isSolid ? undefined : "4 3",
    }),
    line(kind === "jump" ? `↪ ${title}` : title, detail ? middle - 3 : middle + 4, theme.foreground),
    ...(detail ? [line(detail, middle + 12, theme.muted)] : []),
  ];
}
