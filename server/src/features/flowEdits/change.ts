import type { Keys } from "../../picture/keys";
import type { Catalog } from "../../schema/catalog";
import type { WorkflowDocument } from "../../workflow/document";
import type { Edit } from "../../workflow/edits";
import { called, shortened } from "../../workflow/label";
import { type Condition, matchLabelOf, pathOf, type Step } from "../../workflow/model";
import { selectionOf } from "../../workflow/selection";
import type { Span } from "../../workflow/span";

/** What the makers of changes look at. */
export interface FlowEditContext {
  readonly document: WorkflowDocument;
  readonly catalog: Catalog;
  readonly keys: Keys;
  readonly newId: () => string;
}

/** What one operation does to a text. */
export interface Change {
  /** They do not overlap; none where all is as wanted already. */
  readonly edits: readonly Edit[];
  /** What to show of the edited text. */
  readonly shown: (after: WorkflowDocument) => Span | undefined;
}

/** A change, or a text where it cannot be made, which says why. */
export type Made = Change | string;

/** The step with a key, or why there is none. */
export function stepNamed({ keys }: FlowEditContext, key: string): Step | string {
  return keys.step(key) ?? "This step is not in the file any more, so nothing was changed.";
}

/** The condition with a key, or why there is none. */
export function conditionNamed({ keys }: FlowEditContext, key: string): Condition | string {
  return keys.condition(key) ?? "This condition is not in the file any more, so nothing was changed.";
}

/** A condition as it is called in a sentence. */
export function calledCondition(condition: Condition): string {
  return `'${shortened(matchLabelOf(condition))}' of ${called(condition.step)}`;
}

/** What to show of the step at a path such as `steps[2].next[0].steps[1]`, by default what it is called by. */
export function shownAt(
  { steps }: WorkflowDocument,
  path: string,
  show: (step: Step) => Span | undefined = selectionOf,
): Span | undefined {
  const step = steps.find((one) => pathOf(one) === path);
  return step && show(step);
}
