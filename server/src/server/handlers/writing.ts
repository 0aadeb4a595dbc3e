import type { CodeAction, Diagnostic } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { findQuickFixes, type QuickFix } from "../../features/codeActions";
import { findCompletions } from "../../features/completion";
import { toCodeAction, toCompletionItem, toDiagnostic, toSpan } from "../convert";
import type { Requests } from "./requests";

/** The requests that change a text. */
export function handleWriting(requests: Requests): void {
  const { connection, analyzer, runtime, client } = requests;

  connection.onCompletion(({ textDocument, position }, token) =>
    requests.answer("Completion", textDocument, token, [], ({ source, document }) =>
      findCompletions(
        document,
        analyzer.catalogFor(source.uri),
        source.offsetAt(position),
        runtime.newId,
      ).map((item) => toCompletionItem(source, item, client())),
    ),
  );

  connection.onCodeAction(({ textDocument, range, context }, token) =>
    requests.answer<CodeAction[]>("Quick fixes", textDocument, token, [], ({ source }) => {
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
    const own = toDiagnostic(source, finding, analyzer.severityOf(finding.rule, source.uri), client());
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
