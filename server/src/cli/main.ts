import { parseCommandLine } from "./args";
import { COMMANDS } from "./commands";
import { EXIT, UsageError } from "./exit";
import { commandHelp, generalHelp } from "./help";
import type { Host } from "./host";
import { say } from "./outcome";
import { SPECS } from "./specs";

/** Runs a command line, program name left out. The answer is the exit code. */
export async function main(args: readonly string[], host: Host, version: string): Promise<number> {
  try {
    return await run(args, host, version);
  } catch (error) {
    if (error instanceof UsageError) {
      say(host.stderr, error.message);
      const help = ["invopop-workflows", ...(error.command ? [error.command] : []), "--help"].join(" ");
      host.stderr.write(`Try '${help}'.\n`);
      return EXIT.usage;
    }
    throw error;
  }
}

async function run(args: readonly string[], host: Host, version: string): Promise<number> {
  const line = parseCommandLine(args, SPECS);
  const { command, options } = line;
  if (options.has("help")) {
    host.stdout.write(command ? commandHelp(command) : generalHelp(SPECS));
    return EXIT.clean;
  }
  if (options.has("version")) {
    host.stdout.write(`${version}\n`);
    return EXIT.clean;
  }
  const load = command && COMMANDS[command.name];
  if (!load) {
    throw new UsageError("A command is missing.");
  }
  const execute = await load();
  return execute(line, host);
}
