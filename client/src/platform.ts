import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";

/** The client of a language server, which can be started anew, whatever has become of it. */
export type ServerClient = BaseLanguageClient & { restart(): Promise<void> };

/** What the extension needs of where it runs: a process of Node.js, or a web worker of a browser. */
export interface Platform {
  /** Makes the client of a language server, which it starts when it is started itself. */
  createClient(options: LanguageClientOptions): ServerClient;
  /** The variables of the environment; a browser has none. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Calls the API. */
  readonly fetch: typeof fetch;
  /** What the API is told of who calls; undefined where that is not ours to say. */
  readonly userAgent: string | undefined;
}
