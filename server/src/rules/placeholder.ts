import { configFaults } from "../schema/config";
import { isUuid } from "../schema/uuid";
import { workflowIdsOf } from "../schema/workflowIds";
import { actionField, actionOf } from "../workflow/model";
import type { Workspace } from "../workflow/workspace";
import { type Fix, hasMisspelt, type Rule, type RuleContext, shown, valueSpan } from "./rule";

/** How many workflows are offered to be filled in. */
const MOST_OFFERED = 10;

export const placeholder: Rule = {
  code: "placeholder",
  severity: "information",
  scope: "step",
  needsStructure: true,
  docs: {
    summary: "The UUID of another workflow is still to be filled in.",
    reason:
      "Examples leave it empty, as everybody's workflows have UUIDs of their own. The fix offers those of the open folder.",
    bad: `{
  "name": "Invoice",
  "steps": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "transform.job.create", "config": { "workflow_id": "" } }
  ]
}`,
    good: `{
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
  step(step, context) {
    const { catalog, report } = context;
    for (const { field, value, id } of workflowIdsOf(step, catalog)) {
      if (id === "") {
        report({
          span: value,
          message: `'${field.name}' is to be filled in with the UUID of another workflow.`,
          fixes: offers(context).map((offer) => ({ ...offer, edit: { ...offer.edit, span: value } })),
        });
      }
    }
    const action = catalog.get(actionOf(step) ?? "");
    const named = actionField(step);
    const missing = action
      ? configFaults(step, action).find(
          (fault) => fault.kind === "missing" && !fault.object && holdsWorkflow(fault.key),
        )
      : undefined;
    if (action && named && missing?.kind === "missing" && !hasMisspelt(step.node, "step", "config")) {
      report({
        span: valueSpan(named),
        message: `${shown(action.id)} needs the UUID of another workflow under '${missing.key}' in its config.`,
      });
    }

    function holdsWorkflow(key: string): boolean {
      return action?.config?.some((field) => field.key === key && field.holds === "workflow-id") === true;
    }
  },
};

function offers({
  uri,
  workspace,
}: RuleContext): (Fix & { readonly edit: { kind: "replace"; text: string } })[] {
  return others(workspace, uri).map(({ id, label, path }) => ({
    title: `Fill in '${label}' (${path})`,
    edit: { kind: "replace", span: { start: 0, end: 0 }, text: JSON.stringify(id) },
  }));
}

function others(workspace: Workspace | undefined, uri: string | undefined) {
  return (workspace?.workflows ?? [])
    .filter((other) => other.uri !== uri && other.id !== undefined && isUuid(other.id))
    .slice(0, MOST_OFFERED);
}
