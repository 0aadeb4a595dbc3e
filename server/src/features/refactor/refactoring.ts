import type { Catalog } from "../../schema/catalog";
import type { WorkflowDocument } from "../../workflow/document";
import type { Edit } from "../../workflow/edits";
import { shortened } from "../../workflow/label";
import { fieldOf, labelOf, type Step, type StepList } from "../../workflow/model";
import type { Node } from "../../workflow/node";
import type { Span } from "../../workflow/span";

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

/** A step as it is called in a title, in quotes. */
export function called(step: Step): string {
  return `'${shortened(labelOf(step))}'`;
}

/** Whether one stretch of the text lies in another. */
export function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The innermost step that holds what is selected. */
export function selectedStep({ document, range }: RefactorContext): Step | undefined {
  return document.steps.findLast((step) => holds(step.span, range));
}

/** A step and all that are nested in it, in the order of the text. */
export function withNested(step: Step): Step[] {
  return [step, ...step.conditions.flatMap((condition) => condition.steps.steps.flatMap(withNested))];
}

/** The array in which the steps of a list stand. */
export function arrayOf(list: StepList): Node | undefined {
  return fieldOf(list.owner, list.name)?.value;
}
