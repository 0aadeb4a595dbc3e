import type { Action, OutcomeCode } from "../../schema/catalog";
import { pathInConfig, schemaAt } from "../../schema/config";
import { COUNTRIES } from "../../schema/countries";
import { countryLabel, describeAction } from "../../schema/describe";
import { GOBL_SCHEMAS, keysOf } from "../../schema/format";
import { rankActions } from "../../schema/rank";
import { ACTION_KEYS, actionOf, type Condition, type Step } from "../../workflow/model";
import { type Path, placeAt } from "../../workflow/shape";
import type { CompletionContext, Suggestion } from "./item";
import { Places, requiredConfig } from "./skeleton";
import { suggestSteps } from "./steps";
import { suggestWorkflows } from "./workflows";

/** The values that may stand at the cursor, by the object and the key that it is in. */
export function suggestValues(
  context: CompletionContext,
  step: Step | undefined,
  condition: Condition | undefined,
): Suggestion[] {
  const { path } = context.cursor;
  const key = path.at(-1);
  switch (placeAt(path.slice(0, -1))) {
    case "workflow":
      return suggestWorkflowValue(context, key);
    case "step":
      return suggestStepValue(context, key, step);
    case "condition":
      return suggestConditionValue(context, key, step, condition);
    case "config":
      return suggestConfigValue(context, path, step);
    default:
      return [];
  }
}

function suggestWorkflowValue({ newId }: CompletionContext, key: Path[number] | undefined): Suggestion[] {
  switch (key) {
    case "schema":
      return GOBL_SCHEMAS.filter((schema) => schema.listed !== false).map((schema, rank) => ({
        ...literal(schema.name, rank),
        description: schema.title,
        documentation: schema.description,
        words: [schema.title],
      }));
    case "country":
      return [...COUNTRIES].map(([code, name], rank) => ({
        ...literal(code, rank),
        description: name,
        documentation: countryLabel(code),
        words: [name],
      }));
    case "draft":
      return booleans();
    case "id":
      return [freshId(newId)];
    default:
      return [];
  }
}

function suggestStepValue(
  context: CompletionContext,
  key: Path[number] | undefined,
  step: Step | undefined,
): Suggestion[] {
  const action = context.catalog.get((step && actionOf(step)) ?? "");
  if (ACTION_KEYS.some((name) => name === key)) {
    return suggestActions(context);
  }
  switch (key) {
    case "id":
      return [freshId(context.newId)];
    case "name":
      return action?.title ? [literal(action.title, 0)] : [];
    case "config": {
      const config = action && requiredConfig(action, new Places(), "");
      return config
        ? [{ kind: "snippet", label: "config", text: config, isSnippet: true, rank: 0, words: ["{"] }]
        : [];
    }
    default:
      return [];
  }
}

/** Every action that the catalog offers, those first that fit the workflow best. */
function suggestActions({ document, catalog }: CompletionContext): Suggestion[] {
  return rankActions(document, catalog).map(({ action, rank }) => ({
    ...literal(action.id, rank),
    kind: "action",
    description: describeShortly(action),
    documentation: describeAction(action),
    words: [action.title, ...(action.keywords ?? [])],
  }));
}

/** Title, app and countries on one line. */
export function describeShortly({ title, app, countries = [] }: Action): string {
  return [title, app?.name !== title ? app?.name : undefined, countries.join(" ")]
    .filter(Boolean)
    .join(" · ");
}

function suggestConditionValue(
  context: CompletionContext,
  key: Path[number] | undefined,
  step: Step | undefined,
  condition: Condition | undefined,
): Suggestion[] {
  switch (key) {
    case "status":
      return (keysOf("condition").get("status")?.values ?? [])
        .filter(({ value }) => value !== "")
        .map(({ value, description }, rank) => ({ ...literal(value, rank), description }));
    case "stop":
      return booleans();
    case "step_id":
      return suggestSteps(context, step, condition);
    case "code":
      return conditionCodes(context.catalog.get((step && actionOf(step)) ?? "")).map(
        ({ code, status, description }, rank) => ({
          ...literal(code, rank),
          description: [status, description].filter(Boolean).join(" · "),
        }),
      );
    default:
      return [];
  }
}

/** The codes that a condition can meet: a step that is still waiting has not come to its conditions. */
export function conditionCodes(action: Action | undefined): readonly OutcomeCode[] {
  return (action?.codes ?? []).filter(({ status }) => status !== "QUEUED");
}

function suggestConfigValue(context: CompletionContext, path: Path, step: Step | undefined): Suggestion[] {
  const { configSchema } = context.catalog.get((step && actionOf(step)) ?? "") ?? {};
  const inside = pathInConfig(path);
  const schema = schemaAt(configSchema, inside);
  if (!schema) {
    return [];
  }
  if (schema.holds === "workflow-id") {
    return suggestWorkflows(context);
  }
  if (schema.enum) {
    return schema.enum
      .map((value, at) => ({ ...literal(value, at), description: schema.enumDescriptions?.[at] }))
      .filter(({ label }) => label !== "");
  }
  if ([schema.type].flat().includes("boolean")) {
    return booleans();
  }
  // What is seen in use of a list is whole lists; an item of it may be any of theirs.
  const list = typeof inside.at(-1) === "number" ? schemaAt(configSchema, inside.slice(0, -1)) : undefined;
  const seen = [...(schema.default === undefined ? [] : [schema.default]), ...(schema.examples ?? [])];
  const values = new Set([...seen, ...(list?.examples ?? []).flat()].filter(isPlain));
  return [...values].map((value, rank) => ({
    ...literal(value, rank),
    description: value === schema.default ? "default" : "seen in use",
  }));
}

function isPlain(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

function literal(value: string | number | boolean, rank: number): Suggestion {
  return { kind: "value", label: String(value), text: JSON.stringify(value), rank };
}

function booleans(): Suggestion[] {
  return [literal(true, 0), literal(false, 1)];
}

function freshId(newId: () => string): Suggestion {
  const id = newId();
  return {
    kind: "id",
    label: "New UUID",
    text: JSON.stringify(id),
    description: id,
    words: ["uuid id", id],
    rank: 0,
  };
}
