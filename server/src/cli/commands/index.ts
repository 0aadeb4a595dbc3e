import type { CommandLine } from "../args";
import type { Host } from "../host";

/** Runs a command. The answer is the exit code. */
export type Command = (line: CommandLine, host: Host) => Promise<number>;

/** The commands by their names. Each is loaded when it is run, as none needs what all of them need. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  validate: async () => (await import("./validate")).validate,
  format: async () => (await import("./format")).format,
  fix: async () => (await import("./fix")).fix,
  publish: async () => (await import("./publish")).publish,
  pull: async () => (await import("./pull")).pull,
  diff: async () => (await import("./diff")).diff,
  list: async () => (await import("./list")).list,
  graph: async () => (await import("./graph")).graph,
  explain: async () => (await import("./explain")).explain,
};
