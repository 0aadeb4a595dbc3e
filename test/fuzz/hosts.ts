import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  type ClientCapabilities,
  createMessageConnection,
  type MessageConnection,
  MessageType,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { FULL, SERVER } from "../support/lsp/client";
import { startInProcess } from "../support/lsp/inProcess";
import type { Client } from "./acts";

/** How many turns of the event loop an answer in this process may take. */
const MOST_TURNS = 2_000;

/** How long one from another process may take, in milliseconds. */
const LIMIT = 30_000;

/** A server that a session is played against. */
export interface Host {
  readonly connection: MessageConnection;
  readonly client: Client;
  /** The faults that the server has logged. */
  readonly errors: readonly string[];
  settings: unknown;
  /** Lets pass what the server waits for, where time does not pass by itself. */
  passTime(): void;
  /** What a promise resolves to, which it has to soon. */
  settled<T>(promise: Promise<T>): Promise<T>;
  /** Called once the session is over. */
  end(): void;
}

/** The folder that is open, and the files in it as the server reads them. */
export interface Workspace {
  readonly folder: string;
  readonly files: ReadonlyMap<string, string>;
}

/** A server of its own in this process. */
export async function hostInProcess(client: Client, { folder, files }: Workspace): Promise<Host> {
  const server = await startInProcess({ capabilities: capabilitiesOf(client), folder, files });
  return Object.assign(server, { client, settled: withinTurns, end: () => server.dispose() });
}

let spawned: Promise<Host> | undefined;

/** The built server in another process, which goes on to serve the sessions that follow. */
export async function hostOverStdio({ folder }: Workspace): Promise<Host> {
  spawned ??= spawnServer(folder);
  return spawned;
}

/** Ends the server in another process, if there is one. */
export async function endServer(): Promise<void> {
  const host = await spawned;
  spawned = undefined;
  host?.connection.end();
}

async function spawnServer(folder: string): Promise<Host> {
  const child = spawn(process.execPath, [SERVER, "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const client: Client = { encoding: "utf-16", pulls: true };
  const errors: string[] = [];
  const host: Host = {
    connection,
    client,
    errors,
    settings: {},
    passTime: () => {},
    settled: withinTime,
    end: () => {
      errors.length = 0;
    },
  };
  child.once("exit", (code) => errors.push(`The server ended with ${code}.`));
  listen(connection, host, errors);
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: folder, name: folder }],
    capabilities: capabilitiesOf(client),
  });
  await connection.sendNotification("initialized", {});
  return host;
}

function listen(connection: MessageConnection, host: Host, errors: string[]): void {
  connection.onRequest("client/registerCapability", () => null);
  connection.onRequest("workspace/configuration", () => [host.settings]);
  connection.onRequest("workspace/diagnostic/refresh", () => null);
  connection.onNotification(
    "window/logMessage",
    ({ type, message }: { type: MessageType; message: string }) => {
      if (type === MessageType.Error) {
        errors.push(message);
      }
    },
  );
  connection.listen();
}

function capabilitiesOf({ encoding, pulls }: Client): ClientCapabilities {
  const { diagnostic, ...textDocument } = FULL.textDocument ?? {};
  return {
    ...FULL,
    general: { positionEncodings: [encoding] },
    textDocument: { ...textDocument, ...(pulls && diagnostic && { diagnostic }) },
  };
}

async function withinTurns<T>(promise: Promise<T>): Promise<T> {
  let isSettled = false;
  const mark = (): void => {
    isSettled = true;
  };
  promise.then(mark, mark);
  for (let turn = 0; !isSettled; turn++) {
    assert.ok(turn < MOST_TURNS, "There is no answer");
    await new Promise((resolve) => setImmediate(resolve));
  }
  return promise;
}

async function withinTime<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("There is no answer")), LIMIT);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}
