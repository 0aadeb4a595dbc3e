import { targetOf } from "../workflow/document";
import { fieldOf } from "../workflow/model";
import { type Rule, valueSpan } from "./rule";

export const selfReference: Rule = {
  code: "self-reference",
  severity: "warning",
  scope: "shape",
  docs: {
    summary: "A condition goes to the very step that it belongs to.",
    reason: "The step would run again and again for as long as it ends the same way.",
    bad: `{
  "name": "Invoice",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "silo.close",
      "next": [{ "status": "KO", "step_id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01" }]
    }
  ]
}`,
    good: `{
  "name": "Invoice",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "silo.close",
      "next": [{ "status": "KO", "stop": true }]
    }
  ]
}`,
  },
  condition(condition, { document, report }) {
    const field = fieldOf(condition, "step_id");
    if (field && targetOf(document, condition) === condition.step) {
      report({
        span: valueSpan(field),
        message: "This condition goes to its own step, which would never end.",
      });
    }
  },
};
