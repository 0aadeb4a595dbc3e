import type { DocumentSymbol, SymbolInformation } from "vscode-languageserver";
import { findDefinition, findWorkflowDefinition } from "../../features/definition";
import { findReferences, findWorkflowReferences } from "../../features/references";
import { findSymbols } from "../../features/symbols";
import { findWorkspaceSymbols } from "../../features/workspaceSymbols";
import { fromFileRange, toLocation, toLocationLink, toSymbol, toSymbolInformation } from "../convert";
import { toWorkflowLink, toWorkspaceSymbol } from "../convertWorkspace";
import { firstOf } from "../firstOf";
import { positionsInOrder } from "../texts";
import type { Requests } from "./requests";

/** The most symbols of the workspace that are sent; whoever looks for more types another letter. */
const MOST_SYMBOLS = 200;

/** The most steps and conditions of an outline, of which an editor has to make a tree. */
const MOST_IN_OUTLINE = 100_000;

/** The requests that lead from one place to another. */
export function handleNavigation(requests: Requests): void {
  const { connection, analyzer, client } = requests;

  connection.onDefinition(({ textDocument, position }, token) =>
    requests.answer("Definition", textDocument, token, [], ({ source, document }) => {
      const offset = source.offsetAt(position);
      const links = findDefinition(document, offset);
      const catalog = analyzer.catalogFor(source.uri);
      const workflows = findWorkflowDefinition(document, catalog, requests.workspace(), offset);
      return client().locationLinks
        ? [
            ...links.map((link) => toLocationLink(source, link)),
            ...workflows.map((link) => toWorkflowLink(source, link)),
          ]
        : [
            ...links.map((link) => toLocation(source, link.selection)),
            ...workflows.map((link) => fromFileRange(link.selection)),
          ];
    }),
  );

  connection.onReferences(({ textDocument, position, context }, token) =>
    requests.answer("References", textDocument, token, [], ({ source, document }) => {
      const offset = source.offsetAt(position);
      const { includeDeclaration } = context;
      const catalog = analyzer.catalogFor(source.uri);
      const spans = findReferences(document, offset, includeDeclaration);
      return [
        ...spans.map((span) => toLocation(source, span)),
        ...findWorkflowReferences(document, catalog, requests.workspace(), offset, includeDeclaration).map(
          fromFileRange,
        ),
      ];
    }),
  );

  connection.onDocumentSymbol(({ textDocument }, token) =>
    requests.answer<DocumentSymbol[] | SymbolInformation[]>(
      "Outline",
      textDocument,
      token,
      [],
      ({ source, document }) => {
        const all = findSymbols(document);
        const isLong = document.steps.length + document.conditions.length > MOST_IN_OUTLINE;
        const symbols = isLong ? firstOf(all, MOST_IN_OUTLINE) : all;
        const positions = positionsInOrder(source);
        return client().hierarchicalSymbols
          ? symbols.map((symbol) => toSymbol(positions, symbol))
          : symbols.flatMap((symbol) => toSymbolInformation(source, symbol));
      },
    ),
  );

  connection.onWorkspaceSymbol(({ query }, token) =>
    requests.boundary.answer<SymbolInformation[]>("Workspace symbols", token, [], async () => {
      await requests.files.scanned(token);
      return token.isCancellationRequested
        ? []
        : findWorkspaceSymbols(requests.workspace(), query, MOST_SYMBOLS).map(toWorkspaceSymbol);
    }),
  );
}
