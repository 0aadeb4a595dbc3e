import { conditionsTo, type WorkflowDocument } from "../workflow/document";
import { idAt } from "../workflow/find";
import { fieldOf } from "../workflow/model";
import type { Span } from "../workflow/span";

/**
 * The places of the file that name the step at an offset: every `step_id` with its UUID and, if asked for, the
 * `id` itself. In the order of the text.
 */
export function findReferences(document: WorkflowDocument, offset: number, withDeclaration: boolean): Span[] {
  const found = idAt(document, offset);
  if (!found) {
    return [];
  }
  const fields = [
    ...(withDeclaration ? found.steps.map((step) => fieldOf(step, "id")) : []),
    ...conditionsTo(document, found.id).map((condition) => fieldOf(condition, "step_id")),
  ];
  return fields.flatMap((field) => (field?.value ? [field.value] : [])).sort((a, b) => a.start - b.start);
}
