import type { DocumentSymbol, SymbolInformation } from "vscode-languageserver";
import { findDefinition } from "../../features/definition";
import { findReferences } from "../../features/references";
import { findSymbols } from "../../features/symbols";
import { toLocation, toLocationLink, toSymbol, toSymbolInformation } from "../convert";
import type { Requests } from "./requests";

/** The requests that lead from one place to another. */
export function handleNavigation(requests: Requests): void {
  const { connection, client } = requests;

  connection.onDefinition(({ textDocument, position }, token) =>
    requests.answer("Definition", textDocument, token, [], ({ source, document }) => {
      const links = findDefinition(document, source.offsetAt(position));
      return client().locationLinks
        ? links.map((link) => toLocationLink(source, link))
        : links.map((link) => toLocation(source, link.selection));
    }),
  );

  connection.onReferences(({ textDocument, position, context }, token) =>
    requests.answer("References", textDocument, token, [], ({ source, document }) =>
      findReferences(document, source.offsetAt(position), context.includeDeclaration).map((span) =>
        toLocation(source, span),
      ),
    ),
  );

  connection.onDocumentSymbol(({ textDocument }, token) =>
    requests.answer<DocumentSymbol[] | SymbolInformation[]>(
      "Outline",
      textDocument,
      token,
      [],
      ({ source, document }) => {
        const symbols = findSymbols(document);
        return client().hierarchicalSymbols
          ? symbols.map((symbol) => toSymbol(source, symbol))
          : symbols.flatMap((symbol) => toSymbolInformation(source, symbol));
      },
    ),
  );
}
