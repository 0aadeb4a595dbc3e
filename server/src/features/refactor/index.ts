import { isSound } from "../../workflow/document";
import { isLarge } from "../../workflow/size";
import { inlineGoto } from "./goto";
import { renewAllIds, renewStepId } from "./ids";
import { renameProviders, sortKeys } from "./keys";
import { moveStep } from "./move";
import type { RefactorContext, Refactoring, RefactoringKind } from "./refactoring";
import { wrapInCondition } from "./wrap";

const MAKERS: Readonly<Record<RefactoringKind, (context: RefactorContext) => Refactoring[]>> = {
  inline: inlineGoto,
  surround: wrapInCondition,
  move: moveStep,
  "new-id": renewStepId,
  "new-ids": renewAllIds,
  "sort-keys": sortKeys,
  "action-keys": renameProviders,
};

/**
 * The refactorings of some kinds for what is selected. In a text that is more than a comment or a trailing comma
 * away from strict JSON there are none, as nobody knows what belongs to what; nor are there in a large file.
 */
export function findRefactorings(
  context: RefactorContext,
  wants: (kind: RefactoringKind) => boolean,
): Refactoring[] {
  if (!isSound(context.document) || isLarge(context.document)) {
    return [];
  }
  const kinds = Object.keys(MAKERS) as RefactoringKind[];
  return kinds.filter(wants).flatMap((kind) => MAKERS[kind](context));
}
