import { normalId } from "../../../server/src/workflow/model";
import type { FileRange, IndexedWorkflow, Workspace } from "../../../server/src/workflow/workspace";
import { uuid } from "../../support/ids";

/** A workspace with files that have these names, under UUIDs from `uuid(1)` on. */
export function workspaceOf(...labels: string[]): Workspace {
  const workflows = labels.map((label, at) => workflowOf(label, uuid(at + 1)));
  return withIds(workflows);
}

/** A workspace in which two files have `uuid(1)`. */
export function ambiguousWorkspace(): Workspace {
  return withIds([workflowOf("One", uuid(1)), workflowOf("Other", uuid(1))]);
}

function withIds(workflows: readonly IndexedWorkflow[]): Workspace {
  return {
    workflows,
    withId: (id) => workflows.filter((workflow) => normalId(workflow.id ?? "") === normalId(id)),
  };
}

function workflowOf(label: string, id: string): IndexedWorkflow {
  const path = `flows/${label.toLowerCase()}.workflow.json`;
  const uri = `file:///work/${path}`;
  const selection: FileRange = { uri, start: { line: 1, character: 8 }, end: { line: 1, character: 46 } };
  return {
    uri,
    path,
    id,
    selection,
    label,
    schema: undefined,
    country: undefined,
    steps: [],
    references: [],
  };
}
