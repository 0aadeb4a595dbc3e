import { fieldsOf } from "../../schema/catalog";
import { pathInConfig, schemaAt } from "../../schema/config";
import { describeConfigField, describeKey } from "../../schema/describe";
import { type FormatKey, type FormatObject, keysOf } from "../../schema/format";
import { actionOf, type Step } from "../../workflow/model";
import { nodeFrom } from "../../workflow/node";
import { placeAt } from "../../workflow/shape";
import { type CompletionContext, escapeSnippet, type Suggestion } from "./item";
import { Places, requiredConfig, stepSkeleton, valueSkeleton } from "./skeleton";

/** The keys that may stand at the cursor and do not yet. */
export function suggestKeys(context: CompletionContext, step: Step | undefined): Suggestion[] {
  const { cursor } = context;
  const place = placeAt(cursor.path);
  if (place === "workflow" || place === "step" || place === "condition") {
    return suggestFormatKeys(context, place, step);
  }
  return place === "config" ? suggestConfigKeys(context, step) : [];
}

/** The order in which keys are offered; the schema's own order is alphabetical. */
const ORDER: Readonly<Record<FormatObject, readonly string[]>> = {
  workflow: ["name", "description", "schema", "country", "steps", "rescue", "draft", "id"],
  step: ["id", "name", "action", "config", "next", "notes", "summary", "provider"],
  condition: ["status", "code", "steps", "stop", "step_id"],
};

function suggestFormatKeys(
  context: CompletionContext,
  object: FormatObject,
  step: Step | undefined,
): Suggestion[] {
  const present = presentKeys(context);
  const hasAction = present.has("action") || present.has("provider");
  return [...keysOf(object).values()]
    .filter(
      (key) => !present.has(key.name) && (!key.readOnly || (object === "workflow" && key.name === "id")),
    )
    .filter(
      (key) => !(hasAction && (key.name === "provider" || key.name === "action")) && key.name !== "$schema",
    )
    .map((key) => {
      const position = ORDER[object].indexOf(key.name);
      return toSuggestion(context, {
        name: key.name,
        documentation: describeKey(key),
        rank: position < 0 ? 99 : position,
        isDeprecated: key.deprecated,
        value: formatValue(context, key, step),
        retrigger: RETRIGGER.has(key.name),
      });
    });
}

function suggestConfigKeys(context: CompletionContext, step: Step | undefined): Suggestion[] {
  const present = presentKeys(context);
  const { configSchema } = context.catalog.get((step && actionOf(step)) ?? "") ?? {};
  const schema = schemaAt(configSchema, pathInConfig(context.cursor.path));
  return fieldsOf(schema ?? {})
    .filter((field) => !present.has(field.key))
    .map((field, at) =>
      toSuggestion(context, {
        name: field.key,
        documentation: describeConfigField(field),
        rank: at + (field.required ? 0 : 100),
        isDeprecated: false,
        value: valueSkeleton(field, new Places()),
        retrigger: false,
      }),
    );
}

/** The keys of the object at the cursor, without the one that is being typed. */
function presentKeys({ document, cursor }: CompletionContext): Set<string> {
  const start = cursor.brackets.at(-1);
  const object = document.root && start !== undefined ? nodeFrom(document.root, start) : undefined;
  const others = (object?.properties ?? []).filter(({ key }) => key.start !== cursor.replace.start);
  return new Set(others.map((property) => property.name));
}

interface KeySuggestion {
  readonly name: string;
  readonly documentation: string;
  readonly rank: number;
  readonly isDeprecated: boolean;
  readonly value: string;
  readonly retrigger: boolean;
}

function toSuggestion({ cursor }: CompletionContext, key: KeySuggestion): Suggestion {
  const { name, value, ...rest } = key;
  const quoted = JSON.stringify(name);
  // A key whose colon is there already has a value too, which is not to be touched.
  return cursor.hasColon
    ? { ...rest, kind: "key", label: name, text: quoted, retrigger: false }
    : { ...rest, kind: "key", label: name, text: `${escapeSnippet(quoted)}: ${value}`, isSnippet: true };
}

/** The keys whose value is best chosen from a list. */
const RETRIGGER: ReadonlySet<string> = new Set([
  "action",
  "provider",
  "schema",
  "country",
  "status",
  "code",
  "step_id",
]);

function formatValue({ catalog, newId }: CompletionContext, key: FormatKey, step: Step | undefined): string {
  const places = new Places();
  switch (key.name) {
    case "id":
      return `"${newId()}"`;
    case "steps":
    case "rescue":
      return `[\n\t${stepSkeleton(undefined, newId).replaceAll("\n", "\n\t")}\n]`;
    case "next":
      return `[\n\t{\n\t\t${places.take()}\n\t}\n]`;
    case "config": {
      const action = catalog.get((step && actionOf(step)) ?? "");
      return (action && requiredConfig(action, places, "")) ?? `{\n\t${places.take()}\n}`;
    }
    case "stop":
    case "draft":
      return places.choose(["true", "false"]);
    default:
      return key.types.includes("string") ? `"${places.take()}"` : places.take();
  }
}
