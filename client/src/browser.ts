import * as vscode from "vscode";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type LanguageClientOptions,
  type MessageTransports,
} from "vscode-languageclient/browser";
import { browserFetch } from "./api/browserFetch";
import { start } from "./extension";
import { createClient } from "./languageClient";

/** Starts the extension in a web worker of a browser, the language server in another. */
export function activate(context: vscode.ExtensionContext): Promise<void> {
  const server = vscode.Uri.joinPath(context.extensionUri, "dist", "browser", "server.js");
  return start(context, {
    createClient: async (log, ended) =>
      createClient((options) => new WorkerClient(server, options), log, ended),
    environment: {},
    fetch: browserFetch(fetch, () => navigator.onLine),
    userAgent: undefined,
  });
}

/** The client of a language server in a web worker of its own. */
class WorkerClient extends LanguageClient {
  #worker: Worker | undefined;

  constructor(server: vscode.Uri, options: LanguageClientOptions) {
    const connect = async (): Promise<MessageTransports> => {
      const worker = new Worker(await addressOf(server));
      this.#worker = worker;
      return { reader: new WorkerReader(worker), writer: new BrowserMessageWriter(worker) };
    };
    super("invopop", "Invopop", connect, options);
  }

  override async dispose(timeout?: number): Promise<void> {
    try {
      await super.dispose(timeout);
    } finally {
      // One that has come to hang would go on.
      this.#worker?.terminate();
    }
  }
}

/** The address that a worker can be started from. Of an extension on another machine, that is one of a copy. */
async function addressOf(script: vscode.Uri): Promise<string> {
  if (script.scheme !== "vscode-remote") {
    return script.toString(true);
  }
  const bytes = await vscode.workspace.fs.readFile(script);
  return URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: "text/javascript" }));
}

/** A worker whose script cannot be loaded never says anything, and counts as one that has ended. */
class WorkerReader extends BrowserMessageReader {
  constructor(worker: Worker) {
    super(worker);
    let hasStarted = false;
    worker.addEventListener("message", () => {
      hasStarted = true;
    });
    worker.addEventListener("error", () => hasStarted || this.fireClose());
  }
}
