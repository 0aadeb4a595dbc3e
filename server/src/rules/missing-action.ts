import { ACTION_KEYS, actionField, fieldOf } from "../workflow/model";
import { braceSpan, hasMisspelt, type Rule, valueSpan } from "./rule";

export const missingAction: Rule = {
  code: "missing-action",
  severity: "error",
  scope: "step",
  needsStructure: true,
  docs: {
    summary: "A step does not say what to do.",
    reason: "Every step names the action that it runs, such as silo.close.",
    bad: `{
  "name": "Invoice",
  "steps": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "name": "Sign" }]
}`,
    good: `{
  "name": "Invoice",
  "steps": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "name": "Sign", "action": "silo.close" }]
}`,
  },
  step(step, { report }) {
    const field = actionField(step);
    if (fieldOf(step, "action") && fieldOf(step, "provider")) {
      return;
    }
    if (!field) {
      if (!ACTION_KEYS.some((key) => hasMisspelt(step.node, "step", key))) {
        report({ span: braceSpan(step.node), message: "This step has no action." });
      }
    } else if (field.value?.value === "") {
      report({ span: valueSpan(field), message: "This step's action is empty." });
    }
  },
};
