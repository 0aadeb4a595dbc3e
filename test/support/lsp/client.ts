import type {
  ClientCapabilities,
  CodeAction,
  CompletionItem,
  CompletionList,
  Diagnostic,
  DocumentSymbol,
  Hover,
  InitializeResult,
  Location,
  LocationLink,
  MessageConnection,
  Position,
  Range,
  Registration,
  RegistrationParams,
  TextDocumentContentChangeEvent,
} from "vscode-languageserver/node";
import { offerFiles, readingFiles } from "./files";
import { type RunningServer, runServer, SERVER, type Transport } from "./running";

export { SERVER };

/** How long anything may take to happen, in milliseconds. */
const LIMIT = 10_000;

/** How a client presents itself to the server. */
export interface StartOptions {
  readonly capabilities?: ClientCapabilities;
  /** The settings of section `invopop`, given when the server asks for them. */
  readonly settings?: unknown;
  readonly initializationOptions?: unknown;
  readonly transport?: Transport;
  /** The texts of files, by their addresses, that the client reads for the server. It reads none when left out. */
  readonly files?: ReadonlyMap<string, string>;
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
  readonly #server: RunningServer;
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

  private constructor(server: RunningServer, options: StartOptions) {
    this.#server = server;
    const { connection } = server;
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
    offerFiles(connection, options.files);
    connection.listen();
  }

  get connection(): MessageConnection {
    return this.#server.connection;
  }

  static async start(options: StartOptions = {}): Promise<LspClient> {
    const { capabilities = FULL, initializationOptions, transport = "stdio" } = options;
    const client = new LspClient(runServer(transport), options);
    const result = await client.request<InitializeResult>("initialize", {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: options.folders?.map((uri) => ({ uri, name: uri })) ?? null,
      capabilities: options.files ? readingFiles(capabilities) : capabilities,
      initializationOptions,
    });
    Object.assign(client.initialized, result);
    await client.notify("initialized", {});
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
    this.#server.writeRaw(text);
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

  async completion(uri: string, position: Position): Promise<CompletionItem[]> {
    return (await this.completions(uri, position)).items;
  }

  completions(uri: string, position: Position): Promise<CompletionList> {
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
    await this.notify("exit", undefined);
    const code = await within(this.#server.exited, "exit");
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
