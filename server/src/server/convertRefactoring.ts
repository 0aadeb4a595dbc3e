import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  CodeActionTriggerKind,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Refactoring, RefactoringKind } from "../features/refactor/refactoring";
import { ACTION_KEYS_KIND, NEW_IDS_KIND, SORT_KEYS_KIND } from "../protocol";
import { isAskedFor, toWorkspaceEdit } from "./convert";

/** The kinds as editors know them. What is about the whole file stands among the source actions. */
const KINDS: Readonly<Record<RefactoringKind, CodeActionKind>> = {
  inline: CodeActionKind.RefactorInline,
  // VS Code has a heading for it.
  surround: `${CodeActionKind.Refactor}.surround`,
  move: CodeActionKind.RefactorMove,
  "new-id": CodeActionKind.RefactorRewrite,
  "new-ids": NEW_IDS_KIND,
  "sort-keys": SORT_KEYS_KIND,
  "action-keys": ACTION_KEYS_KIND,
};

/** The kinds of all refactorings, as the server tells that it has them. */
export const REFACTORING_KINDS: readonly CodeActionKind[] = Object.values(KINDS);

/** The code of the finding that replacing a Go-to mends. */
const GOTO_CODE = "deprecated-goto";

/**
 * Whether refactorings of a kind are asked for. Where an editor asks by itself, as on each move of the cursor, only
 * those are told of that a person is likely to want right there.
 */
export function wantsRefactoring(kind: RefactoringKind, context: CodeActionContext): boolean {
  const isByItself = context.triggerKind === CodeActionTriggerKind.Automatic && context.only === undefined;
  return (
    (isAskedFor(KINDS[kind], context) && (kind === "inline" || !isByItself)) ||
    (kind === "inline" && isAskedFor(CodeActionKind.QuickFix, context) && isGotoFound(context))
  );
}

export function toRefactorAction(
  source: TextDocument,
  { kind, title, edits, obstacle }: Refactoring,
  context: CodeActionContext,
  documentChanges: boolean,
): CodeAction {
  if (obstacle !== undefined) {
    return { title, kind: KINDS[kind], disabled: { reason: obstacle } };
  }
  const diagnostics = kind === "inline" ? context.diagnostics.filter(({ code }) => code === GOTO_CODE) : [];
  const isFix = diagnostics.length > 0 && isAskedFor(CodeActionKind.QuickFix, context);
  return {
    title,
    kind: isFix ? CodeActionKind.QuickFix : KINDS[kind],
    ...(isFix && { diagnostics }),
    edit: toWorkspaceEdit(source, edits, documentChanges),
  };
}

function isGotoFound({ diagnostics }: CodeActionContext): boolean {
  return diagnostics.some(({ code }) => code === GOTO_CODE);
}
