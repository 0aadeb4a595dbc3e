import { type ChildProcess, fork, spawn } from "node:child_process";
import { join } from "node:path";
import {
  type ClientCapabilities,
  type CodeAction,
  type CompletionItem,
  createMessageConnection,
  type Diagnostic,
  type DocumentSymbol,
  type Hover,
  type InitializeResult,
  IPCMessageReader,
  IPCMessageWriter,
  type Location,
  type LocationLink,
  type MessageConnection,
  type Position,
  type Range,
  type Registration,
  type RegistrationParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver/node";

/** The built server, as it is shipped. */
export const SERVER = join(__dirname, "../../../dist/server.js");

/** How long anything may take to happen, in milliseconds. */
const LIMIT = 10_000;

/** How a client presents itself to the server. */
export interface StartOptions {
  readonly capabilities?: ClientCapabilities;
  /** The settings of section `invopop`, given when the server asks for them. */
  readonly settings?: unknown;
  readonly initializationOptions?: unknown;
  readonly transport?: "stdio" | "ipc";
  /** Leaves the server's question for the settings without an answer. */
  readonly ignoresSettings?: boolean;
  /** The URIs of the folders that are open. */
  readonly folders?: readonly string[];
}

/** A client that can all that the server makes use of, as VS Code can. */
export const FULL: ClientCapabilities = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ["create"] },
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    diagnostic: { relatedInformation: true },
    definition: { linkSupport: true },
    completion: { completionItem: { snippetSupport: true } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    hover: { contentFormat: ["markdown", "plaintext"] },
  },
  experimental: { commands: ["invopop.showReferences"] },
};

/** The answer to a request for diagnostics. */
export interface Report {
  readonly kind: "full" | "unchanged";
  readonly resultId?: string;
  readonly items?: readonly Diagnostic[];
}

/** A client that speaks to the built server over its real transport. */
export class LspClient {
  readonly #child: ChildProcess;
  readonly connection: MessageConnection;
  readonly initialized: InitializeResult;
  /** What the server wrote to the client's log. */
  readonly logs: string[] = [];
  /** What the server asked to be told of after it was initialized. */
  readonly registrations: Registration[] = [];
  settings: unknown;
  refreshes = 0;
  readonly #pushed: { uri: string; version?: number; diagnostics: Diagnostic[] }[] = [];
  readonly #listeners = new Set<() => void>();
  #version = 1;

  private constructor(child: ChildProcess, connection: MessageConnection, options: StartOptions) {
    this.#child = child;
    this.connection = connection;
    this.settings = "settings" in options ? options.settings : {};
    this.initialized = { capabilities: {} };
    connection.onRequest("client/registerCapability", ({ registrations }: RegistrationParams) => {
      this.registrations.push(...registrations);
      this.#changed();
      return null;
    });
    connection.onRequest("workspace/configuration", () =>
      options.ignoresSettings ? new Promise(() => {}) : [this.settings],
    );
    connection.onRequest("workspace/diagnostic/refresh", () => {
      this.refreshes++;
      this.#changed();
      return null;
    });
    connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      this.logs.push(message);
      this.#changed();
    });
    connection.onNotification(
      "textDocument/publishDiagnostics",
      (params: { uri: string; version?: number; diagnostics: Diagnostic[] }) => {
        this.#pushed.push(params);
        this.#changed();
      },
    );
    connection.listen();
  }

  static async start(options: StartOptions = {}): Promise<LspClient> {
    const { capabilities = FULL, initializationOptions, transport = "stdio" } = options;
    const child =
      transport === "ipc"
        ? fork(SERVER, ["--node-ipc"], { silent: true })
        : spawn(process.execPath, [SERVER, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    if (!child.stdout || !child.stdin) {
      throw new Error("The server has no streams.");
    }
    const connection =
      transport === "ipc"
        ? createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child))
        : createMessageConnection(
            new StreamMessageReader(child.stdout),
            new StreamMessageWriter(child.stdin),
          );
    const client = new LspClient(child, connection, options);
    const result = await client.request<InitializeResult>("initialize", {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: options.folders?.map((uri) => ({ uri, name: uri })) ?? null,
      capabilities,
      initializationOptions,
    });
    Object.assign(client.initialized, result);
    await connection.sendNotification("initialized", {});
    return client;
  }

  request<T>(method: string, params: unknown): Promise<T> {
    return within(this.connection.sendRequest<T>(method, params), method);
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  /** Writes bytes to the server as they are, past the protocol. */
  writeRaw(text: string): void {
    this.#child.stdin?.write(text);
  }

  async open(text: string, uri = "file:///workflow.workflow.json"): Promise<string> {
    await this.notify("textDocument/didOpen", {
      textDocument: { uri, languageId: "invopop-workflow", version: this.#version, text },
    });
    return uri;
  }

  async change(uri: string, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<number> {
    const version = ++this.#version;
    await this.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
    return version;
  }

  /** Does something, and waits until the server asks for the diagnostics anew. */
  async refreshed(act: () => unknown): Promise<void> {
    const before = this.refreshes;
    await act();
    await this.until(() => (this.refreshes > before ? true : undefined));
  }

  async close(uri: string): Promise<void> {
    await this.notify("textDocument/didClose", { textDocument: { uri } });
  }

  pull(uri: string, previousResultId?: string): Promise<Report> {
    return this.request("textDocument/diagnostic", { textDocument: { uri }, previousResultId });
  }

  /** The diagnostics of a text that is opened for this only. */
  async diagnose(text: string): Promise<readonly Diagnostic[]> {
    const uri = await this.open(text, `file:///${Math.random()}.workflow.json`);
    const { items = [] } = await this.pull(uri);
    await this.close(uri);
    return items;
  }

  /** Waits until diagnostics of a document were pushed that fit. */
  pushed(uri: string, fits: (diagnostics: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]> {
    return this.until(
      () => this.#pushed.findLast((push) => push.uri === uri && fits(push.diagnostics))?.diagnostics,
    );
  }

  get pushCount(): number {
    return this.#pushed.length;
  }

  /** Waits until something that the server does makes the function answer. */
  until<T>(look: () => T | undefined): Promise<T> {
    return within(
      new Promise((resolve) => {
        const listener = () => {
          const found = look();
          if (found !== undefined) {
            this.#listeners.delete(listener);
            resolve(found);
          }
        };
        this.#listeners.add(listener);
        listener();
      }),
      "what was waited for",
    );
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }

  completion(uri: string, position: Position): Promise<CompletionItem[]> {
    return this.request("textDocument/completion", { textDocument: { uri }, position });
  }

  definition(uri: string, position: Position): Promise<(Location | LocationLink)[]> {
    return this.request("textDocument/definition", { textDocument: { uri }, position });
  }

  references(uri: string, position: Position): Promise<Location[]> {
    const context = { includeDeclaration: true };
    return this.request("textDocument/references", { textDocument: { uri }, position, context });
  }

  hover(uri: string, position: Position): Promise<Hover | null> {
    return this.request("textDocument/hover", { textDocument: { uri }, position });
  }

  symbols(uri: string): Promise<DocumentSymbol[]> {
    return this.request("textDocument/documentSymbol", { textDocument: { uri } });
  }

  codeActions(uri: string, range: Range, diagnostics: readonly Diagnostic[] = []): Promise<CodeAction[]> {
    return this.request("textDocument/codeAction", {
      textDocument: { uri },
      range,
      context: { diagnostics },
    });
  }

  /** Shuts the server down as the protocol asks, and answers its exit code. */
  async stop(): Promise<number | null> {
    await this.request("shutdown", undefined);
    return this.exit();
  }

  /** Tells the server to exit, and answers its exit code. */
  async exit(): Promise<number | null> {
    const gone = new Promise<number | null>((resolve) => this.#child.once("exit", (code) => resolve(code)));
    await this.notify("exit", undefined);
    const code = await within(gone, "exit");
    this.connection.dispose();
    return code;
  }
}

async function within<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: nothing within ${LIMIT} ms.`)), LIMIT);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}
