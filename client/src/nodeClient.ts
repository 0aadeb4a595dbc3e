import type { LogOutputChannel } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { createClient } from "./languageClient";

/**
 * Makes the client of a language server in a process of its own. The protocol's library is most of what the extension
 * consists of, so this is a bundle of its own, which is loaded once VS Code has the extension running.
 *
 * @param module the path of the server's script
 * @param ended called when the server has ended and nobody wanted it to
 */
export function createNodeClient(module: string, log: LogOutputChannel, ended: () => void): LanguageClient {
  const run = { module, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ["--nolazy", "--inspect=0"] } };
  return createClient(
    (options) => new LanguageClient("invopop", "Invopop", { run, debug }, options),
    log,
    ended,
  );
}
