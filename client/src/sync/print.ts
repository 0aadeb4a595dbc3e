import { isObject } from "../api/types";
import { isEmpty, KEYS, type Part, partsUnder } from "./contents";
import type { Layout } from "./layout";

/** How a value is written at one place. */
export interface PrintOptions {
  readonly layout: Layout;
  /** The indentation of the line that the value starts in. */
  readonly indent: string;
  readonly isInline: boolean;
}

/** A field of an object as it is to be written. */
type WrittenField = readonly [key: string, value: unknown, inner: Part | undefined];

/**
 * Writes a value as JSON.
 *
 * @param part what the value is, or what the items of the list are; undefined for what is not the format's own
 */
export function print(value: unknown, part: Part | undefined, options: PrintOptions): string {
  if (Array.isArray(value)) {
    return brackets(
      "[]",
      value.map((item) => print(item, partOfItem(item, part), deeper(options))),
      options,
    );
  }
  if (isObject(value)) {
    const fields: readonly WrittenField[] = part
      ? fieldsOfPart(value, part, options.layout)
      : Object.entries(value).map(([key, inner]) => [key, inner, undefined]);
    return printFields(fields, options);
  }
  return printScalar(value);
}

/** Writes a whole workflow: its `id` first, and of what is empty only what every workflow has. */
export function printWorkflow(
  contents: Readonly<Record<string, unknown>>,
  id: string | undefined,
  layout: Layout,
): string {
  const always: Readonly<Record<string, unknown>> = { name: "", steps: [] };
  const options = { layout, indent: "", isInline: false };
  const fields = KEYS.workflow
    .filter((key) => !isEmpty(contents[key]) || key in always)
    .map((key) => fieldOf("workflow", key, contents[key] ?? always[key]));
  return printFields([...(id === undefined ? [] : [["id", id, undefined] as const]), ...fields], options);
}

/** The fields of a part in the documented order, then those that the format does not have. None of its own is empty. */
function fieldsOfPart(value: Readonly<Record<string, unknown>>, part: Part, layout: Layout): WrittenField[] {
  const named = part === "step" ? { ...value, action: value["action"] ?? value["provider"] } : value;
  const known = KEYS[part].filter((key) => !isEmpty(named[key]));
  const unknown = Object.keys(value).filter((key) => !KEYS[part].includes(key) && !isRenamed(part, key));
  return [...known, ...unknown].map((key) => {
    const [, inner, items] = fieldOf(part, key, Object.hasOwn(named, key) ? named[key] : undefined);
    return [part === "step" && key === "action" ? layout.action : key, inner, items];
  });
}

/** What is no list under a key that should hold one is nothing of the format's own. */
function fieldOf(part: Part, key: string, value: unknown): WrittenField {
  return [key, value, Array.isArray(value) ? partsUnder(part, key) : undefined];
}

/** A list in a list of parts is nothing of the format's own. */
export function partOfItem(item: unknown, part: Part | undefined): Part | undefined {
  return Array.isArray(item) ? undefined : part;
}

function isRenamed(part: Part, key: string): boolean {
  return part === "step" && key === "provider";
}

function printScalar(value: unknown): string {
  // A number that is too large is read as infinity, which JSON has no word for.
  return value === Number.POSITIVE_INFINITY
    ? "1e999"
    : value === Number.NEGATIVE_INFINITY
      ? "-1e999"
      : JSON.stringify(value ?? null);
}

function printFields(fields: readonly WrittenField[], options: PrintOptions): string {
  const { colon } = options.layout;
  return brackets(
    "{}",
    fields.map(
      ([key, value, part]) => `${JSON.stringify(key)}${colon}${print(value, part, deeper(options))}`,
    ),
    options,
  );
}

function deeper(options: PrintOptions): PrintOptions {
  return { ...options, indent: options.indent + options.layout.unit };
}

function brackets(
  pair: "[]" | "{}",
  items: readonly string[],
  { layout, indent, isInline }: PrintOptions,
): string {
  const [open, close] = [pair.charAt(0), pair.charAt(1)];
  if (items.length === 0) {
    return pair;
  }
  if (isInline) {
    const padding = pair === "{}" ? layout.padding : "";
    return open + padding + items.join(`,${layout.gap}`) + padding + close;
  }
  const line = layout.eol + indent;
  return `${open}${line}${layout.unit}${items.join(`,${line}${layout.unit}`)}${line}${close}`;
}
