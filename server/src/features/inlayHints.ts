import type { Catalog } from "../schema/catalog";
import { workflowIdsOf } from "../schema/workflowIds";
import type { WorkflowDocument } from "../workflow/document";
import { shortened } from "../workflow/label";
import {
  actionOf,
  type Condition,
  fieldOf,
  labelOf,
  normalId,
  pathOf,
  type Step,
  textOf,
} from "../workflow/model";
import { selectionOf } from "../workflow/selection";
import type { Span } from "../workflow/span";
import type { FileRange, Workspace } from "../workflow/workspace";

/** What a UUID stands for, shown behind it. */
export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
  /** Where it leads: a place in the same text, or in another file. */
  readonly target: Span | FileRange;
}

/**
 * The names behind the UUIDs in a range: the step that a `step_id` goes to, and the workflow that a config names.
 * None where several have the UUID, as nobody knows which is meant.
 */
export function findInlayHints(
  document: WorkflowDocument,
  catalog: Catalog,
  workspace: Workspace | undefined,
  range: Span,
): InlayHint[] {
  const isShown = ({ end }: Span): boolean => range.start <= end && end <= range.end;
  const overlaps = ({ span }: Step): boolean => span.start <= range.end && range.start <= span.end;
  return [
    ...document.conditions.flatMap((condition) => stepHint(document, condition, isShown)),
    ...(workspace
      ? document.steps.filter(overlaps).flatMap((step) => workflowHints(step, catalog, workspace, isShown))
      : []),
  ].sort((a, b) => a.offset - b.offset);
}

function stepHint(
  document: WorkflowDocument,
  condition: Condition,
  isShown: (value: Span) => boolean,
): InlayHint[] {
  const value = fieldOf(condition, "step_id")?.value;
  const id = textOf(condition, "step_id");
  if (!value || !id || !isShown(value)) {
    return [];
  }
  const [step, ...others] = document.stepsById.get(normalId(id)) ?? [];
  return step && others.length === 0
    ? [
        {
          offset: value.end,
          label: shortened(labelOf(step)),
          tooltip: [actionOf(step), pathOf(step)].filter(Boolean).join(" · "),
          target: selectionOf(step),
        },
      ]
    : [];
}

function workflowHints(
  step: Step,
  catalog: Catalog,
  workspace: Workspace,
  isShown: (value: Span) => boolean,
): InlayHint[] {
  return workflowIdsOf(step, catalog).flatMap(({ id, value }) => {
    const [workflow, ...others] = id === "" || !isShown(value) ? [] : workspace.withId(id);
    return workflow && others.length === 0
      ? [
          {
            offset: value.end,
            label: shortened(workflow.label),
            tooltip: workflow.path,
            target: workflow.selection,
          },
        ]
      : [];
  });
}
