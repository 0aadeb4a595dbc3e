import type { CodeAction, Diagnostic } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { findQuickFixes } from "../../features/codeActions";
import { findCompletions } from "../../features/completion";
import type { Finding } from "../../rules/rule";
import { toCodeAction, toCompletionItem, toDiagnostic, toSpan } from "../convert";
import type { Requests } from "./requests";
import { silencingActions } from "./silencing";

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
        requests.workspace(),
      ).map((item) => toCompletionItem(source, item, client())),
    ),
  );

  connection.onCodeAction(({ textDocument, range, context }, token) =>
    requests.answer<CodeAction[]>("Quick fixes", textDocument, token, [], ({ source }) => {
      const { document, findings } = analyzer.analyze(source);
      const span = toSpan(source, range);
      const fixes = findQuickFixes(document, findings, span, runtime.newId);
      const shownOf = (finding: Finding) => diagnosticOf(source, finding, context.diagnostics);
      return [
        ...fixes.map((fix) => toCodeAction(source, fix, shownOf(fix.finding), client().documentChanges)),
        ...silencingActions(requests, source, findings, span, shownOf),
      ];
    }),
  );

  /** The client's own diagnostic of a finding, so that it can tie an action to it. */
  function diagnosticOf(source: TextDocument, finding: Finding, shown: readonly Diagnostic[]): Diagnostic {
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
