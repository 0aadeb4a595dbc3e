import { actionField, actionOf } from "../workflow/model";
import { type Rule, replacements, shown, valueSpan } from "./rule";

export const supersededAction: Rule = {
  code: "superseded-action",
  severity: "warning",
  scope: "step",
  tags: ["deprecated"],
  docs: {
    summary: "The action is an older one that Invopop's documentation no longer uses.",
    reason: "Where another action took its place, that one is offered.",
    bad: `{
  "name": "Invoice",
  "steps": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "ticketbai.send" }]
}`,
    good: `{
  "name": "Invoice",
  "steps": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "gov-es.ticketbai.send" }]
}`,
  },
  step(step, { catalog, report }) {
    const field = actionField(step);
    const id = actionOf(step);
    const action = id ? catalog.get(id) : undefined;
    if (field && id && action?.status === "superseded") {
      const span = valueSpan(field);
      const { replacedBy } = action;
      report({
        span,
        message: replacedBy
          ? `The action ${shown(id)} was replaced by '${replacedBy}'.`
          : `The action ${shown(id)} is no longer documented, and nothing is known to replace it.`,
        fixes: replacedBy ? replacements(span, [replacedBy]) : [],
      });
    }
  },
};
