import { fieldOf, textOf } from "../workflow/model";
import type { Rule } from "./rule";

export const deprecatedGoto: Rule = {
  code: "deprecated-goto",
  severity: "hint",
  scope: "step",
  isOptIn: true,
  tags: ["deprecated"],
  docs: {
    summary: "A condition goes to another step with step_id.",
    reason:
      "It works, but the Console shows it as deprecated and asks to put the steps inside the condition instead. Off unless you turn it on.",
    bad: `{
  "name": "Invoice",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "silo.close",
      "next": [{ "status": "KO", "step_id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02" }]
    },
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02", "action": "pdf" }
  ]
}`,
    good: `{
  "name": "Invoice",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "silo.close",
      "next": [
        {
          "status": "KO",
          "steps": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02", "action": "pdf" }]
        }
      ]
    }
  ]
}`,
  },
  condition(condition, { report }) {
    const field = fieldOf(condition, "step_id");
    if (field && textOf(condition, "step_id")) {
      report({
        span: field.key,
        message:
          "The Console shows a condition that goes to a step as deprecated; put the steps inside it instead.",
      });
    }
  },
};
