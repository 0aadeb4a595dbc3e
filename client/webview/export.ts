import type { PageTheme } from "../src/flow/messages";

/** The colours of the page by the names of the exported picture, and the variables that hold them here. */
const COLOURS: Readonly<Record<string, string>> = {
  background: "--flow-background",
  foreground: "--flow-foreground",
  muted: "--flow-muted",
  card: "--flow-card",
  border: "--flow-border",
  line: "--flow-line",
  error: "--flow-error",
  warning: "--flow-warning",
  information: "--flow-information",
  added: "--flow-added",
  removed: "--flow-removed",
  changed: "--flow-changed",
};

/** No side of a picture of points is longer than this: browsers draw none that are. */
const LONGEST = 8192;

/** The colours and fonts that the page is drawn in, as they come out. */
export function themeOf(body: HTMLElement): PageTheme {
  const style = getComputedStyle(body);
  const probe = document.createElement("span");
  body.append(probe);
  try {
    const colours = Object.entries(COLOURS).map(([name, variable]) => {
      probe.style.color = "transparent";
      probe.style.color = `var(${variable})`;
      return [name, plainColour(getComputedStyle(probe).color)];
    });
    return {
      ...Object.fromEntries(colours),
      font: style.fontFamily,
      codeFont: style.getPropertyValue("--flow-code-font").trim() || "monospace",
    };
  } finally {
    probe.remove();
  }
}

/** A colour in the words that every program knows that shows SVG: mixed ones come out as `color(srgb 0.5 0.5 0.5)`. */
export function plainColour(colour: string): string {
  const [, parts = "", alpha] = /^color\(srgb ([^/)]+?)(?: ?\/ ?([^)]+))?\)$/.exec(colour) ?? [];
  if (parts === "") {
    return colour;
  }
  const whole = parts.split(" ").map((part) => Math.round(Math.min(1, Math.max(0, Number(part))) * 255));
  return alpha === undefined ? `rgb(${whole.join(", ")})` : `rgba(${[...whole, alpha].join(", ")})`;
}

/** Draws an SVG as a PNG, as a `data:` address; undefined when the browser cannot. */
export async function drawPng(svg: string, scale: number): Promise<string | undefined> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  try {
    await image.decode();
  } catch {
    return undefined;
  }
  const { naturalWidth: width, naturalHeight: height } = image;
  const by = Math.min(scale, LONGEST / Math.max(width, height, 1));
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * by);
  canvas.height = Math.ceil(height * by);
  const context = canvas.getContext("2d");
  if (!context) {
    return undefined;
  }
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}
