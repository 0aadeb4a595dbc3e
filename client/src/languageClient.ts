import type * as vscode from "vscode";
import {
  type BaseLanguageClient,
  CloseAction,
  type CompletionItem,
  ErrorAction,
  type LanguageClientOptions,
  vsdiag,
} from "vscode-languageclient";
import { LANGUAGE_ID, SAVE_FILE, SHOW_REFERENCES } from "../../server/src/protocol";
import { PUBLISHED_SCHEME } from "./compare/publishedUri";
import { offerFiles } from "./files";
import { PULL_SCHEME } from "./workflows/pullUri";

/**
 * Makes a client as VS Code needs it for workflows.
 *
 * @param make makes a client that starts a server, which differs by where it runs
 * @param ended called when the server has ended and nobody wanted it to
 */
export function createClient<C extends BaseLanguageClient>(
  make: (options: LanguageClientOptions) => C,
  log: vscode.LogOutputChannel,
  ended: () => void,
): C {
  const clientOptions: LanguageClientOptions = {
    documentSelector: [{ language: LANGUAGE_ID }],
    diagnosticCollectionName: "invopop",
    outputChannel: log,
    errorHandler: {
      // What cannot be sent is lost with the connection, which is closed then.
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        ended();
        return {
          action: CloseAction.DoNotRestart,
          handled: true,
          message: "The language server has ended by itself.",
        };
      },
    },
    initializationFailedHandler: () => false,
    middleware: {
      // What is stored at Invopop is only looked at, and there would be nothing to mend it with.
      provideDiagnostics: (document, previousResultId, token, next) =>
        [PUBLISHED_SCHEME, PULL_SCHEME].includes(uriOf(document).scheme)
          ? { kind: vsdiag.DocumentDiagnosticReportKind.full, items: [] }
          : next(document, previousResultId, token),
      // A key whose value is best chosen from a list opens that list, which only VS Code can be told to do.
      provideCompletionItem: async (document, position, completion, token, next) => {
        const result = await next(document, position, completion, token);
        const items = Array.isArray(result) ? result : (result?.items ?? []);
        for (const item of items) {
          if (wantsSuggestions(item)) {
            item.command = { command: "editor.action.triggerSuggest", title: "Suggest" };
          }
        }
        return result;
      },
    },
  };
  const client = make(clientOptions);
  keepToTheLog(client);
  client.registerFeature({
    // The server leaves out what needs a command, or files, that its client does not offer.
    fillClientCapabilities: (capabilities) => {
      capabilities.experimental = {
        ...capabilities.experimental,
        commands: [SHOW_REFERENCES, SAVE_FILE],
        files: true,
      };
    },
    initialize: () => {},
    getState: () => ({ kind: "static" }),
    clear: () => {},
  });
  offerFiles(client);
  return client;
}

/** Has the client write what goes wrong into its output alone: what people need to know of it is told by us. */
function keepToTheLog(client: BaseLanguageClient): void {
  const error = client.error.bind(client);
  client.error = (message, data) => error(message, data, false);
}

function uriOf(document: vscode.TextDocument | vscode.Uri): vscode.Uri {
  return "uri" in document ? document.uri : document;
}

function wantsSuggestions(item: vscode.CompletionItem): boolean {
  const data: unknown = (item as vscode.CompletionItem & Pick<CompletionItem, "data">).data;
  return typeof data === "object" && data !== null && "retrigger" in data && data.retrigger === true;
}
