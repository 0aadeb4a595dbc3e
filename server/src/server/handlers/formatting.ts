import type { TextEdit } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { formatText, formatTyped } from "../../features/format";
import { type Edit, editedSlice } from "../../workflow/edits";
import { toSpan, toTextEdit } from "../convert";
import type { Requests } from "./requests";

/** More edits than this go as one, which every client takes in at once. */
const MOST_EDITS = 2000;

/** The requests that lay out a text. */
export function handleFormatting(requests: Requests): void {
  const { connection } = requests;

  connection.onDocumentFormatting(({ textDocument, options }, token) =>
    requests.answer<TextEdit[]>("Formatting", textDocument, token, [], ({ source, document }) =>
      toTextEdits(source, formatText(document.text, options)),
    ),
  );

  connection.onDocumentRangeFormatting(({ textDocument, range, options }, token) =>
    requests.answer<TextEdit[]>("Formatting", textDocument, token, [], ({ source, document }) =>
      toTextEdits(source, formatText(document.text, options, toSpan(source, range))),
    ),
  );

  connection.onDocumentOnTypeFormatting(({ textDocument, position, ch, options }, token) =>
    requests.answer<TextEdit[]>("Formatting", textDocument, token, [], ({ source, document }) =>
      toTextEdits(source, formatTyped(document, source.offsetAt(position), ch, options)),
    ),
  );
}

function toTextEdits(source: TextDocument, edits: readonly Edit[]): TextEdit[] {
  const merged = edits.length > MOST_EDITS ? [merge(source.getText(), edits)] : edits;
  return merged.map((edit) => toTextEdit(source, edit));
}

/** All edits, which are in the order of the text, as one. */
function merge(text: string, edits: readonly Edit[]): Edit {
  const start = edits[0]?.span.start ?? 0;
  const end = edits.at(-1)?.span.end ?? start;
  return { span: { start, end }, text: editedSlice(text, { start, end }, edits) };
}
