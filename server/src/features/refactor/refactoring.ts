import type { Catalog } from "../../schema/catalog";
import type { WorkflowDocument } from "../../workflow/document";
import type { Edit } from "../../workflow/edits";
import type { Step } from "../../workflow/model";
import { holds, type Span } from "../../workflow/span";

/** What a refactoring does, by which editors sort and ask for them. The last three are about the whole file. */
export type RefactoringKind =
  | "inline"
  | "surround"
  | "move"
  | "new-id"
  | "new-ids"
  | "sort-keys"
  | "action-keys";

/** A change of the text that a person can choose. Its edits do not overlap. */
export interface Refactoring {
  readonly kind: RefactoringKind;
  readonly title: string;
  readonly edits: readonly Edit[];
  /** Why it cannot be done here, where that is worth telling; then it has no edits. */
  readonly obstacle?: string;
}

/** What the makers of refactorings look at. */
export interface RefactorContext {
  readonly document: WorkflowDocument;
  readonly catalog: Catalog;
  /** What is selected; empty at a bare cursor. */
  readonly range: Span;
  readonly newId: () => string;
}

/** The innermost step that holds what is selected. */
export function selectedStep({ document, range }: RefactorContext): Step | undefined {
  return document.steps.findLast((step) => holds(step.span, range));
}
