import type { Action } from "../schema/catalog";
import { actionField, actionOf, fieldOf, type Step } from "../workflow/model";
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
        fixes: replacedBy
          ? replacements(span, [replacedBy]).map((fix) => ({
              ...fix,
              preferred: takesConfig(catalog.get(replacedBy), step),
            }))
          : [],
      });
    }
  },
};

/** Whether nothing in a step's config is strange to an action, so that the step can as well run this one. */
function takesConfig(action: Action | undefined, step: Step): boolean {
  const keys = fieldOf(step, "config")?.value?.properties ?? [];
  return keys.every(({ name }) => action?.config?.some(({ key }) => key === name));
}
