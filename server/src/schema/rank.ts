import type { WorkflowDocument } from "../workflow/document";
import { actionOf, textOf } from "../workflow/model";
import type { Action, Catalog } from "./catalog";

/** An action with its place among the suggestions: the lowest comes first. */
export interface RankedAction {
  readonly action: Action;
  readonly rank: number;
}

const LAST = 9000;

const NONE: readonly string[] = [];

/**
 * Ranks the actions for a workflow: those for its documents and its country come first, the more common ones
 * before the others. A workflow that names no country is taken to be for those of the actions it has already.
 */
export function rankActions(document: WorkflowDocument, catalog: Catalog): RankedAction[] {
  const schema = (document.workflow && textOf(document.workflow, "schema")) || undefined;
  const countries = countriesOf(document, catalog);
  return catalog.current.map((action) => ({ action, rank: LAST - weightOf(action, schema, countries) }));
}

function weightOf(action: Action, schema: string | undefined, countries: ReadonlySet<string>): number {
  const { schemas = [], countries: own = [], usage = 0 } = action;
  const fitsSchema = schema === undefined || schemas.length === 0 || schemas.includes(schema);
  const isLocal = own.some((country) => countries.has(country));
  const isForeign = own.length > 0 && countries.size > 0 && !isLocal;
  return (fitsSchema ? 4000 : 0) + (isForeign ? 0 : 2000) + (isLocal ? 500 : 0) + Math.min(usage, 1000);
}

function countriesOf(document: WorkflowDocument, catalog: Catalog): ReadonlySet<string> {
  const country = document.workflow && textOf(document.workflow, "country");
  return country ? new Set([country]) : countriesOfSteps(document, catalog);
}

/** What was found for workflows whose steps are as they were; while one types a name, they are. */
const known = new WeakMap<
  WorkflowDocument["shape"],
  { readonly catalog: Catalog; readonly countries: ReadonlySet<string> }
>();

function countriesOfSteps({ shape, steps }: WorkflowDocument, catalog: Catalog): ReadonlySet<string> {
  const before = known.get(shape);
  if (before?.catalog === catalog) {
    return before.countries;
  }
  const countries = new Set<string>();
  for (const step of steps) {
    for (const own of catalog.get(actionOf(step) ?? "")?.countries ?? NONE) {
      countries.add(own);
    }
  }
  known.set(shape, { catalog, countries });
  return countries;
}
