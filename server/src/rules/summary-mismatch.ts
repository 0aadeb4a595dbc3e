import { type ConfigFault, configFaults } from "../schema/config";
import { statesIn, withState } from "../schema/summary";
import { actionOf, type Field, fieldOf } from "../workflow/model";
import { propertyOf } from "../workflow/node";
import { type Fix, type Rule, shown, valueSpan } from "./rule";

export const summaryMismatch: Rule = {
  code: "summary-mismatch",
  severity: "information",
  scope: "step",
  docs: {
    summary: "The summary of a step names another state than the step sets.",
    reason:
      "The Console shows the summary and the workflow follows the config, so that people would be told something else than what happens.",
    bad: `{
  "name": "Invoice",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "silo.state",
      "config": { "state": "sent" },
      "summary": "Set state to \`processing\`{.state .processing}"
    }
  ]
}`,
    good: `{
  "name": "Invoice",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "silo.state",
      "config": { "state": "sent" },
      "summary": "Set state to \`sent\`{.state .sent}"
    }
  ]
}`,
  },
  step(step, { catalog, report }) {
    const action = actionOf(step) === "silo.state" ? catalog.get("silo.state") : undefined;
    const summary = action && fieldOf(step, "summary");
    const text = summary?.value?.value;
    if (!action || !summary || typeof text !== "string" || text === "") {
      return;
    }
    const config = fieldOf(step, "config")?.value;
    const state = config && propertyOf(config, "state")?.value?.value;
    const [named, ...others] = statesIn(text);
    const isSaid = named === state || others.some((other) => other === state);
    if (
      typeof state !== "string" ||
      named === undefined ||
      isSaid ||
      configFaults(step, action).some(isInState)
    ) {
      return;
    }
    report({
      span: valueSpan(summary),
      message: `The summary says ${shown(named)}, and the step sets the state ${shown(state)}.`,
      fixes: fixesOf(summary, text, state),
    });
  },
};

/** A summary that says the state; none where the markup has no way of saying it. */
function fixesOf(summary: Field, text: string, state: string): Fix[] {
  const changed = withState(text, state);
  return statesIn(changed).includes(state)
    ? [
        {
          title: `Let the summary say '${state}'`,
          preferred: true,
          isSafe: true,
          edit: { kind: "replace", span: valueSpan(summary), text: JSON.stringify(changed) },
        },
      ]
    : [];
}

/** Whether the state itself is wrong, which is told of already; nobody wants that in the summary too. */
function isInState(fault: ConfigFault): boolean {
  return fault.kind !== "unknown" && fault.key === "state";
}
