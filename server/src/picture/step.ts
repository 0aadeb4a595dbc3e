import type { Catalog } from "../schema/catalog";
import { secretIn } from "../schema/secrets";
import { isUuid } from "../schema/uuid";
import { oneLine, shortened } from "../workflow/label";
import { actionOf, fieldOf, labelOf, type Step, textOf } from "../workflow/model";
import { type Property, propertyOf } from "../workflow/node";
import type { Workspace } from "../workflow/workspace";

/** What is shown of a step. */
export interface StepTexts {
  readonly title: string;
  readonly action?: string;
  readonly app?: string;
  readonly detail?: string;
}

/** The texts of a step, each on one line; undefined parts are left out. */
export function textsOf(step: Step, catalog: Catalog, workspace: Workspace | undefined): StepTexts {
  const action = actionOf(step);
  const app = catalog.get(action ?? "")?.app?.name;
  const detail = detailOf(step, catalog, workspace);
  return {
    title: oneLine(labelOf(step)),
    ...(action && { action: oneLine(action) }),
    ...(app && { app: oneLine(app) }),
    ...(detail && { detail: shortened(detail) }),
  };
}

/**
 * What of a config tells a reader most: the state that is set, the workflow that is started, the summary that the
 * Console wrote, else the first value that is there, in the catalog's order. Never a secret.
 */
function detailOf(step: Step, catalog: Catalog, workspace: Workspace | undefined): string | undefined {
  const config = fieldOf(step, "config")?.value;
  const state = config && propertyOf(config, "state")?.value?.value;
  if (typeof state === "string" && state !== "") {
    return state;
  }
  const known = catalog.get(actionOf(step) ?? "")?.config ?? [];
  const fields = config?.properties ?? [];
  const holder = known.find(({ holds }) => holds === "workflow-id")?.key;
  const started = textIn(fields.find(({ name }) => name === holder));
  const [workflow, ...others] = started ? (workspace?.withId(started) ?? []) : [];
  if (workflow && others.length === 0) {
    return workflow.label;
  }
  const summary = withoutMarkup(textOf(step, "summary") ?? "");
  if (summary !== "") {
    return summary;
  }
  const ordered = [...known.flatMap(({ key }) => fields.filter(({ name }) => name === key)), ...fields];
  return ordered.map(shownValue).find((text) => text !== undefined);
}

/** A value that people understand as it stands: a text that is no secret, no UUID and not encoded. */
function shownValue(field: Property): string | undefined {
  const text = textIn(field);
  const isPlain = text !== undefined && text.trim() !== "" && !isUuid(text) && !ENCODED.test(text);
  return isPlain && secretIn(field.name, text) === undefined ? text : undefined;
}

function textIn(field: Property | undefined): string | undefined {
  const value = field?.value?.value;
  return typeof value === "string" ? value : undefined;
}

/** A long text without a blank, as the body of an email is stored. */
const ENCODED = /^\S{60}/;

/** A summary without the Console's marks: `` Set state to `sent`{.state .sent} `` becomes `Set state to sent`. */
function withoutMarkup(summary: string): string {
  return summary.replace(/`([^`]*)`(?:\{[^{}]*\})?/g, "$1").trim();
}
