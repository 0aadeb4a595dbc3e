import { PassThrough } from "node:stream";
import {
  type ClientCapabilities,
  createConnection,
  createMessageConnection,
  type MessageConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { layout } from "../../../server/src/layout";
import { startServer } from "../../../server/src/server/start";
import { numberedIds } from "../rules";

/** A server in this process, for tests that ask too much for one in a process of its own. */
export interface ServerInProcess {
  /** The client's side. */
  readonly connection: MessageConnection;
  /** What the server wrote to the client's log. */
  readonly logs: readonly string[];
  dispose(): void;
}

/** How a server is started. */
export interface InProcessOptions {
  readonly capabilities: ClientCapabilities;
  /** The texts of the files in the open folder, by their addresses. */
  readonly files?: Readonly<Record<string, string>>;
  /** The address of the open folder. */
  readonly folder?: string;
}

/** Starts a server whose UUIDs count from one, and which does nothing later. */
export async function startInProcess(options: InProcessOptions): Promise<ServerInProcess> {
  const { capabilities, files = {}, folder } = options;
  const [up, down] = [new PassThrough(), new PassThrough()];
  const server = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(up),
    new StreamMessageWriter(down),
  );
  startServer(server, {
    newId: numberedIds(),
    yield: async () => {},
    later: () => () => {},
    loadLayout: async () => layout,
    files: {
      canRead: (uri) => uri.startsWith("file:"),
      list: async (from) => entriesOf(Object.keys(files), from),
      read: async (uri) => files[uri],
    },
  });
  const connection = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const logs: string[] = [];
  connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
    logs.push(message);
  });
  connection.onRequest("client/registerCapability", () => null);
  connection.onRequest("workspace/configuration", () => [{}]);
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: null,
    rootUri: folder ?? null,
    workspaceFolders: folder ? [{ uri: folder, name: folder }] : null,
    capabilities,
  });
  await connection.sendNotification("initialized", {});
  return {
    connection,
    logs,
    dispose: () => {
      connection.dispose();
      server.dispose();
    },
  };
}

/** What a folder has right in it, of files by their addresses. */
function entriesOf(uris: readonly string[], folder: string) {
  const names = uris
    .filter((uri) => uri.startsWith(`${folder}/`))
    .map((uri) => uri.slice(folder.length + 1).split("/"));
  const folders = new Map(names.map(([name = "", ...rest]) => [name, rest.length > 0]));
  return [...folders].map(([name, isFolder]) => ({ name, isFolder }));
}
