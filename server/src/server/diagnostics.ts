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
import type { WorkspaceDiagnostics } from "./workspaceDiagnostics";

/** How long typing must rest before diagnostics are pushed, in milliseconds. */
const PUSH_DELAY = 200;

/** Stands for all files that are not open among those whose diagnostics wait to be pushed. */
const CLOSED = "";

/** Hands out diagnostics: to clients that ask for them when they do, to the others a moment after a change. */
export class Diagnostics {
  readonly #waiting = new Map<string, () => void>();
  #stopAsking: (() => void) | undefined;

  /** @param settled resolves when the settings are known, so that nothing is shown under wrong ones first */
  constructor(
    private readonly connection: Connection,
    private readonly runtime: Runtime,
    private readonly documents: TextDocuments<TextDocument>,
    private readonly analyzer: Analyzer,
    private readonly closed: WorkspaceDiagnostics,
    private readonly boundary: Boundary,
    private readonly client: () => ClientSupport,
    private readonly settled: () => Promise<void>,
  ) {
    documents.onDidChangeContent(({ document }) => this.#pushLater(document.uri));
    documents.onDidClose(({ document }) => this.#drop(document.uri));
    const { diagnostics } = connection.languages;
    diagnostics.on((params, token) =>
      boundary.answer("Diagnostics", token, report([], undefined), () =>
        this.#pull(params.textDocument.uri, params.previousResultId),
      ),
    );
    diagnostics.onWorkspace(({ previousResultIds }, token, _progress, parts) =>
      boundary.answer("Workspace diagnostics", token, { items: [] }, async () => {
        await this.settled();
        const { items, send } = collector(parts);
        await this.closed.pull(previousResultIds, token, send);
        return { items };
      }),
    );
  }

  /** Everything that was shown is to be shown anew, as after a change of the settings. */
  refresh(): void {
    this.#refreshHints();
    if (this.client().pullDiagnostics) {
      this.#askToPull();
      return;
    }
    for (const { uri } of this.documents.all()) {
      this.#pushLater(uri);
    }
    this.#pushLater(CLOSED);
  }

  /** Other files have changed; what may be different by that is to be shown anew, a moment later. */
  refreshLater(): void {
    this.#stopAsking?.();
    this.#stopAsking = this.runtime.later(() => {
      this.#stopAsking = undefined;
      this.#refreshHints();
      if (this.client().pullDiagnostics) {
        this.#askToPull();
        return;
      }
      for (const { uri } of this.documents.all().filter((other) => this.analyzer.isOutdated(other.uri))) {
        this.#pushLater(uri);
      }
      this.#pushLater(CLOSED);
    }, PUSH_DELAY);
  }

  #askToPull(): void {
    if (this.client().diagnosticRefresh) {
      // A client that is shutting down refuses, which is nobody's fault.
      this.connection.languages.diagnostics.refresh().catch(() => {});
    }
  }

  /** Hints tell the names of other workflows, and which config names one is for the catalog to say. */
  #refreshHints(): void {
    if (this.client().inlayHintRefresh) {
      this.connection.languages.inlayHint.refresh().catch(() => {});
    }
  }

  async #pull(uri: string, previous: string | undefined): Promise<DocumentDiagnosticReport> {
    await this.settled();
    const source = this.documents.get(uri);
    const found = source ? this.analyzer.analyze(source) : this.closed.of(uri);
    if (!found) {
      return report([], undefined);
    }
    const { resultId } = found;
    if (resultId === previous) {
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    }
    return report("items" in found ? [...found.items] : this.#diagnosticsOf(found.source), resultId);
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
    if (uri === CLOSED) {
      await this.closed.push();
      return;
    }
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
    if (this.client().pullDiagnostics) {
      this.closed.closed(uri);
    } else {
      this.closed.pushClosed(uri);
    }
  }

  #diagnosticsOf(source: TextDocument): Diagnostic[] {
    return this.analyzer
      .analyze(source)
      .findings.map((finding) =>
        toDiagnostic(source, finding, this.analyzer.severityOf(finding, source.uri), this.client()),
      );
  }
}

/** Takes reports in parts: handed on at once where the client takes parts, else kept for the answer. */
function collector<T>(parts: { report(part: { items: T[] }): void } | undefined) {
  const items: T[] = [];
  const send = (part: { items: T[] }): void => {
    if (parts) {
      parts.report(part);
    } else {
      items.push(...part.items);
    }
  };
  return { items, send };
}

function report(items: Diagnostic[], resultId: string | undefined): DocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Full, items, ...(resultId !== undefined && { resultId }) };
}
