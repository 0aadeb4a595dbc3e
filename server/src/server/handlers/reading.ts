import type { CodeLens, DocumentHighlight, DocumentLink, InlayHint } from "vscode-languageserver";
import { findReferenceLenses, findStepReferences } from "../../features/codeLenses";
import { findHighlights } from "../../features/highlights";
import { findHover } from "../../features/hover";
import { findInlayHints } from "../../features/inlayHints";
import { findLinks } from "../../features/links";
import { SHOW_REFERENCES } from "../../protocol";
import { toHover, toSpan } from "../convert";
import {
  readLensData,
  toCodeLens,
  toDocumentLink,
  toHighlight,
  toInlayHint,
  toReferencesCommand,
} from "../convertViews";
import type { Requests } from "./requests";

/** The requests that tell what is in a text. */
export function handleReading(requests: Requests): void {
  const { connection, analyzer, client } = requests;

  connection.onHover(({ textDocument, position }, token) =>
    requests.answer("Hover", textDocument, token, null, ({ source, document }) => {
      const catalog = analyzer.catalogFor(source.uri);
      const hover = findHover(document, catalog, source.offsetAt(position), requests.workspace());
      return hover ? toHover(source, hover, client()) : null;
    }),
  );

  connection.onDocumentHighlight(({ textDocument, position }, token) =>
    requests.answer<DocumentHighlight[]>("Highlights", textDocument, token, [], ({ source, document }) =>
      findHighlights(document, analyzer.catalogFor(source.uri), source.offsetAt(position)).map((highlight) =>
        toHighlight(source, highlight),
      ),
    ),
  );

  connection.onDocumentLinks(({ textDocument }, token) =>
    requests.answer<DocumentLink[]>("Links", textDocument, token, [], ({ source, document }) =>
      findLinks(document, analyzer.catalogFor(source.uri), requests.workspace()).flatMap((link) =>
        toDocumentLink(source, link),
      ),
    ),
  );

  connection.languages.inlayHint.on(({ textDocument, range }, token) =>
    requests.answer<InlayHint[]>("Inlay hints", textDocument, token, [], ({ source, document }) =>
      findInlayHints(
        document,
        analyzer.catalogFor(source.uri),
        requests.workspace(),
        toSpan(source, range),
      ).map((hint) => toInlayHint(source, hint)),
    ),
  );

  connection.onCodeLens(({ textDocument }, token) =>
    requests.answer<CodeLens[]>("Code lenses", textDocument, token, [], ({ source, document }) =>
      // Without the command there is nothing that a lens could do.
      client().commands.has(SHOW_REFERENCES)
        ? findReferenceLenses(document).map((lens) => toCodeLens(source, lens))
        : [],
    ),
  );

  connection.onCodeLensResolve((lens, token) => {
    const data = readLensData(lens.data);
    return requests.answer("Code lens", { uri: data?.uri ?? "" }, token, lens, ({ source, document }) => ({
      ...lens,
      command: toReferencesCommand(source, lens, findStepReferences(document, data?.id ?? "")),
    }));
  });
}
