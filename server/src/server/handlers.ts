import type {
  CancellationToken,
  CodeAction,
  Connection,
  Diagnostic,
  DocumentSymbol,
  Position,
  SymbolInformation,
  TextDocumentIdentifier,
  TextDocuments,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { findQuickFixes, type QuickFix } from "../features/codeActions";
import { findCompletions } from "../features/completion";
import { findDefinition } from "../features/definition";
import { findHover } from "../features/hover";
import { findReferences } from "../features/references";
import { findSymbols } from "../features/symbols";
import type { WorkflowDocument } from "../workflow/document";
import type { Analyzer } from "./analysis";
import type { Boundary } from "./boundary";
import type { ClientSupport } from "./capabilities";
import {
  toCodeAction,
  toCompletionItem,
  toDiagnostic,
  toHover,
  toLocation,
  toLocationLink,
  toSpan,
  toSymbol,
  toSymbolInformation,
} from "./convert";
import type { Runtime } from "./runtime";

/** An open document with its parsed form, as a feature gets them. */
interface Opened {
  readonly source: TextDocument;
  readonly document: WorkflowDocument;
}

/** Connects each LSP request with its feature: finds the document, turns positions into offsets and back. */
export function handleFeatures(
  connection: Connection,
  runtime: Runtime,
  documents: TextDocuments<TextDocument>,
  analyzer: Analyzer,
  boundary: Boundary,
  client: () => ClientSupport,
): void {
  /** Answers with what a feature makes of an open document, and neutrally for one that is not open. */
  const on = <T>(
    name: string,
    id: TextDocumentIdentifier,
    token: CancellationToken,
    neutral: T,
    work: (opened: Opened) => T,
  ) =>
    boundary.answer(name, token, neutral, () => {
      const source = documents.get(id.uri);
      return source ? work({ source, document: analyzer.parse(source) }) : neutral;
    });
  const offset = (source: TextDocument, position: Position) => source.offsetAt(position);

  connection.onCompletion(({ textDocument, position }, token) =>
    on("Completion", textDocument, token, [], ({ source, document }) =>
      findCompletions(document, analyzer.catalog, offset(source, position), runtime.newId).map((item) =>
        toCompletionItem(source, item, client()),
      ),
    ),
  );

  connection.onDefinition(({ textDocument, position }, token) =>
    on("Definition", textDocument, token, [], ({ source, document }) => {
      const links = findDefinition(document, offset(source, position));
      return client().locationLinks
        ? links.map((link) => toLocationLink(source, link))
        : links.map((link) => toLocation(source, link.selection));
    }),
  );

  connection.onReferences(({ textDocument, position, context }, token) =>
    on("References", textDocument, token, [], ({ source, document }) =>
      findReferences(document, offset(source, position), context.includeDeclaration).map((span) =>
        toLocation(source, span),
      ),
    ),
  );

  connection.onHover(({ textDocument, position }, token) =>
    on("Hover", textDocument, token, null, ({ source, document }) => {
      const hover = findHover(document, analyzer.catalog, offset(source, position));
      return hover ? toHover(source, hover, client()) : null;
    }),
  );

  connection.onDocumentSymbol(({ textDocument }, token) =>
    on<DocumentSymbol[] | SymbolInformation[]>("Outline", textDocument, token, [], ({ source, document }) => {
      const symbols = findSymbols(document);
      return client().hierarchicalSymbols
        ? symbols.map((symbol) => toSymbol(source, symbol))
        : symbols.flatMap((symbol) => toSymbolInformation(source, symbol));
    }),
  );

  connection.onCodeAction(({ textDocument, range, context }, token) =>
    on<CodeAction[]>("Quick fixes", textDocument, token, [], ({ source }) => {
      const { document, findings } = analyzer.analyze(source);
      const fixes = findQuickFixes(document, findings, toSpan(source, range), runtime.newId);
      return fixes.map((fix) =>
        toCodeAction(source, fix, diagnosticOf(source, fix, context.diagnostics), client().documentChanges),
      );
    }),
  );

  /** The client's own diagnostic that a fix mends, so that it can tie the two together. */
  function diagnosticOf(source: TextDocument, fix: QuickFix, shown: readonly Diagnostic[]): Diagnostic {
    const { finding } = fix;
    const own = toDiagnostic(source, finding, analyzer.severityOf(finding.rule), client());
    const { start, end } = own.range;
    return (
      shown.find(
        ({ code, range }) =>
          code === own.code &&
          range.start.line === start.line &&
          range.start.character === start.character &&
          range.end.line === end.line &&
          range.end.character === end.character,
      ) ?? own
    );
  }
}
