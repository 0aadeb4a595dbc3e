import type { Catalog } from "../schema/catalog";
import { workflowIdsOf } from "../schema/workflowIds";
import type { WorkflowDocument } from "../workflow/document";
import { oneLine } from "../workflow/label";
import { actionField, fieldOf, type Step, textOf } from "../workflow/model";
import { insideQuotes } from "../workflow/quotes";
import type { Span } from "../workflow/span";
import type { Workspace } from "../workflow/workspace";

/** Text that leads somewhere: an address, or a path from the file on. */
export interface TextLink {
  /** Without the quotes. */
  readonly span: Span;
  /** For a workflow, the URI of its file; for the others what a text says, which can be anything. */
  readonly target: string;
  readonly kind: "schema" | "page" | "workflow";
  /** What is there. */
  readonly tooltip: string;
}

/**
 * The links of a workflow: from each action to its documentation, from a config's UUID of another workflow to
 * that one's file, and from `$schema` to the schema. In the order of the text.
 */
export function findLinks(
  document: WorkflowDocument,
  catalog: Catalog,
  workspace: Workspace | undefined,
): TextLink[] {
  const { text, workflow } = document;
  const schema = workflow && fieldOf(workflow, "$schema")?.value;
  const target = workflow && textOf(workflow, "$schema");
  return [
    ...(target
      ? toLink(text, schema, { kind: "schema", target, tooltip: "The JSON Schema of this file" })
      : []),
    ...document.steps.flatMap((step) => [
      ...actionLink(text, step, catalog),
      ...(workspace ? workflowLinks(text, step, catalog, workspace) : []),
    ]),
  ].sort((a, b) => a.span.start - b.span.start);
}

function actionLink(text: string, step: Step, catalog: Catalog): TextLink[] {
  const value = actionField(step)?.value;
  const action = typeof value?.value === "string" ? catalog.get(value.value) : undefined;
  return action?.docs
    ? toLink(text, value, {
        kind: "page",
        target: action.docs,
        tooltip: `Documentation of ${oneLine(action.title ?? action.id)}`,
      })
    : [];
}

function workflowLinks(text: string, step: Step, catalog: Catalog, workspace: Workspace): TextLink[] {
  return workflowIdsOf(step, catalog).flatMap(({ id, value }) => {
    const [workflow] = id === "" ? [] : workspace.withId(id);
    return workflow
      ? toLink(text, value, {
          kind: "workflow",
          target: workflow.uri,
          tooltip: `Open ${oneLine(workflow.label)} (${workflow.path})`,
        })
      : [];
  });
}

function toLink(text: string, value: Span | undefined, link: Omit<TextLink, "span">): TextLink[] {
  const span = value && insideQuotes(text, value);
  return span ? [{ span, ...link }] : [];
}
