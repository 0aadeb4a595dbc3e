import { conditionsTo, type WorkflowDocument } from "../workflow/document";
import { fieldOf, normalId, type Step, textOf } from "../workflow/model";
import type { Span } from "../workflow/span";

/** A line above a step that some condition goes to. How many there are is told by `findStepReferences`. */
export interface ReferenceLens {
  /** The opening brace of the step. */
  readonly span: Span;
  /** The step's `id`. */
  readonly id: string;
}

/** A lens for every step that a `step_id` names. */
export function findReferenceLenses(document: WorkflowDocument): ReferenceLens[] {
  const wanted = new Set(
    document.conditions.map((condition) => normalId(textOf(condition, "step_id") ?? "")),
  );
  return document.steps.flatMap((step) => {
    const id = textOf(step, "id");
    return id && wanted.has(normalId(id)) ? [{ span: braceOf(step), id }] : [];
  });
}

/** Every `step_id` with a UUID, in the order of the text. */
export function findStepReferences(document: WorkflowDocument, id: string): Span[] {
  return conditionsTo(document, id).flatMap((condition) => fieldOf(condition, "step_id")?.value ?? []);
}

/** What the lens of so many references says. */
export function referencesTitle(count: number): string {
  return count === 1 ? "1 reference" : `${count} references`;
}

function braceOf({ span }: Step): Span {
  return { start: span.start, end: span.start + 1 };
}
