import type { Catalog } from "../schema/catalog";
import { COUNTRIES } from "../schema/countries";
import { countryLabel, describeAction, describeConfigField, describeKey, plain } from "../schema/describe";
import { GOBL_SCHEMAS, keysOf } from "../schema/format";
import type { WorkflowDocument } from "../workflow/document";
import { conditionsTo } from "../workflow/document";
import { type Found, fieldAt, idAt } from "../workflow/find";
import { ACTION_KEYS, actionOf, labelOf, pathOf, type Step } from "../workflow/model";
import { type Span, touches } from "../workflow/span";

/** What to show at a place, in Markdown. */
export interface HoverText {
  readonly span: Span;
  readonly markdown: string;
}

/** Tells about the key, action, step or value at an offset. */
export function findHover(
  document: WorkflowDocument,
  catalog: Catalog,
  offset: number,
): HoverText | undefined {
  const found = fieldAt(document, offset);
  if (!found) {
    return undefined;
  }
  const markdown = found.onKey
    ? aboutKey(found)
    : (aboutSteps(document, catalog, offset) ?? aboutValue(found, catalog));
  return markdown === undefined ? aboutConfig(found, catalog, offset) : { span: found.span, markdown };
}

function aboutKey({ part, field }: Found): string | undefined {
  const key = keysOf(part.kind).get(field.name);
  return key && describeKey(key);
}

function aboutSteps(document: WorkflowDocument, catalog: Catalog, offset: number): string | undefined {
  const found = idAt(document, offset);
  if (!found) {
    return undefined;
  }
  if (found.steps.length === 0) {
    return "No step of this workflow has this id.";
  }
  const references = conditionsTo(document, found.id).length;
  const count =
    references === 0
      ? ""
      : `\n\n${references} ${references === 1 ? "condition goes" : "conditions go"} here.`;
  return found.steps.map((step) => aboutStep(step, catalog)).join("\n\n---\n\n") + count;
}

function aboutStep(step: Step, catalog: Catalog): string {
  const id = actionOf(step);
  const title = id ? catalog.get(id)?.title : undefined;
  const action = id ? `\`${id}\`${title ? ` · ${plain(title)}` : ""}` : "no action";
  return `**${plain(labelOf(step))}**\n\n${action}  \n\`${pathOf(step)}\``;
}

function aboutValue({ part, field }: Found, catalog: Catalog): string | undefined {
  const value: unknown = field.value?.value;
  if (typeof value !== "string") {
    return undefined;
  }
  const { name } = field;
  if (part.kind === "step" && ACTION_KEYS.some((key) => key === name)) {
    const action = catalog.get(value);
    return action && describeAction(action);
  }
  if (part.kind === "workflow" && name === "country" && COUNTRIES.has(value)) {
    return plain(countryLabel(value));
  }
  if (part.kind === "workflow" && name === "schema") {
    const schema = GOBL_SCHEMAS.find((candidate) => candidate.name === value);
    return schema && `**${schema.title}** · \`${schema.name}\`\n\n${schema.description}`;
  }
  if (part.kind === "condition" && name === "code") {
    const action = catalog.get(actionOf(part.step) ?? "");
    const code = action?.codes?.find((candidate) => candidate.code === value);
    return code?.description && `\`${value}\` – ${plain(code.description)}`;
  }
  const known = keysOf(part.kind)
    .get(name)
    ?.values.find((entry) => entry.value === value);
  return known?.description;
}

/** Inside a config, the key or the value of a field that the catalog knows. */
function aboutConfig({ part, field }: Found, catalog: Catalog, offset: number): HoverText | undefined {
  if (part.kind !== "step" || field.name !== "config") {
    return undefined;
  }
  const config = catalog.get(actionOf(part) ?? "")?.config ?? [];
  for (const { name, key, value } of field.value?.properties ?? []) {
    const known = config.find((candidate) => candidate.key === name);
    if (known && touches(key, offset)) {
      return { span: key, markdown: describeConfigField(known) };
    }
    if (value && known && touches(value, offset)) {
      const meaning = known.values?.find((candidate) => candidate.value === value.value)?.description;
      return meaning ? { span: value, markdown: plain(meaning) } : undefined;
    }
  }
  return undefined;
}
