import { PassThrough } from "node:stream";
import {
  type ClientCapabilities,
  createConnection,
  createMessageConnection,
  type MessageConnection,
  MessageType,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { layout } from "../../../server/src/layout";
import { startServer } from "../../../server/src/server/start";
import { numberedIds } from "../rules";
import { entriesOf } from "./files";

/** A server in this process, for tests that ask too much for one in a process of its own. */
export interface ServerInProcess {
  /** The client's side. */
  readonly connection: MessageConnection;
  /** What the server wrote to the client's log. */
  readonly logs: readonly string[];
  /** What of it tells of faults. */
  readonly errors: readonly string[];
  /** The settings of section `invopop`, given when the server asks for them. */
  settings: unknown;
  /** Does what the server would do later. */
  passTime(): void;
  dispose(): void;
}

/** How a server is started. */
export interface InProcessOptions {
  readonly capabilities: ClientCapabilities;
  /** The texts of the files in the open folder, by their addresses, as they are whenever one is read. */
  readonly files?: ReadonlyMap<string, string>;
  /** The address of the open folder. */
  readonly folder?: string;
}

/** Starts a server whose UUIDs count from one, and for which no time passes unless it is told to. */
export async function startInProcess(options: InProcessOptions): Promise<ServerInProcess> {
  const { capabilities, files = new Map(), folder } = options;
  const [up, down] = [new PassThrough(), new PassThrough()];
  const server = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(up),
    new StreamMessageWriter(down),
  );
  const timers = new Set<() => void>();
  startServer(server, {
    newId: numberedIds(),
    yield: () => new Promise((resolve) => setImmediate(resolve)),
    later: (callback) => {
      timers.add(callback);
      return () => timers.delete(callback);
    },
    loadLayout: async () => layout,
    files: {
      canRead: (uri) => uri.startsWith("file:"),
      list: async (from) => entriesOf([...files.keys()], from),
      read: async (uri) => files.get(uri),
    },
  });
  const connection = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const logs: string[] = [];
  const errors: string[] = [];
  const running: ServerInProcess = {
    connection,
    logs,
    errors,
    settings: {},
    passTime: () => {
      const due = [...timers];
      timers.clear();
      for (const callback of due) {
        callback();
      }
    },
    dispose: () => {
      connection.dispose();
      server.dispose();
    },
  };
  connection.onNotification("window/logMessage", (told: { type: MessageType; message: string }) => {
    logs.push(told.message);
    if (told.type === MessageType.Error) {
      errors.push(told.message);
    }
  });
  connection.onRequest("client/registerCapability", () => null);
  connection.onRequest("workspace/configuration", () => [running.settings]);
  connection.onRequest("workspace/diagnostic/refresh", () => null);
  connection.onRequest("workspace/inlayHint/refresh", () => null);
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: null,
    rootUri: folder ?? null,
    workspaceFolders: folder ? [{ uri: folder, name: folder }] : null,
    capabilities,
  });
  await connection.sendNotification("initialized", {});
  return running;
}
