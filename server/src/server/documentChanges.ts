import type { TextDocumentContentChangeEvent, TextDocumentsConfiguration } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { PositionEncoding } from "../workflow/characters";
import { mergeChanges, type TextChange } from "../workflow/update";
import { createText, updateText } from "./texts";

/** All that has happened to a text since one of its versions, as one change. */
interface Entry {
  readonly version: number;
  readonly change: TextChange;
}

/** Open documents as the protocol changes them, which remember what has changed since it was last asked for. */
export class DocumentChanges implements TextDocumentsConfiguration<TextDocument> {
  readonly #entries = new Map<string, Entry>();

  /** @param encoding what the positions of the client count */
  constructor(private readonly encoding: () => PositionEncoding = () => "utf-16") {}

  create(uri: string, languageId: string, version: number, text: string): TextDocument {
    this.#entries.delete(uri);
    return createText(uri, languageId, version, text, this.encoding());
  }

  update(document: TextDocument, changes: TextDocumentContentChangeEvent[], version: number): TextDocument {
    const since = this.#entries.get(document.uri)?.version ?? document.version;
    for (const change of changes) {
      const next = toTextChange(document, change);
      const before = this.#entries.get(document.uri)?.change;
      updateText(document, [change], version);
      this.#entries.set(document.uri, {
        version: since,
        change: before ? mergeChanges(before, next) : next,
      });
    }
    // A client may tell of a new version without any change.
    return updateText(document, [], version);
  }

  /** Whether a text has changed since it was last asked for. */
  has(uri: string): boolean {
    return this.#entries.has(uri);
  }

  /** What has changed since this version, which is forgotten; undefined where that is not known. */
  take(uri: string, since: number): TextChange | undefined {
    const entry = this.#entries.get(uri);
    this.#entries.delete(uri);
    return entry?.version === since ? entry.change : undefined;
  }

  forget(uri: string): void {
    this.#entries.delete(uri);
  }
}

function toTextChange(document: TextDocument, change: TextDocumentContentChangeEvent): TextChange {
  const { length } = change.text;
  if (!("range" in change)) {
    return { start: 0, end: document.getText().length, length };
  }
  const offsets = [document.offsetAt(change.range.start), document.offsetAt(change.range.end)];
  return { start: Math.min(...offsets), end: Math.max(...offsets), length };
}
