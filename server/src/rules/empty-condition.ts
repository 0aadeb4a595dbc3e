import { type Field, fieldOf } from "../workflow/model";
import type { Rule } from "./rule";

export const emptyCondition: Rule = {
  code: "empty-condition",
  severity: "hint",
  scope: "step",
  needsStructure: true,
  docs: {
    summary: "A condition leads nowhere: it has no steps, no step_id and does not stop.",
    reason:
      "What it matches counts as handled, so that a KO does not come to rescue, and the workflow goes on. That may be meant.",
    bad: `{
  "name": "Invoice",
  "steps": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "peppol.send", "next": [{ "status": "KO" }] }
  ]
}`,
    good: `{
  "name": "Invoice",
  "steps": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "peppol.send", "next": [{ "status": "KO", "stop": true }] }
  ]
}`,
  },
  condition(condition, { report }) {
    if (["steps", "step_id", "stop"].every((name) => leadsNowhere(fieldOf(condition, name)))) {
      report({
        span: condition.span,
        message: "This condition leads nowhere; what it matches is passed over and the workflow goes on.",
      });
    }
  },
};

/** Whether a field is absent or says nothing. What is half-typed or of a wrong type may be meant to say something. */
function leadsNowhere(field: Field | undefined): boolean {
  const value = field?.value;
  const isEmptyList = value?.type === "array" && value.items.length === 0;
  return !field || isEmptyList || value?.type === "null" || value?.value === "" || value?.value === false;
}
