import type { Catalog } from "../schema/catalog";
import { workflowIdAt, workflowIdsOf } from "../schema/workflowIds";
import { conditionsTo, type WorkflowDocument } from "../workflow/document";
import { fieldAt, idAt } from "../workflow/find";
import { ACTION_KEYS, actionField, fieldOf, normalId } from "../workflow/model";
import type { Span } from "../workflow/span";

/** A place that has to do with the one at the cursor; it is written where the thing itself stands. */
export interface Highlight {
  readonly span: Span;
  readonly kind: "read" | "write";
}

/**
 * The places that light up together with the one at an offset: an `id` and every `step_id` that goes there, all
 * steps with the same action, all configs that name the same workflow. In the order of the text.
 */
export function findHighlights(document: WorkflowDocument, catalog: Catalog, offset: number): Highlight[] {
  const highlights =
    ofId(document, offset) ?? ofAction(document, offset) ?? ofWorkflow(document, catalog, offset);
  return (highlights ?? []).sort((a, b) => a.span.start - b.span.start);
}

function ofId(document: WorkflowDocument, offset: number): Highlight[] | undefined {
  const found = idAt(document, offset);
  return (
    found && [
      ...found.steps.flatMap((step) => toHighlight(fieldOf(step, "id")?.value, "write")),
      ...conditionsTo(document, found.id).flatMap((condition) =>
        toHighlight(fieldOf(condition, "step_id")?.value, "read"),
      ),
    ]
  );
}

function ofAction(document: WorkflowDocument, offset: number): Highlight[] | undefined {
  const found = fieldAt(document, offset);
  const action = found?.field.value?.value;
  const isAction = found?.part.kind === "step" && ACTION_KEYS.some((key) => key === found.field.name);
  if (!isAction || found.onKey || typeof action !== "string" || action === "") {
    return undefined;
  }
  return document.steps
    .map((step) => actionField(step)?.value)
    .filter((value) => value?.value === action)
    .flatMap((value) => toHighlight(value, "read"));
}

function ofWorkflow(document: WorkflowDocument, catalog: Catalog, offset: number): Highlight[] | undefined {
  const id = workflowIdAt(document, catalog, offset)?.id;
  return id
    ? document.steps
        .flatMap((step) => workflowIdsOf(step, catalog))
        .filter((other) => normalId(other.id) === normalId(id))
        .flatMap(({ value }) => toHighlight(value, "read"))
    : undefined;
}

function toHighlight(span: Span | undefined, kind: Highlight["kind"]): Highlight[] {
  return span ? [{ span, kind }] : [];
}
