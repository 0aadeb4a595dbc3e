import { parseArgs } from "node:util";
import { nearest } from "../schema/nearest";
import { UsageError } from "./exit";

/** An option that a command takes. */
export interface OptionSpec {
  readonly name: string;
  readonly short?: string;
  /** What its value is called in the help; an option without one is a switch. */
  readonly value?: string;
  readonly help: string;
}

/** A command as it is told of in the help and understood on the command line. */
export interface CommandSpec {
  readonly name: string;
  /** A line for the list of the commands. */
  readonly summary: string;
  /** What stands behind the command and its options in the line on usage. */
  readonly operands: string;
  /** Paragraphs on what it does. */
  readonly about: readonly string[];
  readonly options: readonly OptionSpec[];
  /** Whether it works on files, which the help then says how to name. */
  readonly takesFiles: boolean;
  /** Whether it talks to Invopop; the help then says with which token. */
  readonly isRemote?: boolean;
  /** Command lines to learn from, without the name of the program. */
  readonly examples: readonly { readonly line: string; readonly does: string }[];
}

/** A command line that was understood, as far as one can without running it. */
export interface CommandLine {
  readonly command: CommandSpec | undefined;
  /** What stands behind the command. */
  readonly names: readonly string[];
  /** The options that were given, by their names; a switch is `true`. */
  readonly options: ReadonlyMap<string, string | true>;
}

/** The options of every command, and of the program itself. */
export const COMMON_OPTIONS: readonly OptionSpec[] = [
  { name: "help", short: "h", help: "print this" },
  { name: "version", short: "v", help: "print the version" },
];

/**
 * Understands a command line; options may stand anywhere in it.
 *
 * @throws UsageError when an option or the command is unknown, or a value is missing or too many. Where help or
 * the version is asked for, nothing is wrong.
 */
export function parseCommandLine(args: readonly string[], commands: readonly CommandSpec[]): CommandLine {
  const known = new Map([...commands, { options: COMMON_OPTIONS }].flatMap(({ options }) => named(options)));
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      [...known].map(([name, { short, value }]) => [
        name,
        { type: value === undefined ? "boolean" : "string", ...(short && { short }) },
      ]),
    ),
  });
  const [first, ...names] = tokens.flatMap((token) => (token.kind === "positional" ? [token.value] : []));
  const given = tokens.filter((token) => token.kind === "option");
  const command = commands.find(({ name }) => name === first);
  const options = new Map<string, string | true>(given.map(({ name, value }) => [name, value ?? true]));
  if (options.has("help") || options.has("version")) {
    return { command, names, options };
  }
  if (first !== undefined && !command) {
    throw new UsageError(`There is no command '${first}'.${meantCommand(first, commands)}`);
  }
  const allowed = new Map(named([...(command?.options ?? [...known.values()]), ...COMMON_OPTIONS]));
  for (const { name, rawName, value } of given) {
    const option = allowed.get(name);
    if (!option) {
      const known = [...allowed.keys()].map((key) => `--${key}`);
      throw new UsageError(
        `There is no option '${rawName}'${command ? ` of '${command.name}'` : ""}.${didYouMean(nearest(rawName, known))}`,
        command?.name,
      );
    }
    checkValue(option, value, command);
  }
  return { command, names, options };
}

function named(options: readonly OptionSpec[]): [string, OptionSpec][] {
  return options.map((option) => [option.name, option]);
}

function checkValue({ name, value }: OptionSpec, given: string | undefined, command?: CommandSpec): void {
  if (value === undefined && given !== undefined) {
    throw new UsageError(`--${name} takes no value.`, command?.name);
  }
  if (value !== undefined && given === undefined) {
    throw new UsageError(`--${name} needs a value: --${name} ${value}.`, command?.name);
  }
}

function meantCommand(word: string, commands: readonly CommandSpec[]): string {
  // Whoever names a file first most often wants to have it checked.
  return word === "-" || /[./\\*]/.test(word)
    ? ` Did you mean 'validate ${word}'?`
    : didYouMean(
        nearest(
          word,
          commands.map(({ name }) => name),
        ),
      );
}

/** The tail of a message that names the candidates that something was probably meant to be, three at most. */
export function didYouMean(candidates: readonly string[]): string {
  const names = candidates.slice(0, 3).map((name) => `'${name}'`);
  const last = names.pop();
  const list = names.length > 0 ? `${names.join(", ")} or ${last}` : last;
  return list === undefined ? "" : ` Did you mean ${list}?`;
}

/** The value of an option, which must be one of a few words; the first of them where it is not given. */
export function choice<T extends string>(
  { options, command }: CommandLine,
  name: string,
  choices: readonly [T, ...T[]],
): T {
  const value = options.get(name) ?? choices[0];
  const chosen = choices.find((candidate) => candidate === value);
  if (chosen === undefined) {
    throw new UsageError(
      `There is no ${name} '${value}', only ${choices.join(", ")}.${didYouMean(nearest(String(value), choices))}`,
      command?.name,
    );
  }
  return chosen;
}

/** The value of an option that is a whole number from 0; undefined where it is not given. */
export function wholeNumber({ options, command }: CommandLine, name: string): number | undefined {
  const value = options.get(name);
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== "string" || !/^\d{1,9}$/.test(value)) {
    throw new UsageError(`--${name} takes a number, not '${value}'.`, command?.name);
  }
  return Number(value);
}
