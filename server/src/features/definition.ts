import type { WorkflowDocument } from "../workflow/document";
import { idAt } from "../workflow/find";
import { fieldOf } from "../workflow/model";
import type { Span } from "../workflow/span";

/** Where a step_id leads: what lights up at the cursor, the whole step, and the id in it. */
export interface StepLink {
  readonly origin: Span;
  readonly target: Span;
  readonly selection: Span;
}

/**
 * The step that a `step_id`, or a step's own `id`, stands for; several where an id is taken twice. A step's own
 * id leads to itself, on which editors show its references.
 */
export function findDefinition(document: WorkflowDocument, offset: number): StepLink[] {
  const found = idAt(document, offset);
  return (found?.steps ?? []).flatMap((step) => {
    const id = fieldOf(step, "id")?.value;
    return found && id ? [{ origin: found.span, target: step.span, selection: id }] : [];
  });
}
