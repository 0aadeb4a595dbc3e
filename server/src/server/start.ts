import { type Connection, DidChangeConfigurationNotification, TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { version } from "../../../package.json";
import { SETTINGS_SECTION } from "../protocol";
import { Analyzer } from "./analysis";
import { Boundary } from "./boundary";
import { capabilitiesFor, readClient } from "./capabilities";
import { Diagnostics } from "./diagnostics";
import { handleFeatures } from "./handlers";
import { Requests } from "./handlers/requests";
import type { Runtime } from "./runtime";
import { readSettings } from "./settings";

/** How long diagnostics wait for a client to say its settings, in milliseconds; some never do. */
const SETTINGS_WAIT = 1000;

/** Serves the Language Server Protocol on a connection until it closes. */
export function startServer(connection: Connection, runtime: Runtime): void {
  const boundary = new Boundary(connection, runtime);
  const documents = new TextDocuments(TextDocument);
  const analyzer = new Analyzer((message, error) => boundary.log(message, error));
  let client = readClient({});
  let settled: Promise<void> = Promise.resolve();

  const diagnostics = new Diagnostics(
    connection,
    runtime,
    documents,
    analyzer,
    boundary,
    () => client,
    () => settled,
  );
  handleFeatures(new Requests(connection, runtime, documents, analyzer, boundary, () => client));

  connection.onInitialize(({ capabilities, initializationOptions }) => {
    client = readClient(capabilities);
    analyzer.configure(readSettings(initializationOptions));
    return { capabilities: capabilitiesFor(client), serverInfo: { name: "Invopop Workflows", version } };
  });

  connection.onInitialized(() => {
    if (client.configurationChanges) {
      connection.client
        .register(DidChangeConfigurationNotification.type, { section: SETTINGS_SECTION })
        .catch((error) => boundary.log("The client does not tell of changed settings", error));
    }
    if (client.configuration) {
      const asked = askSettings();
      settled = Promise.race([asked, new Promise<void>((resolve) => runtime.later(resolve, SETTINGS_WAIT))]);
    }
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    if (client.configuration) {
      void askSettings();
    } else {
      const section: unknown = settings?.[SETTINGS_SECTION];
      analyzer.configure(readSettings(section ?? settings));
      diagnostics.refresh();
    }
  });

  /** Asks the client for its settings and works by them from then on. Never rejects. */
  async function askSettings(): Promise<void> {
    try {
      analyzer.configure(readSettings(await connection.workspace.getConfiguration(SETTINGS_SECTION)));
      diagnostics.refresh();
    } catch (error) {
      boundary.log("The settings could not be read", error);
    }
  }

  documents.listen(connection);
  connection.listen();
}
