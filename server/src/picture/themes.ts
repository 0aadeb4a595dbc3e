/** The colours and fonts of a picture, as CSS writes them. */
export interface Theme {
  readonly background: string;
  readonly foreground: string;
  /** Of what is said beside the names. */
  readonly muted: string;
  readonly card: string;
  readonly border: string;
  readonly line: string;
  readonly error: string;
  readonly warning: string;
  readonly information: string;
  readonly added: string;
  readonly removed: string;
  readonly changed: string;
  readonly font: string;
  readonly codeFont: string;
}

const FONT = `system-ui, -apple-system, "Segoe UI", Ubuntu, "Droid Sans", sans-serif`;
const CODE_FONT = `ui-monospace, SFMono-Regular, Menlo, Consolas, monospace`;

/** Those that are there without an editor to ask, in the colours of VS Code's own themes. */
export const THEMES = {
  light: {
    background: "#ffffff",
    foreground: "#3b3b3b",
    muted: "#616161",
    card: "#f8f8f8",
    border: "#cecece",
    line: "#868686",
    error: "#c72e0f",
    warning: "#a1660a",
    information: "#1a73b8",
    added: "#2e7d32",
    removed: "#c72e0f",
    changed: "#8a6100",
    font: FONT,
    codeFont: CODE_FONT,
  },
  dark: {
    background: "#1f1f1f",
    foreground: "#cccccc",
    muted: "#9d9d9d",
    card: "#2b2b2b",
    border: "#4a4a4a",
    line: "#8a8a8a",
    error: "#f85149",
    warning: "#cca700",
    information: "#59a4f9",
    added: "#4caf50",
    removed: "#f85149",
    changed: "#e2c08d",
    font: FONT,
    codeFont: CODE_FONT,
  },
} satisfies Readonly<Record<string, Theme>>;
