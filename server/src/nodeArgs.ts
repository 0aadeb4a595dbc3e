import { homepage, version } from "../../package.json";

/** What a command line of the server comes to: to serve, or to print something and end with an exit code. */
export type ServerArgs =
  | { readonly kind: "serve" }
  | { readonly kind: "print"; readonly text: string }
  | { readonly kind: "refuse"; readonly text: string; readonly exitCode: number };

const PROGRAM = "invopop-workflow-language-server";

/** What a command line ends with that was not understood, as with the command line program. */
const USAGE = 2;

const HELP = `The language server of Invopop Workflows, for every editor that speaks the Language Server Protocol.

Usage: ${PROGRAM} --stdio

Options:
  --stdio        talk to the editor over standard input and output
  --socket=PORT  connect to the editor at a port of this machine
  --pipe=NAME    connect to the editor through a pipe, or a socket in the file system
  --node-ipc     talk to the editor that has started this as a Node.js process
  -h, --help     print this
  -v, --version  print the version

How editors are set up stands at ${homepage}#in-other-editors
`;

/** Reads a command line of the server, program name left out. */
export function readServerArgs(args: readonly string[]): ServerArgs {
  if (args.includes("--help") || args.includes("-h")) {
    return { kind: "print", text: HELP };
  }
  if (args.includes("--version") || args.includes("-v")) {
    return { kind: "print", text: `${version}\n` };
  }
  const options = joined(args);
  const unknown = options.find((option) => !isTransport(option) && !/^--clientProcessId=/.test(option));
  if (unknown !== undefined) {
    return refusal(`'${unknown}' is not understood.`);
  }
  const transports = options.filter(isTransport);
  return transports.length === 1
    ? { kind: "serve" }
    : refusal(
        transports.length === 0
          ? "It is not said how to talk to the editor; most start this with --stdio."
          : `Only one of ${transports.join(" and ")} can be.`,
      );
}

/** The options, each with its value behind an equals sign. */
function joined(args: readonly string[]): string[] {
  return args.flatMap((arg, at) => {
    const before = args[at - 1];
    const isValue = before === "--socket" || before === "--pipe";
    return isValue ? [] : arg === "--socket" || arg === "--pipe" ? [`${arg}=${args[at + 1] ?? ""}`] : [arg];
  });
}

function isTransport(option: string): boolean {
  const port = Number(/^--socket=(\d{1,5})$/.exec(option)?.[1] ?? 0);
  return (
    option === "--stdio" || option === "--node-ipc" || /^--pipe=./.test(option) || (port > 0 && port < 65536)
  );
}

function refusal(reason: string): ServerArgs {
  return { kind: "refuse", text: `${reason}\nTry '${PROGRAM} --help'.\n`, exitCode: USAGE };
}
