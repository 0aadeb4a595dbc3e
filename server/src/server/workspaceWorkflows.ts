import type { TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Catalog } from "../schema/catalog";
import { parseDocument, type WorkflowDocument } from "../workflow/document";
import type { IndexedWorkflow, Workspace } from "../workflow/workspace";
import { readWorkflow } from "../workspace/read";
import { uriKey } from "../workspace/uri";
import { type ObservedWorkspace, WorkflowIndex } from "../workspace/workflowIndex";
import type { Analyzer } from "./analysis";
import type { ClientSupport } from "./capabilities";
import type { Runtime } from "./runtime";
import type { DiskFiles } from "./workspaceFiles";

/** How many workflows are read anew before whatever else there is to do has its turn. */
const AT_ONCE = 16;

/**
 * All workflows that are known: those on disk, and those that are open, whose text counts over the one on disk.
 * Open ones are read when somebody wants to know, so that typing does not wait for it.
 */
export class WorkspaceWorkflows {
  readonly #index = new WorkflowIndex();
  /** The addresses of the open documents that count, and those that changed since they were read, by their keys. */
  readonly #open = new Map<string, string>();
  readonly #unread = new Set<string>();
  readonly #catalogs = new Map<string, Catalog>();
  readonly #listeners: (() => void)[] = [];
  #rereads = 0;

  /** @param changed told that other workflows look different now to those who asked for them */
  constructor(
    private readonly runtime: Runtime,
    private readonly documents: TextDocuments<TextDocument>,
    private readonly files: DiskFiles,
    private readonly analyzer: Analyzer,
    private readonly client: () => ClientSupport,
    changed: () => void,
  ) {
    this.onChange(changed);
    documents.onDidOpen(({ document }) => {
      if (this.#counts(document.uri)) {
        this.#open.set(uriKey(document.uri), document.uri);
      }
    });
    documents.onDidChangeContent(({ document }) => {
      const key = uriKey(document.uri);
      if (this.#open.has(key)) {
        this.#unread.add(key);
      }
    });
    documents.onDidClose(({ document }) => {
      const key = uriKey(document.uri);
      if (this.#open.delete(key)) {
        this.#unread.delete(key);
        this.take([document.uri]);
      }
    });
  }

  /** Calls back whenever other workflows look different to those who asked for them. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** The workflows as they are now, unsaved texts too. */
  now(): Workspace {
    this.#readOpen();
    return this.#index;
  }

  /** The other workflows as the rules may see them for a file: only inside the folders, and once all are known. */
  observe(uri: string): ObservedWorkspace | undefined {
    this.#readOpen();
    if (!this.files.isKnown(uri)) {
      return undefined;
    }
    const observed = this.#index.observe();
    return {
      workspace: observed.workspace,
      isCurrent: () => {
        this.#readOpen();
        return observed.isCurrent();
      },
    };
  }

  isOpen(uri: string): boolean {
    return this.isKeyOpen(uriKey(uri));
  }

  isKeyOpen(key: string): boolean {
    return this.#open.has(key);
  }

  /** Takes over what has changed on disk; of files that are open, the text on disk does not count. */
  take(uris: readonly string[]): void {
    const isChanged = uris.map((uri) => this.#take(uri)).includes(true);
    if (isChanged) {
      this.#tell();
    }
  }

  /** Reads those anew, in the background, for whom other actions are known now. */
  async reread(): Promise<void> {
    const turn = ++this.#rereads;
    for (const key of this.#open.keys()) {
      this.#unread.add(key);
    }
    const outdated = this.files
      .all()
      .filter(({ uri, key }) => this.analyzer.catalogFor(uri) !== this.#catalogs.get(key));
    for (let at = 0; at < outdated.length && turn === this.#rereads; at += AT_ONCE) {
      this.take(outdated.slice(at, at + AT_ONCE).map(({ uri }) => uri));
      await this.runtime.yield();
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) {
      listener();
    }
  }

  /** What is open under an address of its own, such as an older version that is compared, is no workflow more. */
  #counts(uri: string): boolean {
    return uri.startsWith("file:") || this.files.folderOf(uri) !== undefined;
  }

  #readOpen(): void {
    if (this.#unread.size === 0) {
      return;
    }
    const keys = [...this.#unread];
    this.#unread.clear();
    let isChanged = false;
    for (const key of keys) {
      const uri = this.#open.get(key);
      const source = uri === undefined ? undefined : this.documents.get(uri);
      if (uri !== undefined && source) {
        const path = this.files.pathOf(uri) ?? uri;
        const workflow = this.#read(this.analyzer.parse(source), uri, path, this.analyzer.catalogFor(uri));
        isChanged = this.#index.set(workflow) || isChanged;
      }
    }
    if (isChanged) {
      this.#tell();
    }
  }

  #take(uri: string): boolean {
    const key = uriKey(uri);
    if (this.#open.has(key)) {
      // What is in it is known, but its path may be another one now.
      this.#unread.add(key);
      return false;
    }
    const file = this.files.get(uri);
    if (!file) {
      this.#catalogs.delete(key);
      return this.#index.delete(uri);
    }
    const catalog = this.analyzer.catalogFor(file.uri);
    this.#catalogs.set(key, catalog);
    // The copy has all that is asked for and lets the tree go.
    return this.#index.set({ ...this.#read(parseDocument(file.text), file.uri, file.path, catalog) });
  }

  #read(document: WorkflowDocument, uri: string, path: string, catalog: Catalog): IndexedWorkflow {
    return readWorkflow(document, { uri, path, catalog, encoding: this.client().positionEncoding });
  }
}
