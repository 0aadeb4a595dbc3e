import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { FRESH_PASTE, type FreshPasteParams } from "../../server/src/protocol";
import { ClientRun } from "./clientRun";
import type { Platform } from "./platform";
import { Recovery } from "./recovery";

/** The language server as the rest of the extension needs it. */
export interface LanguageServer extends vscode.Disposable {
  /** Never fails: that it does not start is told. */
  start(): Promise<void>;
  /** Never fails, likewise. */
  restart(): Promise<void>;
  /** The diagnostics of a document's text as it stands now; undefined when the server cannot tell, or does not answer. */
  diagnose(document: vscode.TextDocument): Promise<readonly vscode.Diagnostic[] | undefined>;
  /**
   * The steps and workflows of the workspace that fit a query, once its files are known, however long that takes;
   * undefined when the server does not answer, or when they are no longer wanted.
   */
  symbols(query: string, signal: AbortSignal): Promise<readonly vscode.SymbolInformation[] | undefined>;
  /** A pasted text with fresh UUIDs for the steps that are there already; undefined when it stays as it is. */
  freshPaste(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<string | undefined>;
  /** What the server answers to a request of ours; undefined when it does not, or when it is no longer wanted. */
  ask(method: string, params: unknown, signal?: AbortSignal): Promise<unknown>;
  /** The same for what may take its time: waits for as long as this run of the server lasts. */
  askPatiently(method: string, params: unknown, signal?: AbortSignal): Promise<unknown>;
  /** Calls back whenever the server has started, also anew. */
  onStart(listener: () => void): vscode.Disposable;
  /** Calls back whenever the server tells something of ours. */
  onTold(method: string, listener: () => void): vscode.Disposable;
}

/** How long the answer to a question may take before it counts as none, in milliseconds. */
const ANSWER_LIMIT = 10_000;

/**
 * Connects VS Code with the language server, which runs by itself: in a process, or in a web worker. Each run of the
 * server has a client of its own, as one whose server has crashed while it started is good for nothing any more.
 */
export function createLanguageServer(platform: Platform, log: vscode.LogOutputChannel): LanguageServer {
  const started = new vscode.EventEmitter<void>();
  const told = new vscode.EventEmitter<string>();
  const methods = new Set<string>();
  const server = new Recovery<ClientRun<BaseLanguageClient>>({
    launch: (ended) =>
      new ClientRun({
        createClient: () => platform.createClient(log, ended),
        prepare: (client) => {
          client.onDidChangeState(() => client.isRunning() && started.fire());
          for (const method of methods) {
            client.onNotification(method, () => told.fire(method));
          }
        },
        after,
      }),
    now: () => performance.now(),
    tell: async (message, ...buttons) => vscode.window.showErrorMessage(message, ...buttons),
    showOutput: () => log.show(),
    log: (line) => log.warn(line),
  });
  const current = () => server.run?.client;
  return {
    start: () => server.start(),
    restart: () => server.restart(),
    diagnose: (document) => diagnose(current(), document),
    symbols: (query, signal) => symbols(current(), query, signal),
    freshPaste: (document, range, text) => freshPaste(current(), document, range, text),
    ask: (method, params, signal) => request(current(), method, params, { limit: ANSWER_LIMIT, signal }),
    askPatiently: (method, params, signal) => request(current(), method, params, { signal }),
    onStart: (listener) => started.event(listener),
    onTold: (method, listener) => {
      if (!methods.has(method)) {
        methods.add(method);
        current()?.onNotification(method, () => told.fire(method));
      }
      return told.event((one) => one === method && listener());
    },
    dispose: () => {
      server.dispose();
      started.dispose();
      told.dispose();
    },
  };
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function diagnose(
  client: BaseLanguageClient | undefined,
  document: vscode.TextDocument,
): Promise<readonly vscode.Diagnostic[] | undefined> {
  const textDocument = client?.code2ProtocolConverter.asTextDocumentIdentifier(document);
  const report = await request(client, "textDocument/diagnostic", { textDocument }, { limit: ANSWER_LIMIT });
  // One of a text that the server does not know, or could not check, says that nothing was found, and is not named.
  const isOfText = typeof report === "object" && report !== null && "resultId" in report;
  const items = isOfText && "items" in report ? report.items : undefined;
  return Array.isArray(items) ? client?.protocol2CodeConverter.asDiagnostics(items) : undefined;
}

async function symbols(
  client: BaseLanguageClient | undefined,
  query: string,
  signal: AbortSignal,
): Promise<readonly vscode.SymbolInformation[] | undefined> {
  const found = await request(client, "workspace/symbol", { query }, { signal });
  return Array.isArray(found) ? client?.protocol2CodeConverter.asSymbolInformations(found) : undefined;
}

async function freshPaste(
  client: BaseLanguageClient | undefined,
  document: vscode.TextDocument,
  range: vscode.Range,
  text: string,
): Promise<string | undefined> {
  if (!client) {
    return undefined;
  }
  const { code2ProtocolConverter: converter } = client;
  const params: FreshPasteParams = {
    textDocument: converter.asTextDocumentIdentifier(document),
    range: converter.asRange(range),
    text,
  };
  const fresh = await request(client, FRESH_PASTE, params, { limit: ANSWER_LIMIT });
  return typeof fresh === "string" ? fresh : undefined;
}

/** How long an answer is waited for, where not for as long as the server runs. */
interface Patience {
  /** In milliseconds. */
  readonly limit?: number;
  readonly signal?: AbortSignal | undefined;
}

/** What the server answers; undefined when it does not, not soon enough, or when it is no longer wanted. */
async function request(
  client: BaseLanguageClient | undefined,
  method: string,
  params: unknown,
  { limit, signal }: Patience,
): Promise<unknown> {
  if (!client?.isRunning() || signal?.aborted) {
    return undefined;
  }
  const unwanted = new vscode.CancellationTokenSource();
  const giveUp = () => unwanted.cancel();
  const timer = limit === undefined ? undefined : setTimeout(giveUp, limit);
  const listening = client.onDidChangeState(() => client.isRunning() || giveUp());
  signal?.addEventListener("abort", giveUp);
  try {
    const answer = client.sendRequest(method, params, unwanted.token);
    // A server that hangs does not even take note of what is no longer wanted.
    return await Promise.race([answer, cancelled(unwanted.token)]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
    listening.dispose();
    signal?.removeEventListener("abort", giveUp);
    unwanted.dispose();
  }
}

function cancelled(token: vscode.CancellationToken): Promise<undefined> {
  return new Promise((resolve) => token.onCancellationRequested(() => resolve(undefined)));
}
