/** What a command line ends with; `--help` tells the meanings. */
export const EXIT = {
  clean: 0,
  findings: 1,
  usage: 2,
  unreadable: 3,
  /** Something of ours failed. */
  failed: 70,
  /** Ended by Ctrl+C, as shells have it. */
  interrupted: 130,
} as const;

/** A command line that was not understood; the message says why. */
export class UsageError extends Error {
  /** @param command the command whose help tells more; undefined where none was understood */
  constructor(
    message: string,
    readonly command?: string,
  ) {
    super(message);
  }
}
