import type { Catalog } from "../schema/catalog";
import { workflowIdsOf } from "../schema/workflowIds";
import type { PositionEncoding } from "../workflow/characters";
import type { WorkflowDocument } from "../workflow/document";
import { Lines } from "../workflow/lines";
import { actionOf, fieldOf, labelOf, type Part, pathOf, textOf } from "../workflow/model";
import type { Span } from "../workflow/span";
import type { FileRange, IndexedReference, IndexedStep, IndexedWorkflow } from "../workflow/workspace";
import { nameOf } from "./uri";

/** Where a workflow was found, and the actions that are known there. */
export interface Found {
  readonly uri: string;
  /** The path from the folder that it was found in; the whole address outside of folders. */
  readonly path: string;
  readonly catalog: Catalog;
  /** What the characters of its ranges are counted in; UTF-16 unless it is said. */
  readonly encoding?: PositionEncoding;
}

/**
 * Reads what the workspace knows of a workflow. Steps and references are read when they are first asked for, as
 * nobody asks for them while a text is typed. A copy of the result (`{ ...read }`) has them all and lets the
 * document go.
 */
export function readWorkflow(
  document: WorkflowDocument,
  { uri, path, catalog, encoding }: Found,
): IndexedWorkflow {
  const { text, workflow } = document;
  const lines = new Lines(text, encoding);
  const toRange = ({ start, end }: Span): FileRange => ({
    uri,
    start: lines.placeOf(start),
    end: lines.placeOf(end),
  });
  let steps: readonly IndexedStep[] | undefined;
  let references: readonly IndexedReference[] | undefined;
  return {
    uri,
    path,
    id: idOf(workflow),
    selection: toRange(workflow ? selectionOf(workflow) : { start: 0, end: 0 }),
    label: (workflow && textOf(workflow, "name")) || nameOf(uri),
    schema: workflow && textOf(workflow, "schema"),
    country: workflow && textOf(workflow, "country"),
    get steps() {
      steps ??= document.steps.map((step) => ({
        id: idOf(step),
        label: labelOf(step),
        action: actionOf(step),
        path: pathOf(step),
        range: toRange(step.span),
        selection: toRange(selectionOf(step)),
      }));
      return steps;
    },
    get references() {
      references ??= document.steps
        .flatMap((step) => workflowIdsOf(step, catalog))
        .filter(({ id }) => id !== "")
        .map(({ step, value, id }) => ({ id, range: toRange(value), step: labelOf(step) }));
      return references;
    },
  };
}

function idOf(part: Part | undefined): string | undefined {
  return (part && textOf(part, "id")) || undefined;
}

/** The `id` of a workflow or step, else its opening brace. */
function selectionOf(part: Part): Span {
  return fieldOf(part, "id")?.value ?? { start: part.span.start, end: part.span.start + 1 };
}
