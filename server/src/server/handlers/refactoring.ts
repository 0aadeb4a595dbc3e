import {
  type CodeAction,
  type CodeActionContext,
  LSPErrorCodes,
  type Range,
  ResponseError,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { freshenPasted } from "../../features/paste";
import { findRefactorings } from "../../features/refactor";
import { findRenameable, rename } from "../../features/rename";
import { FRESH_PASTE, type FreshPasteParams } from "../../protocol";
import type { Span } from "../../workflow/span";
import { toRange, toSpan, toWorkspaceEdit } from "../convert";
import { toRefactorAction, wantsRefactoring } from "../convertRefactoring";
import type { Opened, Requests } from "./requests";

/** What a client offers for renaming: a place and the text in it. */
interface RenamePlace {
  readonly range: Range;
  readonly placeholder: string;
}

/** The requests that change a text in many places, or what is pasted into it. */
export function handleRefactoring(requests: Requests): void {
  const { connection, runtime, client } = requests;

  connection.onPrepareRename(({ textDocument, position }, token) =>
    requests.answer<RenamePlace | ResponseError<never> | null>(
      "Rename",
      textDocument,
      token,
      null,
      ({ source, document }) => {
        const found = findRenameable(document, source.offsetAt(position));
        return found.kind === "refusal"
          ? refusal(found.reason)
          : { range: toRange(source, found.span), placeholder: found.text };
      },
    ),
  );

  connection.onRenameRequest(({ textDocument, position, newName }, token) =>
    requests.answer<WorkspaceEdit | ResponseError<never> | null>(
      "Rename",
      textDocument,
      token,
      null,
      ({ source, document }) => {
        const result = rename(document, source.offsetAt(position), newName);
        return result.kind === "refusal"
          ? refusal(result.reason)
          : toWorkspaceEdit(source, result.edits, client().documentChanges);
      },
    ),
  );

  connection.onRequest(FRESH_PASTE, ({ textDocument, range, text }: FreshPasteParams, token) =>
    requests.answer<string | null>(
      "Paste",
      textDocument,
      token,
      null,
      ({ source, document }) => freshenPasted(document, toSpan(source, range), text, runtime.newId) ?? null,
    ),
  );
}

/** The refactorings that are asked for at a place. What cannot be done is only told to clients that can show why. */
export function refactoringActions(
  { analyzer, runtime, client }: Requests,
  { source, document }: Opened,
  range: Span,
  context: CodeActionContext,
): CodeAction[] {
  const catalog = analyzer.catalogFor(source.uri);
  const found = findRefactorings({ document, catalog, range, newId: runtime.newId }, (kind) =>
    wantsRefactoring(kind, context),
  );
  return found
    .filter(({ obstacle }) => obstacle === undefined || client().disabledActions)
    .map((refactoring) => toRefactorAction(source, refactoring, context, client().documentChanges));
}

function refusal(reason: string): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestFailed, reason);
}
