import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Diagnostic,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { findQuickFixes } from "../../features/codeActions";
import { type Finding, findingsAt } from "../../rules/rule";
import type { Span } from "../../workflow/span";
import { isAskedFor, toCodeAction, toDiagnostic, toSpan } from "../convert";
import { fixAllActions, handleFixAll, safeFixActions } from "./fixAll";
import { projectFixes } from "./projectFixes";
import { refactoringActions } from "./refactoring";
import type { Opened, Requests } from "./requests";

/** The request for what can be done at a place: fixes of findings, and refactorings. */
export function handleCodeActions(requests: Requests): void {
  requests.connection.onCodeAction(({ textDocument, range, context }, token) =>
    requests.answer<CodeAction[]>("Code actions", textDocument, token, [], (opened) => {
      const span = toSpan(opened.source, range);
      return [
        ...(isAskedFor(CodeActionKind.QuickFix, context) ? quickFixes(requests, opened, span, context) : []),
        ...safeFixActions(requests, opened, context),
        ...refactoringActions(requests, opened, span, context),
      ];
    }),
  );
  handleFixAll(requests);
}

function quickFixes(
  requests: Requests,
  opened: Opened,
  range: Span,
  context: CodeActionContext,
): CodeAction[] {
  const { analyzer, runtime, client } = requests;
  const { source, document } = opened;
  const { findings } = analyzer.analyze(source);
  const shownOf = (finding: Finding) => diagnosticOf(requests, source, finding, context.diagnostics);
  return [
    ...findQuickFixes(document, findings, range, runtime.newId).map((fix) =>
      toCodeAction(source, fix, shownOf(fix.finding), client().documentChanges),
    ),
    ...fixAllActions(requests, opened, findingsAt(findings, range), findings, shownOf),
    ...projectFixes(requests, opened, findings, range, shownOf),
  ];
}

/** The client's own diagnostic of a finding, so that it can tie an action to it. */
function diagnosticOf(
  { analyzer, client }: Requests,
  source: TextDocument,
  finding: Finding,
  shown: readonly Diagnostic[],
): Diagnostic {
  const own = toDiagnostic(source, finding, analyzer.severityOf(finding, source.uri), client());
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
