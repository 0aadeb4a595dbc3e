import {
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type TextDocuments,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Analyzer } from "./analysis";
import type { Boundary } from "./boundary";
import type { ClientSupport } from "./capabilities";
import { toDiagnostic } from "./convert";
import type { Runtime } from "./runtime";

/** How long typing must rest before diagnostics are pushed, in milliseconds. */
const PUSH_DELAY = 200;

/** Hands out diagnostics: to clients that ask for them when they do, to the others a moment after a change. */
export class Diagnostics {
  readonly #waiting = new Map<string, () => void>();

  /** @param settled resolves when the settings are known, so that nothing is shown under wrong ones first */
  constructor(
    private readonly connection: Connection,
    private readonly runtime: Runtime,
    private readonly documents: TextDocuments<TextDocument>,
    private readonly analyzer: Analyzer,
    private readonly boundary: Boundary,
    private readonly client: () => ClientSupport,
    private readonly settled: () => Promise<void>,
  ) {
    documents.onDidChangeContent(({ document }) => this.#pushLater(document.uri));
    documents.onDidClose(({ document }) => this.#drop(document.uri));
    connection.languages.diagnostics.on((params, token) =>
      boundary.answer("Diagnostics", token, report([], undefined), () =>
        this.#pull(params.textDocument.uri, params.previousResultId),
      ),
    );
  }

  /** Everything that was shown is to be shown anew, as after a change of the settings. */
  refresh(): void {
    const { pullDiagnostics, diagnosticRefresh } = this.client();
    if (pullDiagnostics) {
      if (diagnosticRefresh) {
        // A client that is shutting down refuses, which is nobody's fault.
        this.connection.languages.diagnostics.refresh().catch(() => {});
      }
      return;
    }
    for (const { uri } of this.documents.all()) {
      this.#pushLater(uri);
    }
  }

  async #pull(uri: string, previous: string | undefined): Promise<DocumentDiagnosticReport> {
    await this.settled();
    const source = this.documents.get(uri);
    if (!source) {
      return report([], undefined);
    }
    const state = this.analyzer.stateOf(source);
    return state === previous
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: state }
      : report(this.#diagnosticsOf(source), state);
  }

  #pushLater(uri: string): void {
    if (this.client().pullDiagnostics) {
      return;
    }
    this.#waiting.get(uri)?.();
    this.#waiting.set(
      uri,
      this.runtime.later(() => {
        this.#waiting.delete(uri);
        this.#push(uri).catch((error) => this.boundary.log("Diagnostics failed", error));
      }, PUSH_DELAY),
    );
  }

  async #push(uri: string): Promise<void> {
    await this.settled();
    const source = this.documents.get(uri);
    if (source) {
      const diagnostics = this.#diagnosticsOf(source);
      await this.connection.sendDiagnostics({ uri, version: source.version, diagnostics });
    }
  }

  #drop(uri: string): void {
    this.#waiting.get(uri)?.();
    this.#waiting.delete(uri);
    this.analyzer.forget(uri);
    if (!this.client().pullDiagnostics) {
      this.connection
        .sendDiagnostics({ uri, diagnostics: [] })
        .catch((error) => this.boundary.log("Diagnostics failed", error));
    }
  }

  #diagnosticsOf(source: TextDocument): Diagnostic[] {
    return this.analyzer
      .analyze(source)
      .findings.map((finding) =>
        toDiagnostic(source, finding, this.analyzer.severityOf(finding.rule), this.client()),
      );
  }
}

function report(items: Diagnostic[], resultId: string | undefined): DocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Full, items, ...(resultId !== undefined && { resultId }) };
}
