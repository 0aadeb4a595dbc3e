import { workflowIdsOf } from "../../schema/workflowIds";
import { conditionsTo, type WorkflowDocument } from "../../workflow/document";
import type { Edit } from "../../workflow/edits";
import { idAt } from "../../workflow/find";
import { giveFreshIds, stepMeantBy } from "../../workflow/freshIds";
import { called } from "../../workflow/label";
import { fieldOf, normalId, textOf } from "../../workflow/model";
import type { RefactorContext, Refactoring } from "./refactoring";

/** Gives the step whose UUID is selected a fresh one, and all that refer to it with it. */
export function renewStepId({ document, range, newId }: RefactorContext): Refactoring[] {
  const found = idAt(document, range.start);
  const step = found && stepMeantBy(found);
  if (!found || !step || range.end > found.span.end) {
    return [];
  }
  const edits = giveFreshIds(document, [step], conditionsTo(document, found.id), newId);
  return [{ kind: "new-id", title: `Give ${called(step)} a new UUID`, edits }];
}

/** Gives the workflow and all its steps fresh UUIDs, so that a copy of the file is a workflow of its own. */
export function renewAllIds({ document, catalog, newId }: RefactorContext): Refactoring[] {
  const edits = [
    ...renewWorkflowId(document, catalog, newId),
    ...giveFreshIds(document, document.steps, document.conditions, newId),
  ];
  return edits.length > 0
    ? [{ kind: "new-ids", title: "Give this workflow and its steps new UUIDs", edits }]
    : [];
}

/** The workflow's own id, and the configs in which it names itself. */
function renewWorkflowId(
  document: WorkflowDocument,
  catalog: RefactorContext["catalog"],
  newId: () => string,
): Edit[] {
  const { workflow } = document;
  const id = workflow && textOf(workflow, "id");
  const own = workflow && fieldOf(workflow, "id")?.value;
  if (!id || !own) {
    return [];
  }
  const references = document.steps
    .flatMap((step) => workflowIdsOf(step, catalog))
    .filter((reference) => normalId(reference.id) === normalId(id));
  const text = JSON.stringify(newId());
  return [own, ...references.map(({ value }) => value)].map(({ start, end }) => ({
    span: { start, end },
    text,
  }));
}
