import { svg } from "./dom";

/** Our own small drawings, each in a square of 16. They take the colour of the text beside them. */
const PATHS = {
  zoomIn: "M3 8h10M8 3v10",
  zoomOut: "M3 8h10",
  fit: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
  down: "M8 2.5v11M4 9.5l4 4 4-4",
  right: "M2.5 8h11M9.5 4l4 4-4 4",
  search: "M7 11.5a4.5 4.5 0 1 1 0-9 4.5 4.5 0 0 1 0 9zM10.3 10.3l3.7 3.7",
  export: "M8 10.5v-8M5 5l3-3 3 3M2.5 9.5v4h11v-4",
  pin: "M6 2.5h4M6.5 2.5v4.2L4.5 9.5h7l-2-2.8V2.5M8 9.5v4.5",
  close: "M3.5 3.5l9 9M12.5 3.5l-9 9",
  previous: "M3.5 10L8 5.5l4.5 4.5",
  next: "M3.5 6L8 10.5 12.5 6",
  error: "M8 14A6 6 0 1 1 8 2a6 6 0 0 1 0 12zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4",
  warning: "M8 2.2l6.3 11.3H1.7zM8 6.3v3.4M8 11.5v.4",
  information: "M8 14A6 6 0 1 1 8 2a6 6 0 0 1 0 12zM8 7.2v3.8M8 4.8v.4",
  hint: "M8 14A6 6 0 1 1 8 2a6 6 0 0 1 0 12zM8 7.2v3.8M8 4.8v.4",
  unfolded: "M4 6l4 4 4-4",
  folded: "M6 4l4 4-4 4",
  added: "M3 8h10M8 3v10",
  removed: "M3 8h10",
  changed: "M2.5 9.5c2-3.5 4-3.5 5.5-1.5s3.5 2 5.5-1.5",
} as const;

export type IconName = keyof typeof PATHS;

/** The path of an icon, to be drawn inside an SVG picture. */
export function iconPath(name: IconName): string {
  return PATHS[name];
}

/** An icon that stands on its own among HTML, without a meaning to screen readers. */
export function icon(name: IconName): SVGSVGElement {
  const attributes = { class: "icon", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": true };
  return svg("svg", attributes, svg("path", { d: iconPath(name) }));
}
