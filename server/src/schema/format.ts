import goblSchemas from "../../../schemas/gobl-schemas.json";
import workflowSchema from "../../../schemas/workflow.schema.json";
import { nearest } from "./nearest";

/** What the format says of one key: its hover text and what completion needs to write its value. */
export interface FormatKey {
  readonly name: string;
  readonly description: string;
  readonly types: readonly string[];
  readonly deprecated: boolean;
  readonly readOnly: boolean;
  /** The closed set of values, with what each means. */
  readonly values: readonly { readonly value: string; readonly description: string | undefined }[];
}

/** The objects that have keys of the format's own. */
export type FormatObject = "workflow" | "step" | "condition";

/**
 * The order in which the keys of an object are best written: what tells which part this is, what it does, and at
 * the end what may go on for pages. The Console writes them in this order too.
 */
export const WRITTEN_ORDER: Readonly<Record<FormatObject, readonly string[]>> = {
  workflow: ["$schema", "id", "name", "description", "schema", "country", "draft", "steps", "rescue"],
  step: ["id", "name", "action", "provider", "notes", "summary", "config", "next"],
  condition: ["status", "code", "steps", "step_id", "stop"],
};

/** A GOBL schema by the short name that Invopop uses. */
export interface GoblSchema {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** False for schemas that GOBL has and Invopop's list leaves out: accepted, not offered. */
  readonly listed?: boolean;
}

/** The schemas that a workflow can be for. */
export const GOBL_SCHEMAS: readonly GoblSchema[] = goblSchemas;

interface SchemaProperty {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly deprecated?: boolean;
  readonly readOnly?: boolean;
  readonly enum?: readonly unknown[];
  readonly enumDescriptions?: readonly string[];
}

interface ObjectSchema {
  readonly properties: Readonly<Record<string, SchemaProperty>>;
}

/** The keywords of JSON Schema that say nothing of what is inside a value. */
const SHALLOW: ReadonlySet<string> = new Set([
  "$comment",
  "default",
  "deprecated",
  "description",
  "enum",
  "enumDescriptions",
  "examples",
  "format",
  "markdownDescription",
  "readOnly",
  "title",
  "type",
]);

const KEYS: Readonly<Record<FormatObject, ReadonlyMap<string, FormatKey>>> = readKeys();

const LOOKED_INTO: ReadonlySet<string> = new Set(
  Object.values(workflowSchema.definitions).flatMap(({ properties }) =>
    Object.entries(properties).flatMap(([name, schema]) =>
      Object.keys(schema).some((keyword) => !SHALLOW.has(keyword)) ? [name] : [],
    ),
  ),
);

/** The keys that an object of the format can have, in the order in which they are best written. */
export function keysOf(object: FormatObject): ReadonlyMap<string, FormatKey> {
  return KEYS[object];
}

/**
 * The keys that an unknown key of an object was probably meant to be, nearest first; those that are there already
 * are not among them.
 */
export function meantKeys(object: FormatObject, name: string, present: readonly string[]): string[] {
  const free = [...KEYS[object].values()].filter((key) => !key.readOnly && !present.includes(key.name));
  return nearest(
    name.replaceAll("-", "_"),
    free.map((key) => key.name),
  );
}

/** Whether the schema says something of what is inside the value of a key, wherever that stands. */
export function isLookedInto(key: string): boolean {
  return LOOKED_INTO.has(key);
}

function readKeys(): typeof KEYS {
  const { definitions } = workflowSchema as unknown as {
    readonly definitions: Readonly<Record<FormatObject, ObjectSchema>>;
  };
  return {
    workflow: toKeys(definitions.workflow),
    step: toKeys(definitions.step),
    condition: toKeys(definitions.condition),
  };
}

function toKeys(schema: ObjectSchema): Map<string, FormatKey> {
  return new Map(Object.entries(schema.properties).map(([name, property]) => [name, toKey(name, property)]));
}

function toKey(name: string, property: SchemaProperty): FormatKey {
  const { type, enum: values = [], enumDescriptions = [] } = property;
  return {
    name,
    description: property.markdownDescription ?? property.description ?? "",
    types: typeof type === "string" ? [type] : (type ?? []),
    deprecated: property.deprecated === true,
    readOnly: property.readOnly === true,
    values: values
      .filter((value) => typeof value === "string")
      .map((value, at) => ({ value, description: enumDescriptions[at] })),
  };
}
