import catalogFile from "../../../schemas/actions.json";
import validateCatalog from "./generated/actions";
import { nearest } from "./nearest";

/** What the text of a config value is: the UUID of another workflow, or a program. */
export type Holding = "workflow-id" | "expr" | "jq";

/** What one value of a config is: a JSON Schema of these keywords and no others. */
export interface ValueSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  /** The closed set of values; absent where any value goes. */
  readonly enum?: readonly (string | number | boolean)[];
  readonly enumDescriptions?: readonly string[];
  /** Values seen in use, which are not all there are. */
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly holds?: Holding;
  readonly items?: ValueSchema;
  readonly properties?: Readonly<Record<string, ValueSchema>>;
  readonly required?: readonly string[];
  /** False where there are no other keys than those of `properties`, true where any others are fine. */
  readonly additionalProperties?: boolean;
}

/** A value of a closed set, such as a state. */
export interface ConfigValue {
  readonly value: string | number | boolean;
  readonly description?: string;
}

/** A field of an action's `config`, as far as it is known. */
export interface ConfigField {
  readonly key: string;
  readonly required: boolean;
  /** The JSON types that its value can have; none stands for any. */
  readonly types: readonly string[];
  /** The closed set of values; absent where any value goes. */
  readonly values?: readonly ConfigValue[];
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly description?: string;
  readonly holds?: Holding;
}

/** A code that a step with this action may end with, for conditions to compare with. */
export interface OutcomeCode {
  readonly code: string;
  readonly status?: string;
  readonly description?: string;
}

/** What an outcome without a code means. */
export interface Outcome {
  readonly status: string;
  readonly description?: string;
}

/** What an action does to a document that other actions depend on. */
export type Effect = "number" | "sign" | "renew";

/** What is known of an action. Only the `id` is sure. */
export interface Action {
  readonly id: string;
  readonly title?: string;
  readonly app?: { readonly id: string; readonly name: string };
  readonly description?: string;
  /** ISO 3166-1 alpha-2 codes of the countries it is for; none stands for any. */
  readonly countries?: readonly string[];
  /** GOBL short names of the documents it works on; none stands for any. */
  readonly schemas?: readonly string[];
  /** Whether it is sure that it is of no use for documents of another kind. */
  readonly closedSchemas?: boolean;
  /** The fields of its config, in the order in which they are best written; absent where none is known. */
  readonly config?: readonly ConfigField[];
  readonly codes?: readonly OutcomeCode[];
  readonly outcomes?: readonly Outcome[];
  readonly closedCodes?: boolean;
  /** Actions of which one must have run before. */
  readonly after?: readonly string[];
  readonly effects?: readonly Effect[];
  readonly args?: readonly string[];
  /** The address of its page in Invopop's documentation. */
  readonly docs?: string;
  /** How many times it stands in published workflows, for ranking. */
  readonly usage?: number;
  readonly status?: "current" | "superseded";
  readonly replacedBy?: string;
  readonly keywords?: readonly string[];
  /** The JSON Schema of its config. */
  readonly configSchema?: ValueSchema;
}

/** One entry of a catalog file; its format is `schemas/actions.schema.json`. */
type Entry = Omit<Action, "config" | "configSchema"> & { readonly config?: ValueSchema };

/** The actions that are known: ours and those that users add. */
export interface Catalog {
  /** The entry of an ID, superseded ones included. */
  get(id: string): Action | undefined;
  /** The ID itself or, of a superseded action, that of the one that took its place. */
  successor(id: string): string;
  /** The keys of an action's config that hold another workflow's UUID. */
  workflowKeysOf(id: string): readonly string[];
  /** All the codes that an action can end with, where there are no others; undefined otherwise. */
  codesOf(id: string): readonly string[] | undefined;
  /** Whether anything is known of an action that bears on what may run before or after it. */
  isMilestone(id: string): boolean;
  /** The entries to offer, in the order of their IDs; superseded ones are left out. */
  readonly current: readonly Action[];
  /** Known IDs that an unknown one was probably meant to be, the likeliest first. */
  nearest(id: string): readonly string[];
}

/** Of how many unknown IDs a catalog remembers what they were probably meant to be. */
const MOST_REMEMBERED = 500;

const BUILT_IN = (catalogFile as { readonly actions: readonly Entry[] }).actions.map(toAction);

/**
 * Makes the catalog. An entry of the user's replaces ours of the same ID; what is no ID and no valid entry is
 * passed over, since settings can hold anything.
 *
 * @param custom the value of the setting `invopop.actions.custom`: an array of IDs or of catalog entries
 */
export function createCatalog(custom: unknown = []): Catalog {
  const actions = new Map(BUILT_IN.map((action) => [action.id, action]));
  for (const entry of Array.isArray(custom) ? custom : []) {
    const action = customAction(entry);
    if (action) {
      actions.set(action.id, action);
    }
  }
  const all = [...actions.values()];
  const current = all
    .filter((action) => action.status !== "superseded")
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const successor = (id: string): string => actions.get(id)?.replacedBy ?? id;
  const ids = current.map((action) => action.id);
  const near = new Map<string, string[]>();
  const workflowKeys = new Map(
    all.flatMap(({ id, config = [] }) => {
      const keys = config.filter(({ holds }) => holds === "workflow-id").map(({ key }) => key);
      return keys.length > 0 ? [[id, keys] as const] : [];
    }),
  );
  const predecessors = new Set(all.flatMap(({ after = [] }) => after.map(successor)));
  const isMilestone = (id: string): boolean => {
    const { countries = [], effects = [] } = actions.get(successor(id)) ?? {};
    return countries.length > 0 || effects.length > 0 || predecessors.has(successor(id));
  };
  const milestones = new Set([...actions.keys(), ...predecessors].filter(isMilestone));
  const closedCodes = new Map(
    all.flatMap(({ id, codes = [], closedCodes: isClosed }) =>
      isClosed ? [[id, codes.map(({ code }) => code)] as const] : [],
    ),
  );
  return {
    get: (id) => actions.get(id),
    successor,
    workflowKeysOf: (id) => workflowKeys.get(id) ?? [],
    codesOf: (id) => closedCodes.get(id),
    isMilestone: (id) => milestones.has(id),
    current,
    nearest: (id) => {
      const known = near.get(id) ?? nearest(id, ids);
      // At every keystroke the same few are asked for; nearly all others were half-typed and never come again.
      if (near.size >= MOST_REMEMBERED) {
        near.clear();
      }
      near.set(id, known);
      return known;
    },
  };
}

function customAction(entry: unknown): Action | undefined {
  if (typeof entry === "string") {
    const id = entry.trim();
    return id === "" ? undefined : { id };
  }
  return isEntry(entry) ? toAction(entry) : undefined;
}

function isEntry(entry: unknown): entry is Entry {
  return validateCatalog({ actions: [entry] });
}

function toAction({ config, ...rest }: Entry): Action {
  return config ? { ...rest, config: fieldsOf(config), configSchema: config } : rest;
}

/** The fields of an object, in the order in which its schema has them. */
export function fieldsOf({ properties = {}, required = [] }: ValueSchema): ConfigField[] {
  return Object.entries(properties).map(([key, { type, enum: values, enumDescriptions = [], ...rest }]) => ({
    ...rest,
    key,
    required: required.includes(key),
    types: typeof type === "string" ? [type] : (type ?? []),
    ...(values && {
      values: values.map((value, at) => {
        const description = enumDescriptions[at];
        return { value, ...(description && { description }) };
      }),
    }),
  }));
}
