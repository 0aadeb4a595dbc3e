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
  #address: string | undefined;
  #isDisposed = false;

  constructor(server: vscode.Uri, options: LanguageClientOptions) {
    const connect = async (): Promise<MessageTransports> => {
      const address = await addressOf(server);
      this.#address = address;
      if (this.#isDisposed) {
        this.#letGo();
        throw new Error("The language server is not wanted any more.");
      }
      const worker = new Worker(address);
      this.#worker = worker;
      return { reader: new WorkerReader(worker), writer: new BrowserMessageWriter(worker) };
    };
    super("invopop", "Invopop", connect, options);
  }

  override async dispose(timeout?: number): Promise<void> {
    this.#isDisposed = true;
    try {
      await super.dispose(timeout);
    } finally {
      this.#letGo();
    }
  }

  #letGo(): void {
    // One that has come to hang would go on.
    this.#worker?.terminate();
    if (this.#address?.startsWith("blob:")) {
      URL.revokeObjectURL(this.#address);
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
    worker.addEventListener("error", () => {
      if (!hasStarted) {
        // It may have loaded all the same, and would come to life with nobody to talk to.
        worker.terminate();
        this.fireClose();
      }
    });
  }
}
