import { type Connection, DidChangeConfigurationNotification, TextDocuments } from "vscode-languageserver";
import { version } from "../../../package.json";
import { SETTINGS_SECTION } from "../protocol";
import { Analyzer } from "./analysis";
import { Boundary } from "./boundary";
import { capabilitiesFor, readClient } from "./capabilities";
import { ReachableFiles } from "./clientFiles";
import { Diagnostics } from "./diagnostics";
import { DocumentChanges } from "./documentChanges";
import { handleFeatures } from "./handlers";
import { Requests } from "./handlers/requests";
import type { Runtime } from "./runtime";
import { readSettings } from "./settings";
import { WorkspaceDiagnostics } from "./workspaceDiagnostics";
import { foldersOf, followWorkspace, listenForFiles } from "./workspaceEvents";
import { type DiskChange, DiskFiles } from "./workspaceFiles";
import { Projects } from "./workspaceProjects";
import { WorkspaceWorkflows } from "./workspaceWorkflows";

/** How long diagnostics wait for a client to say its settings, in milliseconds; some never do. */
const SETTINGS_WAIT = 1000;

/** Serves the Language Server Protocol on a connection until it closes. */
export function startServer(connection: Connection, host: Runtime): void {
  const reachable = new ReachableFiles(connection, host, () => client.files);
  const runtime: Runtime = { ...host, files: reachable };
  const boundary = new Boundary(connection, runtime);
  const log = (message: string, error: unknown) => boundary.log(message, error);
  const changes = new DocumentChanges(() => client.positionEncoding);
  const documents = new TextDocuments(changes);
  let client = readClient({});
  let folders: readonly string[] = [];
  /** The settings that the client gave with its introduction. They count where it says nothing of one later on. */
  let introduced: unknown;
  let settled: Promise<void> = Promise.resolve();
  const getClient = () => client;

  const projects = new Projects((fault) => connection.console.warn(fault));
  const analyzer = new Analyzer(log, projects, (uri) => workflows.observe(uri), changes);
  const files = new DiskFiles(runtime, projects, takeDisk, log);
  const workflows = new WorkspaceWorkflows(runtime, documents, files, analyzer, getClient, () =>
    diagnostics.refreshLater(),
  );
  const closed = new WorkspaceDiagnostics(connection, runtime, files, workflows, analyzer, getClient);
  const diagnostics = new Diagnostics(
    connection,
    runtime,
    documents,
    analyzer,
    closed,
    boundary,
    getClient,
    () => settled,
  );
  handleFeatures(
    new Requests(connection, runtime, documents, analyzer, boundary, projects, files, workflows, getClient),
  );
  listenForFiles(connection, documents, files, boundary);

  connection.onInitialize((params) => {
    client = readClient(params.capabilities);
    folders = foldersOf(params);
    introduced = params.initializationOptions;
    analyzer.configure(readSettings(introduced));
    return { capabilities: capabilitiesFor(client), serverInfo: { name: "Invopop Workflows", version } };
  });

  connection.onInitialized(() => {
    if (client.configurationChanges) {
      connection.client
        .register(DidChangeConfigurationNotification.type, { section: SETTINGS_SECTION })
        .catch((error) => log("The client does not tell of changed settings", error));
    }
    if (client.configuration) {
      const asked = askSettings();
      settled = Promise.race([asked, new Promise<void>((resolve) => runtime.later(resolve, SETTINGS_WAIT))]);
    }
    followWorkspace(connection, client, files, boundary);
    files.changeFolders(folders, []);
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    if (client.configuration) {
      void askSettings();
    } else {
      configure(settings);
    }
  });

  /** Asks the client for its settings and works by them from then on. Never rejects. */
  async function askSettings(): Promise<void> {
    try {
      configure(await connection.workspace.getConfiguration(SETTINGS_SECTION));
    } catch (error) {
      log("The settings could not be read", error);
    }
  }

  function configure(settings: unknown): void {
    analyzer.configure(readSettings(settings, introduced));
    reread();
    diagnostics.refresh();
  }

  /** Takes over what has changed on disk. */
  function takeDisk({ files: changed, isProjectChanged }: DiskChange): void {
    if (isProjectChanged) {
      analyzer.reset();
      reread();
    }
    workflows.take(changed);
    diagnostics.refreshLater();
  }

  /** Reads the workflows anew for whom other actions are known now. */
  function reread(): void {
    workflows.reread().catch((error) => log("The workflows could not be read", error));
  }

  documents.listen(connection);
  connection.listen();
}
