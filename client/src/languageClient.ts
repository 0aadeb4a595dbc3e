import * as vscode from "vscode";
import {
  type BaseLanguageClient,
  type CompletionItem,
  type LanguageClientOptions,
  State,
  vsdiag,
} from "vscode-languageclient";
import {
  FRESH_PASTE,
  type FreshPasteParams,
  LANGUAGE_ID,
  SAVE_FILE,
  SHOW_REFERENCES,
} from "../../server/src/protocol";
import { PUBLISHED_SCHEME } from "./compare/publishedUri";
import { offerFiles } from "./files";
import type { Platform } from "./platform";
import { PULL_SCHEME } from "./workflows/pullUri";

/** The language server as the rest of the extension needs it. */
export interface LanguageServer extends vscode.Disposable {
  start(): Promise<void>;
  restart(): Promise<void>;
  /** The diagnostics of a document's text as it stands now; undefined when the server does not answer. */
  diagnose(document: vscode.TextDocument): Promise<readonly vscode.Diagnostic[] | undefined>;
  /** The steps and workflows of the workspace that fit a query; undefined when the server does not answer. */
  symbols(query: string): Promise<readonly vscode.SymbolInformation[] | undefined>;
  /** A pasted text with fresh UUIDs for the steps that are there already; undefined when it stays as it is. */
  freshPaste(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<string | undefined>;
  /** What the server answers to a request of ours; undefined when it does not, or when it is no longer wanted. */
  ask(method: string, params: unknown, token?: vscode.CancellationToken): Promise<unknown>;
  /** Calls back whenever the server has started, also anew. */
  onStart(listener: () => void): vscode.Disposable;
  /** Calls back whenever the server tells something of ours. */
  onTold(method: string, listener: () => void): vscode.Disposable;
}

/** How long the answer to a question may take before it counts as none, in milliseconds. */
const ANSWER_LIMIT = 10_000;

/** Connects VS Code with the language server, which runs by itself: in a process, or in a web worker. */
export function createLanguageServer(platform: Platform, log: vscode.LogOutputChannel): LanguageServer {
  const clientOptions: LanguageClientOptions = {
    documentSelector: [{ language: LANGUAGE_ID }],
    diagnosticCollectionName: "invopop",
    outputChannel: log,
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
  const client = platform.createClient(clientOptions);
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
  return {
    start: () => client.start(),
    restart: () => client.restart(),
    diagnose: (document) => diagnose(client, document),
    symbols: (query) => symbols(client, query),
    freshPaste: (document, range, text) => freshPaste(client, document, range, text),
    ask: (method, params, token) => request(client, method, params, token),
    onStart: (listener) =>
      client.onDidChangeState(({ newState }) => newState === State.Running && listener()),
    onTold: (method, listener) => client.onNotification(method, listener),
    // It fails while the server is only just starting, which then ends with its connection.
    dispose: () => void client.dispose().catch(() => {}),
  };
}

function uriOf(document: vscode.TextDocument | vscode.Uri): vscode.Uri {
  return "uri" in document ? document.uri : document;
}

function wantsSuggestions(item: vscode.CompletionItem): boolean {
  const data: unknown = (item as vscode.CompletionItem & Pick<CompletionItem, "data">).data;
  return typeof data === "object" && data !== null && "retrigger" in data && data.retrigger === true;
}

async function diagnose(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
): Promise<readonly vscode.Diagnostic[] | undefined> {
  const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(document);
  const report = await request(client, "textDocument/diagnostic", { textDocument });
  const items = typeof report === "object" && report !== null && "items" in report ? report.items : undefined;
  return Array.isArray(items) ? client.protocol2CodeConverter.asDiagnostics(items) : undefined;
}

async function symbols(
  client: BaseLanguageClient,
  query: string,
): Promise<readonly vscode.SymbolInformation[] | undefined> {
  const found = await request(client, "workspace/symbol", { query });
  return Array.isArray(found) ? client.protocol2CodeConverter.asSymbolInformations(found) : undefined;
}

async function freshPaste(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
  range: vscode.Range,
  text: string,
): Promise<string | undefined> {
  const { code2ProtocolConverter: converter } = client;
  const params: FreshPasteParams = {
    textDocument: converter.asTextDocumentIdentifier(document),
    range: converter.asRange(range),
    text,
  };
  const fresh = await request(client, FRESH_PASTE, params);
  return typeof fresh === "string" ? fresh : undefined;
}

/** What the server answers; undefined when it does not, not soon enough, or when it is no longer wanted. */
async function request(
  client: BaseLanguageClient,
  method: string,
  params: unknown,
  token?: vscode.CancellationToken,
): Promise<unknown> {
  if (client.state !== State.Running) {
    return undefined;
  }
  const limit = new vscode.CancellationTokenSource();
  const timer = setTimeout(() => limit.cancel(), ANSWER_LIMIT);
  const unwanted = token?.onCancellationRequested(() => limit.cancel());
  try {
    return await client.sendRequest(method, params, limit.token);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
    unwanted?.dispose();
    limit.dispose();
  }
}
