import type { WorkflowDocument } from "../workflow/document";
import { actionOf, fieldOf, type Step } from "../workflow/model";
import { type Node, type Property, propertyOf } from "../workflow/node";
import { type Span, touches } from "../workflow/span";
import type { Catalog } from "./catalog";

/** A place in a step's config that holds another workflow's UUID. */
export interface WorkflowIdField {
  readonly step: Step;
  readonly field: Property;
  readonly value: Node;
  /** The UUID as written; empty where it is still to be filled in. */
  readonly id: string;
}

const NONE: readonly WorkflowIdField[] = [];

/** The fields of a step's config that hold another workflow's UUID, as far as the catalog knows. */
export function workflowIdsOf(step: Step, catalog: Catalog): readonly WorkflowIdField[] {
  const keys = catalog.workflowKeysOf(actionOf(step) ?? "");
  const config = keys.length > 0 ? fieldOf(step, "config")?.value : undefined;
  if (!config) {
    return NONE;
  }
  return keys.flatMap((key) => {
    const field = propertyOf(config, key);
    const value = field?.value;
    return field && value && typeof value.value === "string" ? [{ step, field, value, id: value.value }] : [];
  });
}

/** The place at an offset that holds another workflow's UUID, if one is there. */
export function workflowIdAt(
  document: WorkflowDocument,
  catalog: Catalog,
  offset: number,
): WorkflowIdField | undefined {
  const step = document.steps.findLast(({ span }) => span.start <= offset && offset <= span.end);
  return step
    ? workflowIdsOf(step, catalog).find(({ value }) => value.start <= offset && offset <= value.end)
    : undefined;
}

/** A workflow's UUID at some place: the file's own, or another's in a config. */
export interface FoundWorkflowId {
  readonly id: string;
  /** The whole value, quotes included. */
  readonly span: Span;
  readonly isOwn: boolean;
}

/** The UUID of a workflow at an offset, the file's own `id` included. */
export function findWorkflowId(
  document: WorkflowDocument,
  catalog: Catalog,
  offset: number,
): FoundWorkflowId | undefined {
  const own = document.workflow && fieldOf(document.workflow, "id")?.value;
  if (own && typeof own.value === "string" && own.value !== "" && touches(own, offset)) {
    return { id: own.value, span: own, isOwn: true };
  }
  const other = workflowIdAt(document, catalog, offset);
  return other && other.id !== "" ? { id: other.id, span: other.value, isOwn: false } : undefined;
}
