import type { Catalog } from "../schema/catalog";
import { findWorkflowId } from "../schema/workflowIds";
import { conditionsTo, type WorkflowDocument } from "../workflow/document";
import { idAt } from "../workflow/find";
import { fieldOf, normalId } from "../workflow/model";
import type { Span } from "../workflow/span";
import type { FileRange, Workspace } from "../workflow/workspace";

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

/**
 * The places of all files that name the workflow whose UUID stands at an offset: every config with it and, if
 * asked for, the workflow's own `id`. File by file.
 */
export function findWorkflowReferences(
  document: WorkflowDocument,
  catalog: Catalog,
  workspace: Workspace,
  offset: number,
  withDeclaration: boolean,
): FileRange[] {
  const found = findWorkflowId(document, catalog, offset);
  if (!found) {
    return [];
  }
  const wanted = normalId(found.id);
  return workspace.workflows.flatMap(({ id, selection, references }) => [
    ...(withDeclaration && id !== undefined && normalId(id) === wanted ? [selection] : []),
    ...references.filter((reference) => normalId(reference.id) === wanted).map(({ range }) => range),
  ]);
}
