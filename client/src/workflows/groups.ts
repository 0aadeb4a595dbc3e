import goblSchemas from "../../../schemas/gobl-schemas.json";
import type { StoredWorkflow } from "../api/types";

/** The workflows of one schema. */
export interface Group {
  /** The schema in its short form; empty for the workflows that have none. */
  readonly schema: string;
  readonly label: string;
  /** In the order of their names. */
  readonly workflows: readonly StoredWorkflow[];
}

/** Made when it is first needed, as loading the languages' orders takes a good part of the extension's start. */
let collator: Intl.Collator | undefined;

/** Names are put in order as people do, numbers by their size. */
function compare(a: string, b: string): number {
  collator ??= new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  return collator.compare(a, b);
}

/** Puts workflows into groups: those of Invopop's schemas in the order of its list, others, and those without one. */
export function groupsOf(workflows: readonly StoredWorkflow[]): Group[] {
  const bySchema = new Map<string, StoredWorkflow[]>();
  for (const workflow of workflows) {
    const schema = shortSchema(workflow.schema);
    const list = bySchema.get(schema) ?? [];
    list.push(workflow);
    bySchema.set(schema, list);
  }
  return [...bySchema]
    .map(([schema, list]) => ({ schema, label: schemaLabel(schema), workflows: list.sort(byName) }))
    .sort((a, b) => rankOf(a.schema) - rankOf(b.schema) || compare(a.schema, b.schema));
}

/** What a schema is called to people; one that is not known is called by its name. */
export function schemaLabel(schema: string): string {
  return schema === ""
    ? "Without Schema"
    : (goblSchemas.find(({ name }) => name === schema)?.title ?? schema);
}

/** Workflows in which each word of a query is found, in the name, id, country or schema, however it is written. */
export function filtered(workflows: readonly StoredWorkflow[], query: string): readonly StoredWorkflow[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return words.length === 0
    ? workflows
    : workflows.filter((workflow) => {
        const text = searchText(workflow);
        return words.every((word) => text.includes(word));
      });
}

/** How a workflow is called to a person. */
export function labelOf({ name }: Pick<StoredWorkflow, "name">): string {
  return name?.replace(/\s+/g, " ").trim() || "Unnamed workflow";
}

/** The short form of a schema, also where it is written as a URL, as GOBL does. */
function shortSchema(schema: string | undefined): string {
  return (schema ?? "").trim().replace(/^https:\/\/gobl\.org\/[^/]+\//, "");
}

function searchText({ name, id, country, schema }: StoredWorkflow): string {
  const short = shortSchema(schema);
  return plain([name, id, country, short, short && schemaLabel(short)].filter(Boolean).join("\n"));
}

/** A text without the difference of small and capital letters, and without accents. */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
}

function rankOf(schema: string): number {
  const rank = goblSchemas.findIndex(({ name }) => name === schema);
  return schema === "" ? goblSchemas.length + 1 : rank < 0 ? goblSchemas.length : rank;
}

function byName(a: StoredWorkflow, b: StoredWorkflow): number {
  return compare(labelOf(a), labelOf(b)) || compare(a.id ?? "", b.id ?? "");
}
