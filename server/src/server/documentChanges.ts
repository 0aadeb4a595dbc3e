import type {
  Range,
  TextDocumentContentChangeEvent,
  TextDocumentsConfiguration,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { PositionEncoding } from "../workflow/characters";
import { mergeChanges, type TextChange } from "../workflow/update";
import { toRange, toSpan } from "./convert";
import { createText, updateText } from "./texts";

/** All that has happened to a text, as one change. */
interface Entry {
  /** The text before it. Versions would not do, as a client may get them wrong. */
  readonly before: string;
  readonly change: TextChange;
}

/** Open documents as the protocol changes them, which remember what has changed since it was last asked for. */
export class DocumentChanges implements TextDocumentsConfiguration<TextDocument> {
  readonly #entries = new Map<string, Entry>();

  /** @param encoding what the positions of the client count */
  constructor(private readonly encoding: () => PositionEncoding = () => "utf-16") {}

  create(uri: string, languageId: string, version: number, text: string): TextDocument {
    if (typeof uri !== "string" || typeof text !== "string") {
      throw new Error("A document has no address or no text.");
    }
    this.#entries.delete(uri);
    return createText(uri, languageId, version, text, this.encoding());
  }

  update(document: TextDocument, changes: TextDocumentContentChangeEvent[], version: number): TextDocument {
    for (const change of changes) {
      const text = document.getText();
      const range = rangeOf(document, change);
      const { start, end } = range ? toSpan(document, range) : { start: 0, end: text.length };
      const next = { start, end, length: change.text.length };
      const known = this.#entries.get(document.uri);
      updateText(document, [{ ...(range && { range }), text: change.text }], version);
      this.#entries.set(document.uri, {
        before: known?.before ?? text,
        change: known ? mergeChanges(known.change, next) : next,
      });
    }
    // A client may tell of a new version without any change.
    return updateText(document, [], version);
  }

  /** What has changed since it was this text, which is forgotten; undefined where that is not known. */
  take(uri: string, before: string | undefined): TextChange | undefined {
    const entry = this.#entries.get(uri);
    this.#entries.delete(uri);
    return entry?.before === before ? entry?.change : undefined;
  }

  forget(uri: string): void {
    this.#entries.delete(uri);
  }
}

/** The range of a change as it lies in the text; undefined for all of the text. One beyond it would break the lines. */
function rangeOf(document: TextDocument, change: TextDocumentContentChangeEvent): Range | undefined {
  if (typeof change.text !== "string") {
    throw new Error("A change of a document has no text.");
  }
  if (!("range" in change && change.range)) {
    return undefined;
  }
  const { start, end } = toSpan(document, change.range);
  return toRange(document, { start: Math.min(start, end), end: Math.max(start, end) });
}
