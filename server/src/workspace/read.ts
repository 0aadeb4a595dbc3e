import type { Catalog } from "../schema/catalog";
import { workflowIdsOf } from "../schema/workflowIds";
import type { PositionEncoding } from "../workflow/characters";
import type { WorkflowDocument } from "../workflow/document";
import { Lines } from "../workflow/lines";
import { actionOf, fieldOf, labelOf, type Part, pathOf, textOf } from "../workflow/model";
import type { Span } from "../workflow/span";
import type {
  FileRange,
  IndexedReference,
  IndexedStep,
  IndexedWorkflow,
  NamedWorkflow,
} from "../workflow/workspace";
import { nameOf } from "./uri";

/** Where a workflow was found, and the actions that are known there. */
export interface Found extends Place {
  readonly catalog: Catalog;
}

/** Where a workflow was found. */
export interface Place {
  readonly uri: string;
  /** The path from the folder that it was found in; the whole address outside of folders. */
  readonly path: string;
  /** What the characters of its ranges are counted in; UTF-16 unless it is said. */
  readonly encoding?: PositionEncoding;
}

/** Reads what others name a workflow by. It keeps nothing of the document. */
export function nameWorkflow(
  { text, workflow }: WorkflowDocument,
  { uri, path, encoding }: Place,
): NamedWorkflow {
  const { start, end } = workflow ? selectionOf(workflow) : { start: 0, end: 0 };
  const lines = new Lines(text, encoding);
  return {
    uri,
    path,
    id: idOf(workflow),
    selection: { uri, start: lines.placeOf(start), end: lines.placeOf(end) },
    label: (workflow && textOf(workflow, "name")) || nameOf(uri),
    schema: workflow && textOf(workflow, "schema"),
    country: workflow && textOf(workflow, "country"),
  };
}

/**
 * Reads what the workspace knows of a workflow. Steps and references are read when they are first asked for, as
 * nobody asks for them while a text is typed. A copy of the result (`{ ...read }`) has them all and lets the
 * document go.
 */
export function readWorkflow(document: WorkflowDocument, found: Found): IndexedWorkflow {
  const { uri, catalog, encoding } = found;
  const lines = new Lines(document.text, encoding);
  const toRange = ({ start, end }: Span): FileRange => ({
    uri,
    start: lines.placeOf(start),
    end: lines.placeOf(end),
  });
  let steps: readonly IndexedStep[] | undefined;
  let references: readonly IndexedReference[] | undefined;
  return {
    ...nameWorkflow(document, found),
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
