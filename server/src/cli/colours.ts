import type { Severity } from "../rules/rule";
import type { Environment, Output } from "./host";

/** Ways to set a text off on a terminal. */
export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** Gives a text a style, or hands it back as it is where there are no colours. */
export type Paint = (style: Style, text: string) => string;

/** How each severity is set off. */
export const SEVERITY_STYLES: Readonly<Record<Severity, Style>> = {
  error: "red",
  warning: "yellow",
  information: "cyan",
  hint: "dim",
};

const CODES: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
};

/**
 * Whether to write in colours: on a terminal that can, unless `NO_COLOR` forbids it; `FORCE_COLOR` decides it
 * whatever is written to, `0` and `false` against colours and all else for them.
 */
export function hasColours(output: Output, env: Environment): boolean {
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) {
    return forced !== "0" && forced !== "false";
  }
  return output.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb";
}

/** The paint for an output. */
export function paintFor(output: Output, env: Environment): Paint {
  if (!hasColours(output, env)) {
    return (_style, text) => text;
  }
  return (style, text) => {
    const [on, off] = CODES[style];
    return `\u001b[${on}m${text}\u001b[${off}m`;
  };
}
