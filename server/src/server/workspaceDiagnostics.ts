import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  DocumentDiagnosticReportKind,
  type PreviousResultId,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { LANGUAGE_ID } from "../protocol";
import { parseDocument } from "../workflow/document";
import { uriKey } from "../workspace/uri";
import type { Analyzer, Checked } from "./analysis";
import type { ClientSupport } from "./capabilities";
import { toDiagnostic } from "./convert";
import type { Runtime } from "./runtime";
import { createText } from "./texts";
import type { DiskFile, DiskFiles } from "./workspaceFiles";
import type { WorkspaceWorkflows } from "./workspaceWorkflows";

/** How many files are checked before whatever else there is to do has its turn. */
const AT_ONCE = 16;

/** How many files are remembered that were open before. */
const MOST_REMEMBERED = 100;

/** What was found in a file that is not open. What the rules said of it is not kept, only how it is shown. */
interface ClosedResult extends Pick<Checked, "resultId" | "isCurrent"> {
  readonly text: string;
  readonly items: readonly Diagnostic[];
}

/** The diagnostics of the workspace's files that are not open, each state of a file checked once. */
export class WorkspaceDiagnostics {
  readonly #results = new Map<string, ClosedResult>();
  /** The files that were open before, of which a client may show what is no longer so. */
  readonly #wereOpen = new Map<string, string>();
  /** What was pushed, by the keys of the files. */
  readonly #pushed = new Map<string, { readonly uri: string; readonly resultId: string }>();
  #passes = 0;

  constructor(
    private readonly connection: Connection,
    private readonly runtime: Runtime,
    private readonly files: DiskFiles,
    private readonly workflows: WorkspaceWorkflows,
    private readonly analyzer: Analyzer,
    private readonly client: () => ClientSupport,
  ) {}

  /** What is found in a file that is not open; undefined for one that is not looked at. */
  of(uri: string): { readonly resultId: string; readonly items: readonly Diagnostic[] } | undefined {
    const file = this.#isOn() && !this.workflows.isOpen(uri) ? this.files.get(uri) : undefined;
    return file && this.#check(file);
  }

  /** Told of a document that was closed: whatever a client was told of the file before, it shows something else now. */
  closed(uri: string): void {
    const key = uriKey(uri);
    this.#wereOpen.delete(key);
    this.#wereOpen.set(key, uri);
    // A client that never asks for the diagnostics of the workspace never has them forgotten.
    const [oldest] = this.#wereOpen.size > MOST_REMEMBERED ? this.#wereOpen.keys() : [];
    if (oldest !== undefined) {
      this.#wereOpen.delete(oldest);
    }
    this.#results.delete(key);
  }

  /**
   * What has changed in the files since the client last asked, in parts as it is found. Files without findings
   * are not mentioned unless the client may think otherwise of them.
   */
  async pull(
    previous: readonly PreviousResultId[],
    token: CancellationToken,
    send: (part: WorkspaceDiagnosticReportPartialResult) => void,
  ): Promise<void> {
    await this.files.scanned(token);
    if (token.isCancellationRequested) {
      return;
    }
    const before = new Map(previous.map((result) => [uriKey(result.uri), result]));
    let items: WorkspaceDocumentDiagnosticReport[] = [];
    const flush = (): void => {
      if (items.length > 0) {
        send({ items });
        items = [];
      }
    };
    const isDone = await this.#checkAll(
      (file, result) => {
        const known = before.get(file.key);
        before.delete(file.key);
        const uri = known?.uri ?? file.uri;
        if (known?.value === result.resultId) {
          items.push(unchanged(uri, result.resultId));
        } else if (known || result.items.length > 0 || this.#wereOpen.has(file.key)) {
          items.push(full(uri, result.items, result.resultId));
        }
      },
      () => {
        flush();
        return token.isCancellationRequested;
      },
    );
    if (isDone) {
      items.push(...this.#gone([...before.values()].map(({ uri }) => uri)));
    }
    flush();
  }

  /** Pushes what has changed in the files since it was last pushed, unless another call comes after this one. */
  async push(): Promise<void> {
    const pass = ++this.#passes;
    await this.files.scanned();
    const seen = new Set<string>();
    const isDone = await this.#checkAll(
      (file, { items, resultId }) => {
        const before = this.#pushed.get(file.key);
        seen.add(file.key);
        if (before ? before.resultId !== resultId : items.length > 0) {
          this.#send(file.uri, items, resultId);
        }
      },
      () => pass !== this.#passes,
    );
    for (const [key, { uri }] of isDone ? this.#pushed : []) {
      if (!seen.has(key)) {
        this.#pushed.delete(key);
        if (!this.workflows.isOpen(uri)) {
          this.#send(uri, [], undefined);
        }
      }
    }
  }

  /** Pushes what is found in a document on disk in the place of what was found in it while it was open. */
  pushClosed(uri: string): void {
    const result = this.of(uri);
    this.#send(uri, result?.items ?? [], result?.resultId);
  }

  #isOn(): boolean {
    return this.analyzer.settings.workspaceDiagnostics;
  }

  /** Checks all files that are not open; false when it was stopped on the way. */
  async #checkAll(
    take: (file: DiskFile, result: ClosedResult) => void,
    isStopped: () => boolean,
  ): Promise<boolean> {
    let fresh = 0;
    const keys = this.#isOn() ? this.files.keys() : [];
    for (const key of keys) {
      // It may have gone, or have been opened, while others had their turn.
      const file = this.workflows.isKeyOpen(key) ? undefined : this.files.ofKey(key);
      const known = this.#results.get(key);
      const result = file && this.#check(file);
      if (file && result) {
        take(file, result);
      }
      fresh += result === known ? 0 : 1;
      if (result !== known && fresh % AT_ONCE === 0) {
        await this.runtime.yield();
        if (isStopped()) {
          return false;
        }
      }
    }
    for (const key of [...this.#results.keys()].filter((other) => !this.files.ofKey(other))) {
      this.#results.delete(key);
    }
    return true;
  }

  #check(file: DiskFile): ClosedResult {
    const { uri, key, text } = file;
    const known = this.#results.get(key);
    if (known?.text === text && known.isCurrent()) {
      return known;
    }
    const { findings, resultId, isCurrent } = this.analyzer.check(uri, parseDocument(text));
    const source = createText(uri, LANGUAGE_ID, 0, text, this.client().positionEncoding);
    const items = findings.map((finding) =>
      toDiagnostic(source, finding, this.analyzer.severityOf(finding, uri), this.client()),
    );
    const isSame = known?.text === text && JSON.stringify(known.items) === JSON.stringify(items);
    const result = { text, items, resultId: isSame ? known.resultId : resultId, isCurrent };
    this.#results.set(key, result);
    return result;
  }

  /** Empty reports for the files that a client may still show something of, and that are no longer looked at. */
  #gone(uris: readonly string[]): WorkspaceDocumentDiagnosticReport[] {
    const gone = new Map(uris.map((uri) => [uriKey(uri), uri]));
    for (const [key, uri] of this.#wereOpen) {
      if (!this.#isOn() || !this.files.ofKey(key)) {
        gone.set(key, gone.get(key) ?? uri);
        this.#wereOpen.delete(key);
      }
    }
    return [...gone.values()].filter((uri) => !this.workflows.isOpen(uri)).map((uri) => full(uri, []));
  }

  #send(uri: string, items: readonly Diagnostic[], resultId: string | undefined): void {
    const key = uriKey(uri);
    if (resultId === undefined) {
      this.#pushed.delete(key);
    } else {
      this.#pushed.set(key, { uri, resultId });
    }
    // A connection that has closed takes nothing, which is nobody's fault.
    this.connection.sendDiagnostics({ uri, diagnostics: [...items] }).catch(() => {});
  }
}

function unchanged(uri: string, resultId: string): WorkspaceDocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Unchanged, uri, version: null, resultId };
}

function full(
  uri: string,
  items: readonly Diagnostic[],
  resultId?: string,
): WorkspaceDocumentDiagnosticReport {
  const kind = DocumentDiagnosticReportKind.Full;
  return { kind, uri, version: null, items: [...items], ...(resultId !== undefined && { resultId }) };
}
