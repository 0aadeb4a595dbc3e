import type { CommandLine } from "../args";
import { UsageError } from "../exit";

/** What a command is to work on. @throws UsageError when nothing is named */
export function filesOf({ names, command }: CommandLine): readonly string[] {
  if (names.length === 0) {
    throw new UsageError("Name files or folders, or - for standard input.", command?.name);
  }
  return names;
}

/**
 * What is named for a command that answers with the text itself when it comes from standard input, so that nothing
 * else may be named beside the dash.
 */
export function filesOrStdin(line: CommandLine): readonly string[] {
  const names = filesOf(line);
  if (names.includes("-") && names.length > 1) {
    throw new UsageError("- stands alone: its text goes to standard output.", line.command?.name);
  }
  return names;
}

/** The name of the text from standard input, where there is one. @throws UsageError when nothing has this name */
export function stdinName({ names, options, command }: CommandLine): string | undefined {
  const name = options.get("stdin-filename");
  if (name !== undefined && !names.includes("-")) {
    throw new UsageError("--stdin-filename names the text of -, which is not there.", command?.name);
  }
  return typeof name === "string" ? name : undefined;
}
