import { actionField, actionOf } from "../workflow/model";
import { didYouMean, type Rule, replacements, shown, valueSpan } from "./rule";

export const unknownAction: Rule = {
  code: "unknown-action",
  severity: "warning",
  scope: "step",
  docs: {
    summary: "The catalog does not know this action.",
    reason:
      "Most often it is misspelt. Invopop adds actions all the time, so it can be right too: name it in the setting invopop.actions.custom and it is known.",
    bad: `{
  "name": "Invoice",
  "steps": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "silo.clos" }]
}`,
    good: `{
  "name": "Invoice",
  "steps": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "silo.close" }]
}`,
  },
  step(step, { catalog, report }) {
    const field = actionField(step);
    const id = actionOf(step);
    if (field && id && !catalog.get(id)) {
      const span = valueSpan(field);
      const candidates = catalog.nearest(id);
      report({
        span,
        message: `The action ${shown(id)} is not known.${didYouMean(candidates)}`,
        fixes: replacements(span, candidates),
      });
    }
  },
};
