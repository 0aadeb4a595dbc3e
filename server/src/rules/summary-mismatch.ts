import { stateIn, withState } from "../schema/summary";
import { actionOf, fieldOf, textOf } from "../workflow/model";
import { propertyOf } from "../workflow/node";
import { type Rule, shown, valueSpan } from "./rule";

export const summaryMismatch: Rule = {
  code: "summary-mismatch",
  severity: "information",
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
  step(step, { report }) {
    const summary = fieldOf(step, "summary");
    const text = textOf(step, "summary");
    const config = fieldOf(step, "config")?.value;
    const state = config && propertyOf(config, "state")?.value?.value;
    const named = text === undefined ? undefined : stateIn(text);
    if (actionOf(step) !== "silo.state" || !summary || !text || typeof state !== "string" || state === "") {
      return;
    }
    if (named !== undefined && named !== state) {
      const span = valueSpan(summary);
      report({
        span,
        message: `The summary says ${shown(named)}, and the step sets the state ${shown(state)}.`,
        fixes: [
          {
            title: `Let the summary say '${state}'`,
            preferred: true,
            isSafe: true,
            edit: { kind: "replace", span, text: JSON.stringify(withState(text, state)) },
          },
        ],
      });
    }
  },
};
