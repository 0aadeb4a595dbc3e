import { parseArgs } from "node:util";
import { findFiles, readSource, type Unreadable } from "./files";
import { printJson, printPretty } from "./print";
import { USAGE } from "./usage";
import { type Problem, validate } from "./validate";

/** Where a command reads from and writes to. */
export interface Streams {
  readonly stdin: AsyncIterable<Buffer | string>;
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown };
}

/** What a command line ends with; `--help` tells the meanings. */
export const EXIT = { clean: 0, findings: 1, usage: 2, unreadable: 3 } as const;

interface Options {
  readonly names: readonly string[];
  readonly format: "pretty" | "json";
  readonly maxWarnings: number;
}

/** A command line that was not understood; the message says why. */
class UsageError extends Error {}

/** Runs a command line, program name left out. The answer is the exit code. */
export async function main(args: readonly string[], streams: Streams, version: string): Promise<number> {
  try {
    const options = readOptions(args);
    if (options === "help" || options === "version") {
      streams.stdout.write(options === "help" ? USAGE : `${version}\n`);
      return EXIT.clean;
    }
    return await runValidate(options, streams);
  } catch (error) {
    if (error instanceof UsageError) {
      streams.stderr.write(`${error.message}\nTry 'invopop-workflows --help'.\n`);
      return EXIT.usage;
    }
    throw error;
  }
}

function readOptions(args: readonly string[]): Options | "help" | "version" {
  const { values, positionals } = parse(args);
  if (values.help) {
    return "help";
  }
  if (values.version) {
    return "version";
  }
  const [command, ...names] = positionals;
  if (command !== "validate") {
    throw new UsageError(
      command === undefined ? "A command is missing." : `There is no command '${command}'.`,
    );
  }
  if (names.length === 0) {
    throw new UsageError("Name the files or folders to check, or - for standard input.");
  }
  const { format = "pretty", "max-warnings": most } = values;
  if (format !== "pretty" && format !== "json") {
    throw new UsageError(`There is no format '${format}'.`);
  }
  if (most !== undefined && !/^\d{1,9}$/.test(most)) {
    throw new UsageError(`--max-warnings takes a number, not '${most}'.`);
  }
  return { names, format, maxWarnings: most === undefined ? Number.POSITIVE_INFINITY : Number(most) };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: "string" },
        "max-warnings": { type: "string" },
        help: { type: "boolean", short: "h" },
        version: { type: "boolean" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function runValidate({ names, format, maxWarnings }: Options, streams: Streams): Promise<number> {
  const { files, failed } = await findFiles(names);
  const unreadable: Unreadable[] = [...failed];
  const problems: Problem[] = [];
  for (const file of files) {
    const source = await readSource(file, streams.stdin);
    if ("reason" in source) {
      unreadable.push(source);
    } else {
      problems.push(...validate(source));
    }
  }
  const number = (severity: string) => problems.filter((problem) => problem.severity === severity).length;
  const summary = {
    files: files.length + failed.length - unreadable.length,
    errors: number("error"),
    warnings: number("warning"),
  };
  const colours = streams.stdout.isTTY === true && !process.env["NO_COLOR"];
  streams.stdout.write(
    format === "json" ? printJson(problems, summary) : printPretty(problems, summary, colours),
  );
  for (const { name, reason } of unreadable) {
    streams.stderr.write(`${name} could not be read: ${reason}.\n`);
  }
  if (unreadable.length > 0) {
    return EXIT.unreadable;
  }
  return summary.errors > 0 || summary.warnings > maxWarnings ? EXIT.findings : EXIT.clean;
}
