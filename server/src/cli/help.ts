import { COMMON_OPTIONS, type CommandSpec, type OptionSpec } from "./args";
import { wrap } from "./text";

const PROGRAM = "invopop-workflows";

/** How wide the lines of the help are. */
const WIDTH = 90;

/** Where the second column of a list starts, or behind what is longer. */
const COLUMN = 26;

const FILES = `Files:
  Files are taken as they are, folders by every *.workflow.json and *.invopop.json below them; folders
  whose name starts with a dot and node_modules are left out. Globs know *, **, ?, [a-z] and {a,b}; in
  quotes they mean the same in every shell. What exists under a name is never read as a glob. A dash
  stands for standard input.

Project:
  The nearest .invopop folder around a file counts, up to the root of its repository: the actions in
  .invopop/actions.json are known, and .invopop/diagnostics.json says how much each finding weighs.
`;

const ENVIRONMENT = `Environment:
  INVOPOP_TOKEN    the API token, which belongs to one workspace; it is taken from here only
  INVOPOP_API_URL  where the API is, if not at https://api.invopop.com
`;

const EXIT_CODES = `Exit codes:
  0    all is well
  1    errors, too many warnings, files not laid out, or workflows that were refused, failed or differ
  2    the command was not understood, or the token is missing
  3    something could not be read or written, or the files of a project are not valid
  130  ended by Ctrl+C
`;

/** What \`--help\` prints. */
export function generalHelp(commands: readonly CommandSpec[]): string {
  return `Checks, formats, mends and publishes Invopop workflows as the editor does.

Usage: ${PROGRAM} <command> [options] ...

Commands:
${columns(commands.map(({ name, summary }) => [name, summary]))}

Options:
${columns(COMMON_OPTIONS.map(optionLine))}

${FILES}
${ENVIRONMENT}
${EXIT_CODES}
'${PROGRAM} <command> --help' tells the options of a command and shows examples.
`;
}

/** What \`--help\` prints behind a command. */
export function commandHelp(command: CommandSpec): string {
  const { name, operands, about, options, takesFiles, isRemote, examples } = command;
  const parts = [
    about.map((paragraph) => `${wrap(paragraph, WIDTH).join("\n")}\n`).join("\n"),
    `Usage: ${PROGRAM} ${name}${options.length > 0 ? " [options]" : ""} ${operands}`.trimEnd().concat("\n"),
    `Options:\n${columns([...options, ...COMMON_OPTIONS].map(optionLine))}\n`,
    ...(takesFiles ? [FILES] : []),
    ...(isRemote ? [ENVIRONMENT] : []),
    ...(takesFiles || isRemote ? [EXIT_CODES] : []),
    `Examples:\n${examples.map(({ line, does }) => `  # ${does}\n  ${PROGRAM} ${line}\n`).join("\n")}`,
  ];
  return parts.join("\n");
}

function optionLine({ name, short, value, help }: OptionSpec): [string, string] {
  return [`${short ? `-${short}, ` : ""}--${name}${value ? ` ${value}` : ""}`, help];
}

/** A list in two columns; the second one is broken into lines. */
function columns(rows: readonly (readonly [string, string])[]): string {
  const column = Math.max(COLUMN, ...rows.map(([left]) => left.length + 4));
  return rows
    .flatMap(([left, right]) => {
      const [first = "", ...rest] = wrap(right, WIDTH - column);
      return [`  ${left.padEnd(column - 4)}  ${first}`, ...rest.map((line) => " ".repeat(column) + line)];
    })
    .join("\n");
}
