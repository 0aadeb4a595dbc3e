import catalogFile from "../../../schemas/actions.json";
import validateCatalog from "./generated/actions";
import { nearest } from "./nearest";

/** A value of a closed set, such as a state. */
export interface ConfigValue {
  readonly value: string | number | boolean;
  readonly description?: string;
}

/** A field of an action's `config`, as far as it is known. */
export interface ConfigField {
  readonly key: string;
  readonly type?: string | readonly string[];
  readonly required?: boolean;
  /** The closed set of values; absent where any value goes. */
  readonly values?: readonly ConfigValue[];
  /** Values seen in use, which are not all there are. */
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly description?: string;
  readonly holds?: "workflow-id" | "expr" | "jq";
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

/** One entry of the action catalog; its format is `schemas/actions.schema.json`. Only the `id` is sure. */
export interface Action {
  readonly id: string;
  readonly title?: string;
  readonly app?: { readonly id: string; readonly name: string };
  readonly description?: string;
  /** ISO 3166-1 alpha-2 codes of the countries it is for; none stands for any. */
  readonly countries?: readonly string[];
  /** GOBL short names of the documents it works on; none stands for any. */
  readonly schemas?: readonly string[];
  readonly config?: readonly ConfigField[];
  readonly codes?: readonly OutcomeCode[];
  readonly outcomes?: readonly Outcome[];
  readonly closedCodes?: boolean;
  readonly args?: readonly string[];
  /** The address of its page in Invopop's documentation. */
  readonly docs?: string;
  /** How many times it stands in published workflows, for ranking. */
  readonly usage?: number;
  readonly status?: "current" | "superseded";
  readonly replacedBy?: string;
  readonly keywords?: readonly string[];
}

/** The actions that are known: ours and those that users add. */
export interface Catalog {
  /** The entry of an ID, superseded ones included. */
  get(id: string): Action | undefined;
  /** The entries to offer, in the order of their IDs; superseded ones are left out. */
  readonly current: readonly Action[];
  /** Known IDs that an unknown one was probably meant to be, the likeliest first. */
  nearest(id: string, limit?: number): string[];
}

const BUILT_IN = (catalogFile as { readonly actions: readonly Action[] }).actions;

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
  const current = [...actions.values()]
    .filter((action) => action.status !== "superseded")
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    get: (id) => actions.get(id),
    current,
    nearest: (id, limit = 3) =>
      nearest(
        id,
        current.map((action) => action.id),
        limit,
      ),
  };
}

function customAction(entry: unknown): Action | undefined {
  if (typeof entry === "string") {
    const id = entry.trim();
    return id === "" ? undefined : { id };
  }
  return isAction(entry) ? entry : undefined;
}

function isAction(entry: unknown): entry is Action {
  return validateCatalog({ actions: [entry] });
}
