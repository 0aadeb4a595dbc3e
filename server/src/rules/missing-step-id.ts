import { fieldOf } from "../workflow/model";
import { braceSpan, hasMisspelt, type Rule, valueSpan } from "./rule";

export const missingStepId: Rule = {
  code: "missing-step-id",
  severity: "error",
  scope: "step",
  needsStructure: true,
  isBasic: true,
  docs: {
    summary: "A step has no id.",
    reason: "Jobs report what they did by the id of the step, and conditions go to steps by it.",
    bad: `{
  "name": "Invoice",
  "steps": [{ "action": "silo.close" }]
}`,
    good: `{
  "name": "Invoice",
  "steps": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "silo.close" }]
}`,
  },
  step(step, { report }) {
    const field = fieldOf(step, "id");
    const title = "Give this step a new UUID";
    if (!field && !hasMisspelt(step.node, "step", "id")) {
      report({
        span: braceSpan(step.node),
        message: "This step has no id.",
        fixes: [{ title, preferred: true, edit: { kind: "insert-id", object: step.node, key: "id" } }],
      });
    } else if (field?.value?.value === "") {
      const span = valueSpan(field);
      report({
        span,
        message: "This step's id is empty.",
        fixes: [{ title, preferred: true, edit: { kind: "fresh-id", spans: [span] } }],
      });
    }
  },
};
