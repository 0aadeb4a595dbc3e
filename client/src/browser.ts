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

/** Starts the extension in a web worker of a browser, the language server in another. */
export function activate(context: vscode.ExtensionContext): Promise<void> {
  const server = vscode.Uri.joinPath(context.extensionUri, "dist", "browser", "server.js").toString(true);
  return start(context, {
    createClient: (options) => new WorkerClient(server, options),
    environment: {},
    fetch: browserFetch(fetch, () => navigator.onLine),
    userAgent: undefined,
  });
}

/** The client of a language server in a web worker, of which there is one at a time. */
class WorkerClient extends LanguageClient {
  constructor(server: string, options: LanguageClientOptions) {
    let worker: Worker | undefined;
    const connect = async (): Promise<MessageTransports> => {
      // One that has come to hang would go on.
      worker?.terminate();
      worker = new Worker(server);
      return { reader: new WorkerReader(worker), writer: new BrowserMessageWriter(worker) };
    };
    super("invopop", "Invopop", connect, options);
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }
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
