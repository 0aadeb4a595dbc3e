import { fieldOf, isStop, textOf } from "../workflow/model";
import type { Rule } from "./rule";

export const emptyCondition: Rule = {
  code: "empty-condition",
  severity: "hint",
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
    const steps = fieldOf(condition, "steps")?.value;
    const isEmpty = !steps || steps.type === "null" || (steps.type === "array" && steps.items.length === 0);
    if (isEmpty && !isStop(condition) && !textOf(condition, "step_id")) {
      report({
        span: condition.span,
        message: "This condition leads nowhere; what it matches is passed over and the workflow goes on.",
      });
    }
  },
};
