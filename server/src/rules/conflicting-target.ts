import { fieldOf, isStop, textOf } from "../workflow/model";
import type { Rule } from "./rule";

export const conflictingTarget: Rule = {
  code: "conflicting-target",
  severity: "warning",
  scope: "step",
  needsStructure: true,
  docs: {
    summary: "A condition goes to a step with step_id and has steps of its own, or stops.",
    reason: "It can do only one of them, and which one is documented nowhere.",
    bad: `{
  "name": "Invoice",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "peppol.send",
      "next": [{ "status": "KO", "step_id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02", "stop": true }]
    },
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02", "action": "pdf" }
  ]
}`,
    good: `{
  "name": "Invoice",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "peppol.send",
      "next": [{ "status": "KO", "stop": true }]
    },
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02", "action": "pdf" }
  ]
}`,
  },
  condition(condition, { report }) {
    const target = fieldOf(condition, "step_id");
    const steps = fieldOf(condition, "steps");
    const stop = isStop(condition) ? fieldOf(condition, "stop") : undefined;
    const other = condition.steps.steps.length > 0 ? steps : stop;
    if (!target || !other || !textOf(condition, "step_id")) {
      return;
    }
    const does = other === steps ? "has steps of its own" : "stops";
    report({
      span: target.key,
      message: `This condition goes to a step and ${does}; which of them counts is not documented.`,
      related: [{ span: other.key, message: `Here it ${does}.` }],
      fixes: [target, ...(other === stop ? [stop] : [])].map((field) => ({
        title: `Remove '${field.name}'`,
        edit: { kind: "remove-field", field },
      })),
    });
  },
};
