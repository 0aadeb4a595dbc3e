import type { Action } from "../schema/catalog";
import { type ConfigFault, configFaults } from "../schema/config";
import { isUuid } from "../schema/uuid";
import { workflowIdsOf } from "../schema/workflowIds";
import { actionField, actionOf } from "../workflow/model";
import type { NamedWorkflow, Workspace } from "../workflow/workspace";
import { hasMisspelt, type Rule, shown, valueSpan } from "./rule";

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
  step(step, { catalog, uri, workspace, report }) {
    for (const { field, value, id } of workflowIdsOf(step, catalog)) {
      if (id === "") {
        // Whoever looks at the whole list is checked anew at every change of it, so it is asked for late.
        report({
          span: value,
          message: `'${field.name}' is to be filled in with the UUID of another workflow.`,
          fixes: offersOf(workspace, uri).map(({ title, text }) => ({
            title,
            edit: { kind: "replace", span: value, text },
          })),
        });
      }
    }
    const action = catalog.get(actionOf(step) ?? "");
    const field = actionField(step);
    const missing = action && configFaults(step, action).find((fault) => isNoConfig(fault, action));
    if (action && field && missing && !hasMisspelt(step.node, "step", "config")) {
      report({
        span: valueSpan(field),
        message: `${shown(action.id)} needs the UUID of another workflow under '${missing.key}' in its config.`,
      });
    }
  },
};

type Missing = Extract<ConfigFault, { kind: "missing" }>;

/** Whether there is no config at all for an action that needs another workflow's UUID in it. */
function isNoConfig(fault: ConfigFault, { config = [] }: Action): fault is Missing {
  return (
    fault.kind === "missing" &&
    !fault.object &&
    config.some(({ key, holds }) => key === fault.key && holds === "workflow-id")
  );
}

/** A workflow to fill in: what is said of it, and its UUID as a text. */
interface Offer {
  readonly title: string;
  readonly text: string;
}

function offersOf(workspace: Workspace<NamedWorkflow> | undefined, uri: string | undefined): Offer[] {
  const offers: Offer[] = [];
  for (const { uri: other, id, label, path } of workspace?.workflows ?? []) {
    if (offers.length === MOST_OFFERED) {
      break;
    }
    if (other !== uri && id !== undefined && isUuid(id)) {
      offers.push({ title: `Fill in '${label}' (${path})`, text: JSON.stringify(id) });
    }
  }
  return offers;
}
