import { fieldOf, type Step } from "../workflow/model";
import { type Node, type Property, propertyOf } from "../workflow/node";
import { type Path, placeAt } from "../workflow/shape";
import type { Action, ValueSchema } from "./catalog";
import { isUuid } from "./uuid";

/** What is wrong with a step's config, by what the catalog knows of its action. */
export type ConfigFault =
  | {
      readonly kind: "type";
      readonly node: Node;
      readonly key: string;
      readonly types: readonly string[];
      readonly schema: ValueSchema;
      /** Whether it is about an item of the key's array. */
      readonly isItem: boolean;
    }
  | {
      readonly kind: "value";
      readonly node: Node;
      readonly key: string;
      readonly values: readonly (string | number | boolean)[];
    }
  | { readonly kind: "workflow-id"; readonly node: Node; readonly key: string }
  | {
      readonly kind: "unknown";
      readonly property: Property;
      readonly object: Node;
      readonly schema: ValueSchema;
    }
  /** `object` is undefined where there is no config at all; `property` is there where its value is empty. */
  | {
      readonly kind: "missing";
      readonly key: string;
      readonly object: Node | undefined;
      readonly property: Property | undefined;
      readonly schema: ValueSchema;
    };

/** The part of a path into a workflow that lies in the config of a step. */
export function pathInConfig(path: Path): Path {
  const at = path.findIndex((_segment, index) => placeAt(path.slice(0, index + 1)) === "config");
  return at < 0 ? [] : path.slice(at + 1);
}

/** The schema of what stands at a path in a value; undefined where nothing is known of it. */
export function schemaAt(schema: ValueSchema | undefined, path: Path): ValueSchema | undefined {
  let known = schema;
  for (const segment of path) {
    const { properties = {}, items }: ValueSchema = known ?? {};
    const isKnown = typeof segment === "string" && Object.hasOwn(properties, segment);
    known = typeof segment === "number" ? items : isKnown ? properties[segment] : undefined;
  }
  return known;
}

/**
 * Checks a step's config against the JSON Schema that the catalog has for its action. A config that is no object is
 * told of as such by whoever looks at the format. A value of null is as good as none, and a text that may hold anything is missing where it is empty, as an empty expression decides nothing.
 * Of a key that stands twice only the last value counts, and other keys than those that are known are a fault
 * unless the schema allows them in so many words.
 */
export function configFaults(step: Step, { configSchema }: Action): readonly ConfigFault[] {
  if (!configSchema) {
    return [];
  }
  if (last?.step === step && last.revision === step.revision && last.schema === configSchema) {
    return last.faults;
  }
  const faults = findFaults(step, configSchema);
  last = { step, revision: step.revision, schema: configSchema, faults };
  return faults;
}

/** Forgets what was answered last, which would keep a whole document that is closed. */
export function forgetConfigFaults(): void {
  last = undefined;
}

/** What was answered last: several rules ask about one step, one after the other. */
let last:
  | {
      readonly step: Step;
      readonly revision: number;
      readonly schema: ValueSchema;
      readonly faults: readonly ConfigFault[];
    }
  | undefined;

function findFaults(step: Step, configSchema: ValueSchema): ConfigFault[] {
  const faults: ConfigFault[] = [];
  const field = fieldOf(step, "config");
  const config = field?.value;
  if (config?.type === "object") {
    checkObject(config, configSchema, faults);
  } else if (!field) {
    faults.push(...missingOf(undefined, configSchema));
  }
  return faults;
}

function checkObject(object: Node, schema: ValueSchema, faults: ConfigFault[]): void {
  const { properties = {}, additionalProperties } = schema;
  const counts = counting(object);
  for (const property of object.properties) {
    const { name, value } = property;
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (known && value) {
      if (counts(property)) {
        checkValue(value, name, known, faults);
      }
    } else if (!known && (additionalProperties === false || (schema.properties && !additionalProperties))) {
      faults.push({ kind: "unknown", property, object, schema });
    }
  }
  faults.push(...missingOf(object, schema));
}

/** How many keys are compared one by one; an index costs more than that for the few keys of most objects. */
const FEW = 16;

/** Tells of a property of an object whether its value counts: of a key that stands twice, the last one does. */
function counting(object: Node): (property: Property) => boolean {
  if (object.properties.length <= FEW) {
    return (property) => propertyOf(object, property.name) === property;
  }
  const last = new Map(object.properties.map((property) => [property.name, property]));
  return (property) => last.get(property.name) === property;
}

function missingOf(object: Node | undefined, schema: ValueSchema): ConfigFault[] {
  return (schema.required ?? []).flatMap((key): ConfigFault[] => {
    const property = object && propertyOf(object, key);
    const value = property?.value;
    const isBlank = value?.value === "" && isFreeText(schema.properties?.[key] ?? {});
    const isMissing = !property || value?.type === "null" || isBlank;
    return isMissing ? [{ kind: "missing", key, object, property, schema }] : [];
  });
}

/** Whether a value can be any text. What an empty one is worth elsewhere is told of for what it is. */
function isFreeText(schema: ValueSchema): boolean {
  const types = typesOf(schema);
  const canBeText = types.length === 0 || types.includes("string");
  return canBeText && !schema.enum && schema.holds !== "workflow-id";
}

function checkValue(
  node: Node,
  key: string,
  schema: ValueSchema,
  faults: ConfigFault[],
  isItem = false,
): void {
  const types = typesOf(schema);
  if (node.type === "null") {
    return;
  }
  if (types.length > 0 && !types.some((type) => isOfType(node, type))) {
    faults.push({ kind: "type", node, key, types, schema, isItem });
  } else if (schema.enum && !schema.enum.some((value) => value === node.value)) {
    faults.push({ kind: "value", node, key, values: schema.enum });
  } else if (schema.holds === "workflow-id" && typeof node.value === "string" && !isIdOrEmpty(node.value)) {
    faults.push({ kind: "workflow-id", node, key });
  } else if (node.type === "object") {
    checkObject(node, schema, faults);
  } else if (schema.items) {
    for (const item of node.items) {
      checkValue(item, key, schema.items, faults, true);
    }
  }
}

function typesOf({ type }: ValueSchema): readonly string[] {
  return typeof type === "string" ? [type] : (type ?? []);
}

/** A workflow's UUID that is still to be filled in is empty, which is told of as such. */
function isIdOrEmpty(text: string): boolean {
  return text === "" || isUuid(text);
}

function isOfType(node: Node, type: string): boolean {
  return type === "integer" ? node.type === "number" && Number.isInteger(node.value) : node.type === type;
}
