import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Peer } from "./peers";
import type { Sample } from "./texts";

const URI = "file:///bench.workflow.json";

/** A running server with one open document. All times are in milliseconds. */
export class Running {
  readonly #document: TextDocument;
  #version = 1;
  #capabilities: Readonly<Record<string, unknown>> = {};
  #pushed: () => void = () => {};

  private constructor(
    private readonly peer: Peer,
    private readonly child: ChildProcess,
    private readonly connection: MessageConnection,
    private readonly sample: Sample,
  ) {
    this.#document = TextDocument.create(URI, peer.languageId, 1, sample.text);
  }

  /** Starts a server, opens a text, waits for its diagnostics, and tells how long all of that took. */
  static async start(peer: Peer, sample: Sample): Promise<{ running: Running; time: number }> {
    const begun = performance.now();
    const child = spawn(process.execPath, peer.command, { stdio: ["pipe", "pipe", "ignore"] });
    if (!child.stdout || !child.stdin) {
      throw new Error(`${peer.name} did not start.`);
    }
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const running = new Running(peer, child, connection, sample);
    connection.onRequest("client/registerCapability", () => null);
    connection.onRequest("workspace/configuration", ({ items }: { items: { section?: string }[] }) =>
      items.map(
        ({ section }) => (peer.settings as Record<string, unknown> | undefined)?.[section ?? ""] ?? null,
      ),
    );
    connection.onNotification("textDocument/publishDiagnostics", () => running.#pushed());
    connection.listen();
    const { capabilities } = await connection.sendRequest<{ capabilities: Record<string, unknown> }>(
      "initialize",
      {
        processId: process.pid,
        rootUri: null,
        capabilities: {
          workspace: { configuration: true },
          textDocument: {
            diagnostic: { relatedDocumentSupport: true },
            // As VS Code can.
            completion: {
              completionItem: {
                snippetSupport: true,
                labelDetailsSupport: true,
                resolveSupport: { properties: ["documentation", "detail", "additionalTextEdits"] },
              },
              completionList: { itemDefaults: ["commitCharacters", "editRange", "insertTextFormat", "data"] },
            },
            documentSymbol: { hierarchicalDocumentSymbolSupport: true },
          },
        },
      },
    );
    running.#capabilities = capabilities;
    await connection.sendNotification("initialized", {});
    if (peer.settings !== undefined) {
      await connection.sendNotification("workspace/didChangeConfiguration", { settings: peer.settings });
    }
    const diagnosed = running.#diagnosed();
    await connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: URI, languageId: peer.languageId, version: 1, text: sample.text },
    });
    await (diagnosed ?? running.#pull());
    return { running, time: performance.now() - begun };
  }

  /** Puts one character into the name of a step and waits for the diagnostics. */
  async edit(): Promise<number> {
    const position = this.#document.positionAt(this.sample.typing);
    const begun = performance.now();
    const diagnosed = this.#diagnosed();
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: URI, version: ++this.#version },
      contentChanges: [{ range: { start: position, end: position }, text: "x" }],
    });
    await (diagnosed ?? this.#pull());
    return performance.now() - begun;
  }

  /**
   * Asks for something, at a place of the text where there is one; undefined where the server does not have it.
   *
   * @param provider the capability that tells whether it has
   */
  async ask(method: string, provider: string, offset?: number): Promise<number | undefined> {
    if (!this.#capabilities[provider]) {
      return undefined;
    }
    const place = offset === undefined ? {} : { position: this.#document.positionAt(offset) };
    const begun = performance.now();
    await this.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri: URI }, ...place });
    return performance.now() - begun;
  }

  /** The most memory that the server has had, in MiB; undefined where the system does not tell. */
  peakMemory(): number | undefined {
    try {
      const status = readFileSync(`/proc/${this.child.pid}/status`, "utf8");
      return Number(/VmHWM:\s*(\d+)/.exec(status)?.[1]) / 1024;
    } catch {
      return undefined;
    }
  }

  stop(): void {
    this.connection.dispose();
    this.child.kill("SIGKILL");
  }

  /** Resolves with the next diagnostics that are sent; undefined where they have to be asked for. */
  #diagnosed(): Promise<void> | undefined {
    return this.peer.isPushing ? new Promise((resolve) => (this.#pushed = resolve)) : undefined;
  }

  async #pull(): Promise<void> {
    await this.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri: URI } });
  }
}
