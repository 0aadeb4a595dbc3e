import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

/** A language server that takes part in the benchmark. */
export interface Peer {
  readonly name: string;
  readonly languageId: string;
  /** The script that node runs, and its arguments. */
  readonly command: readonly string[];
  /** The settings sent after the start; undefined for none. */
  readonly settings?: unknown;
}

const ROOT = join(__dirname, "../..");

/** Our server as it is shipped. */
export const OURS: Peer = {
  name: "Invopop Workflows",
  languageId: "invopop-workflow",
  command: [join(ROOT, "dist/server.js"), "--stdio"],
};

/** VS Code's JSON language server, validating by our schema. */
export const JSON_SERVER: Peer = {
  name: "VS Code JSON server",
  languageId: "json",
  command: [
    join(__dirname, "node_modules/vscode-langservers-extracted/bin/vscode-json-language-server"),
    "--stdio",
  ],
  settings: {
    json: {
      validate: { enable: true },
      schemas: [
        {
          url: "test://workflow.schema.json",
          fileMatch: ["*.workflow.json"],
          schema: JSON.parse(readFileSync(join(ROOT, "schemas/workflow.schema.json"), "utf8")) as unknown,
        },
      ],
    },
  },
};

/** A running server with one open document. Times are in milliseconds. */
export class Running {
  #version = 1;

  private constructor(
    private readonly child: ChildProcess,
    private readonly connection: MessageConnection,
    private readonly uri: string,
  ) {}

  /** Starts a server, opens a text, waits for its diagnostics, and tells how long all of that took. */
  static async start(peer: Peer, text: string): Promise<{ running: Running; coldStart: number }> {
    const begun = performance.now();
    const child = spawn(process.execPath, peer.command, { stdio: ["pipe", "pipe", "inherit"] });
    if (!child.stdout || !child.stdin) {
      throw new Error(`${peer.name} did not start.`);
    }
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.listen();
    connection.onRequest("client/registerCapability", () => null);
    await connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities: { textDocument: { diagnostic: { relatedDocumentSupport: true } } },
    });
    await connection.sendNotification("initialized", {});
    if (peer.settings !== undefined) {
      await connection.sendNotification("workspace/didChangeConfiguration", { settings: peer.settings });
    }
    const uri = "file:///bench.workflow.json";
    await connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: peer.languageId, version: 1, text },
    });
    const running = new Running(child, connection, uri);
    await running.diagnostics();
    return { running, coldStart: performance.now() - begun };
  }

  /** Asks for the diagnostics of the document as it stands. */
  async diagnostics(): Promise<readonly { code?: unknown; message: string }[]> {
    const report = await this.connection.sendRequest<{ items: { code?: unknown; message: string }[] }>(
      "textDocument/diagnostic",
      { textDocument: { uri: this.uri } },
    );
    return report.items;
  }

  /** Puts one character at a place, asks for diagnostics, and tells how long the answer took. */
  async edit(line: number, character: number, text: string): Promise<number> {
    const position = { line, character };
    const begun = performance.now();
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: this.uri, version: ++this.#version },
      contentChanges: [{ range: { start: position, end: position }, text }],
    });
    await this.diagnostics();
    return performance.now() - begun;
  }

  stop(): void {
    this.connection.dispose();
    this.child.kill();
  }
}
