import { type ExtensionContext, version as vscodeVersion } from "vscode";
import { version } from "../../package.json";
import { start } from "./extension";

/** Starts the extension in a process of Node.js, the language server in another. */
export function activate(context: ExtensionContext): Promise<void> {
  return start(context, {
    createClient: async (log, ended) => {
      const { createNodeClient } = await import("./nodeClient.js");
      return createNodeClient(context.asAbsolutePath("dist/server.js"), log, ended);
    },
    environment: process.env,
    fetch,
    userAgent: `invopop-workflows/${version} (VS Code ${vscodeVersion})`,
  });
}
