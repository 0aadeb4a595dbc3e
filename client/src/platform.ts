import type { LogOutputChannel } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

/** What the extension needs of where it runs: a process of Node.js, or a web worker of a browser. */
export interface Platform {
  /**
   * Makes the client of a language server, which it starts when it is started itself, and ends, even one that hangs,
   * when it is disposed of.
   *
   * @param ended called when the server has ended and nobody wanted it to
   */
  createClient(log: LogOutputChannel, ended: () => void): Promise<BaseLanguageClient>;
  /** The variables of the environment; a browser has none. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Calls the API. */
  readonly fetch: typeof fetch;
  /** What the API is told of who calls; undefined where that is not ours to say. */
  readonly userAgent: string | undefined;
}
