import { fork, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
  PortMessageReader,
  PortMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

const DIST = join(__dirname, "../../../dist");

/** The built server, as it is shipped. */
export const SERVER = join(DIST, "server.js");

/** The built server for browsers. */
const BROWSER_SERVER = join(DIST, "browser/server.js");

/** How the server is started, and talked to. `worker` is the one for browsers, in what they give a web worker. */
export type Transport = "stdio" | "ipc" | "worker";

/** A server that runs. */
export interface RunningServer {
  readonly connection: MessageConnection;
  /** Resolves with its exit code. */
  readonly exited: Promise<number | null>;
  /** Writes bytes to the server as they are, past the protocol. */
  writeRaw(text: string): void;
}

export function runServer(transport: Transport): RunningServer {
  switch (transport) {
    case "stdio":
      return overStreams();
    case "ipc":
      return overIpc();
    case "worker":
      return inWorker();
  }
}

function overStreams(): RunningServer {
  const child = spawn(process.execPath, [SERVER, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const { stdin, stdout } = child;
  return {
    connection: createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin)),
    exited: new Promise((resolve) => child.once("exit", resolve)),
    writeRaw: (text) => void stdin.write(text),
  };
}

function overIpc(): RunningServer {
  const child = fork(SERVER, ["--node-ipc"], { silent: true });
  return {
    connection: createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child)),
    exited: new Promise((resolve) => child.once("exit", resolve)),
    writeRaw: () => {},
  };
}

/** Has nothing of Node.js in its global scope, and makes no code of texts, as a content security policy may forbid. */
const SCOPE = `
  const { parentPort, workerData } = require("node:worker_threads");
  const scope = {
    addEventListener: () => {},
    clearTimeout,
    close: () => process.exit(),
    crypto,
    MessageChannel,
    postMessage: (message) => parentPort.postMessage(message),
    setTimeout,
    TextDecoder,
    TextEncoder,
    URL,
  };
  scope.self = scope;
  parentPort.on("message", (data) => scope.onmessage?.({ data }));
  const vm = require("node:vm");
  vm.runInContext(workerData, vm.createContext(scope, { codeGeneration: { strings: false, wasm: false } }));
`;

function inWorker(): RunningServer {
  const worker = new Worker(SCOPE, { eval: true, workerData: readFileSync(BROWSER_SERVER, "utf8") });
  return {
    connection: createMessageConnection(new PortMessageReader(worker), new PortMessageWriter(worker)),
    exited: new Promise((resolve) => worker.once("exit", resolve)),
    writeRaw: () => {},
  };
}
