import { type ExtensionContext, version as vscodeVersion } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { version } from "../../package.json";
import { start } from "./extension";

/** Starts the extension in a process of Node.js, the language server in another. */
export function activate(context: ExtensionContext): Promise<void> {
  return start(context, {
    createClient: (options) => {
      const run = { module: context.asAbsolutePath("dist/server.js"), transport: TransportKind.ipc };
      const debug = { ...run, options: { execArgv: ["--nolazy", "--inspect=0"] } };
      return new LanguageClient("invopop", "Invopop", { run, debug }, options);
    },
    environment: process.env,
    fetch,
    userAgent: `invopop-workflows/${version} (VS Code ${vscodeVersion})`,
  });
}
