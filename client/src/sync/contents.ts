import { isObject, type StoredWorkflow } from "../api/types";
import { isIdentical } from "./json";
import { toBody } from "./payload";

/**
 * What a workflow says, without what only the server sets: `name`, `description`, `schema`, `country`, `draft`,
 * `steps`, `rescue`. Only keys of the format are in it, a step's action always as `action`, and none that is empty.
 */
export type Contents = Readonly<Record<string, unknown>>;

/** One place in which two workflows differ. */
export interface Difference {
  readonly kind: "added" | "removed" | "changed";
  /** Where it is, in the one that has it: keys and indexes. */
  readonly path: readonly (string | number)[];
  /** The place as people call it, such as `step 'Sign', config`. */
  readonly label: string;
}

/** The objects that have keys of the format's own. */
export type Part = "workflow" | "step" | "condition";

/** The keys of each part that count, in the order in which they are best written. */
export const KEYS: Readonly<Record<Part, readonly string[]>> = {
  workflow: ["name", "description", "schema", "country", "draft", "steps", "rescue"],
  step: ["id", "name", "action", "notes", "summary", "config", "next"],
  condition: ["status", "code", "steps", "step_id", "stop"],
};

const LISTS: Readonly<Record<Part, Readonly<Record<string, Part>>>> = {
  workflow: { steps: "step", rescue: "step" },
  step: { next: "condition" },
  condition: { steps: "step" },
};

/** What the list under a key of a part holds; undefined where the key holds no list of parts. */
export function partsUnder(part: Part, key: string): Part | undefined {
  return Object.hasOwn(LISTS[part], key) ? LISTS[part][key] : undefined;
}

/**
 * What a workflow file says.
 *
 * @throws NotAWorkflowError when the text is no JSON object
 */
export function contentsOfText(text: string): Contents {
  return contentsOf(JSON.parse(toBody(text, "create")), "workflow");
}

/** What a stored workflow says. */
export function contentsOfStored(stored: StoredWorkflow): Contents {
  return contentsOf(stored.contents, "workflow");
}

/**
 * Whether two workflows say the same. Order of keys, fields that were left out against empty ones, `provider`
 * against `action`, and keys that the format does not have make no difference. What is inside a config belongs to
 * its action, to which `false` may well differ from nothing, so it is compared strictly.
 */
export function isSame(a: Contents, b: Contents): boolean {
  return isIdentical(contentsOf(a, "workflow"), contentsOf(b, "workflow"));
}

/** What counts of an object of the format. What it gives of that again is the same. */
export function contentsOf(object: Contents, part: Part): Contents {
  return Object.fromEntries(
    KEYS[part]
      .map((key): [string, unknown] => [key, contentsUnder(object, part, key)])
      .filter(([, value]) => !isEmpty(value)),
  );
}

function contentsUnder(object: Contents, part: Part, key: string): unknown {
  const value = object[key] ?? (part === "step" && key === "action" ? object["provider"] : undefined);
  const inner = partsUnder(part, key);
  return inner && Array.isArray(value) ? value.map((item) => contentsOfItem(item, inner)) : value;
}

/** An item of a list of parts; one that is no object stands for itself. */
export function contentsOfItem(item: unknown, part: Part): unknown {
  return isObject(item) ? contentsOf(item, part) : isEmpty(item) ? null : item;
}

/** What counts as left out. */
export function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    value === false ||
    (Array.isArray(value) && value.length === 0) ||
    (isObject(value) && Object.keys(value).length === 0)
  );
}
