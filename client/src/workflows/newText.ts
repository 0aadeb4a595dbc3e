import { isObject } from "../api/types";

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a new workflow begins with: an example's contents, or nothing but a schema, which may be empty for none. */
export type Template = { readonly example: Readonly<Record<string, unknown>> } | { readonly schema: string };

/** A workflow that is about to have its first file. */
export interface NewWorkflow {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

/**
 * A new workflow with UUIDs of its own: one for the workflow, one for each step, and the same wherever an
 * example refers to one of these. UUIDs of other workflows stay.
 *
 * @param newId makes a UUID
 */
export function newWorkflow(template: Template, name: string, newId: () => string): NewWorkflow {
  const contents =
    "example" in template
      ? { ...template.example, name }
      : { name, ...(template.schema !== "" && { schema: template.schema }), steps: [], rescue: [] };
  const { id: ownId, ...rest } = contents as Readonly<Record<string, unknown>>;
  const ids = new Map<string, string>();
  const id = newId();
  if (typeof ownId === "string") {
    ids.set(ownId.toLowerCase(), id);
  }
  for (const stepId of idsIn([rest["steps"], rest["rescue"]])) {
    ids.set(stepId.toLowerCase(), newId());
  }
  return { id, name, text: `${JSON.stringify({ id, ...renewed(rest, ids) }, null, 2)}\n` };
}

/** The `id`s of all steps, wherever they stand. */
function idsIn(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(idsIn);
  }
  if (!isObject(value)) {
    return [];
  }
  const id = value["id"];
  const { config: _config, ...fields } = value;
  return [...(typeof id === "string" && UUID.test(id) ? [id] : []), ...Object.values(fields).flatMap(idsIn)];
}

function renewed<T>(value: T, ids: ReadonlyMap<string, string>): T;
function renewed(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") {
    return ids.get(value.toLowerCase()) ?? value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => renewed(item, ids));
  }
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, renewed(inner, ids)]))
    : value;
}
