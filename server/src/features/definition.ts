import type { Catalog } from "../schema/catalog";
import { findWorkflowId } from "../schema/workflowIds";
import type { WorkflowDocument } from "../workflow/document";
import { idAt } from "../workflow/find";
import { fieldOf } from "../workflow/model";
import type { Span } from "../workflow/span";
import type { FileRange, Workspace } from "../workflow/workspace";

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

/** Where the UUID of a workflow leads: what lights up at the cursor, and the id in the workflow's file. */
export interface WorkflowLink {
  readonly origin: Span;
  readonly selection: FileRange;
}

/** The workflows that a UUID in a config, or the workflow's own `id`, stands for. Its own leads to itself too. */
export function findWorkflowDefinition(
  document: WorkflowDocument,
  catalog: Catalog,
  workspace: Workspace,
  offset: number,
): WorkflowLink[] {
  const found = findWorkflowId(document, catalog, offset);
  return found ? workspace.withId(found.id).map(({ selection }) => ({ origin: found.span, selection })) : [];
}
