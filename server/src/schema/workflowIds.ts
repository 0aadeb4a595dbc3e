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

/** What was found in a step when it was as it was then. */
interface Entry {
  readonly revision: number;
  readonly catalog: Catalog;
  readonly ids: readonly WorkflowIdField[];
}

/** All steps of a file are asked again and again, and nearly all of them have none. */
const known = new WeakMap<Step, Entry>();

/** The fields of a step's config that hold another workflow's UUID, as far as the catalog knows. */
export function workflowIdsOf(step: Step, catalog: Catalog): readonly WorkflowIdField[] {
  const entry = known.get(step);
  if (entry?.revision === step.revision && entry.catalog === catalog) {
    return entry.ids;
  }
  const ids = findWorkflowIds(step, catalog);
  known.set(step, { revision: step.revision, catalog, ids });
  return ids;
}

function findWorkflowIds(step: Step, catalog: Catalog): readonly WorkflowIdField[] {
  const config = fieldOf(step, "config")?.value;
  const fields = config && catalog.get(actionOf(step) ?? "")?.config;
  const ids = (fields ?? []).flatMap(({ key, holds }) => {
    const field = holds === "workflow-id" && config ? propertyOf(config, key) : undefined;
    const value = field?.value;
    return field && value && typeof value.value === "string" ? [{ step, field, value, id: value.value }] : [];
  });
  return ids.length === 0 ? NONE : ids;
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
