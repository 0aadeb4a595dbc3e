import { type Catalog, fieldsOf, type ValueSchema } from "../schema/catalog";
import { schemaAt } from "../schema/config";
import { COUNTRIES } from "../schema/countries";
import {
  countryLabel,
  describeAction,
  describeConfigField,
  describeConfigValue,
  describeKey,
  plain,
} from "../schema/describe";
import { describeWorkflow } from "../schema/describeWorkflow";
import { GOBL_SCHEMAS, keysOf } from "../schema/format";
import { findWorkflowId } from "../schema/workflowIds";
import type { WorkflowDocument } from "../workflow/document";
import { conditionsTo } from "../workflow/document";
import { type Found, fieldAt, idAt } from "../workflow/find";
import { oneLine } from "../workflow/label";
import { ACTION_KEYS, actionOf, labelOf, normalId, pathOf, type Step } from "../workflow/model";
import type { Node } from "../workflow/node";
import { type Span, touches } from "../workflow/span";
import type { Workspace } from "../workflow/workspace";

/** How many steps of other workflows are listed. */
const MOST_LISTED = 10;

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
  workspace?: Workspace,
): HoverText | undefined {
  const workflow = workspace && aboutWorkflow(document, catalog, offset, workspace);
  if (workflow) {
    return workflow;
  }
  const found = fieldAt(document, offset);
  if (!found) {
    return undefined;
  }
  const markdown = found.onKey
    ? aboutKey(found)
    : (aboutSteps(document, catalog, offset) ?? aboutValue(found, catalog));
  return markdown === undefined ? aboutConfig(found, catalog, offset) : { span: found.span, markdown };
}

/** The workflow that a UUID stands for; at a workflow's own `id`, the steps that run it. */
function aboutWorkflow(
  document: WorkflowDocument,
  catalog: Catalog,
  offset: number,
  workspace: Workspace,
): HoverText | undefined {
  const found = findWorkflowId(document, catalog, offset);
  if (!found?.isOwn) {
    const known = found ? workspace.withId(found.id) : [];
    const markdown = known.map(describeWorkflow).join("\n\n---\n\n");
    return found && markdown ? { span: found.span, markdown } : undefined;
  }
  const id = normalId(found.id);
  const steps = workspace.workflows.flatMap(({ label, references }) =>
    references
      .filter((other) => normalId(other.id) === id)
      .map((other) => [label, other.step].map((name) => plain(oneLine(name)))),
  );
  const lines = steps.slice(0, MOST_LISTED).map(([label, step]) => `- ${label}: ${step}`);
  const more = steps.length > MOST_LISTED ? `\n- and ${steps.length - MOST_LISTED} more` : "";
  return steps.length > 0 ? { span: found.span, markdown: `Run by:\n${lines.join("\n")}${more}` } : undefined;
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
  const schema = catalog.get((part.kind === "step" && actionOf(part)) || "")?.configSchema;
  return part.kind === "step" && field.name === "config" && field.value && schema
    ? aboutConfigValue(field.value, schema, offset)
    : undefined;
}

function aboutConfigValue(node: Node, schema: ValueSchema, offset: number): HoverText | undefined {
  const item = node.items.find((candidate) => touches(candidate, offset));
  if (item) {
    return schema.items && aboutConfigValue(item, schema.items, offset);
  }
  const property = node.properties.find(({ span }) => touches(span, offset));
  if (!property) {
    const markdown = describeConfigValue(node.value, schema);
    return markdown === undefined ? undefined : { span: node, markdown };
  }
  const known = fieldsOf(schema).find(({ key }) => key === property.name);
  if (known && touches(property.key, offset)) {
    return { span: property.key, markdown: describeConfigField(known) };
  }
  const inner = schemaAt(schema, [property.name]);
  return property.value && inner && touches(property.value, offset)
    ? aboutConfigValue(property.value, inner, offset)
    : undefined;
}
