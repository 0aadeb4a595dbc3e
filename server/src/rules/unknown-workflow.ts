import { nearestIn } from "../schema/nearest";
import { isUuid } from "../schema/uuid";
import { workflowIdsOf } from "../schema/workflowIds";
import { normalId, textOf } from "../workflow/model";
import { type Rule, shown } from "./rule";

export const unknownWorkflow: Rule = {
  code: "unknown-workflow",
  severity: "information",
  docs: {
    summary: "A step names a workflow that no file of the open folder has.",
    reason:
      "It may live in Invopop only. Told where the files have ids at all, as else nothing could be said.",
    other: {
      path: "credit-note.workflow.json",
      text: `{
  "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d09",
  "name": "Credit note",
  "steps": []
}`,
    },
    bad: `{
  "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d07",
  "name": "Invoice",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "transform.job.create",
      "config": { "workflow_id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d08" }
    }
  ]
}`,
    good: `{
  "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d07",
  "name": "Invoice",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "transform.job.create",
      "config": { "workflow_id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d09" }
    }
  ]
}`,
  },
  document({ document, catalog, uri, workspace, report }) {
    const own = document.workflow && textOf(document.workflow, "id");
    const unknown = document.steps
      .flatMap((step) => workflowIdsOf(step, catalog))
      .filter(
        ({ id }) => isUuid(id) && workspace?.withId(id).length === 0 && normalId(id) !== normalId(own ?? ""),
      );
    if (!workspace || unknown.length === 0) {
      return;
    }
    // Whoever looks at the whole list is checked anew at every change of it, so that comes last.
    const others = workspace.workflows.filter((other) => other.uri !== uri && other.id !== undefined);
    const near = nearestIn([...new Set(others.map((other) => other.id ?? ""))]);
    for (const { value, id } of others.length > 0 ? unknown : []) {
      report({
        span: value,
        message: `No workflow of the open folder has the id ${shown(id)}.`,
        fixes: near(id).map((candidate) => ({
          title: `Change to '${workspace.withId(candidate)[0]?.label ?? candidate}' (${candidate})`,
          edit: { kind: "replace", span: value, text: JSON.stringify(candidate) },
        })),
      });
    }
  },
};
