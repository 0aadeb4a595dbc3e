import { fieldOf } from "../workflow/model";
import type { Rule } from "./rule";

export const conflictingAction: Rule = {
  code: "conflicting-action",
  severity: "error",
  scope: "step",
  needsStructure: true,
  docs: {
    summary: "A step has both action and provider.",
    reason: "They are two names of one field, and nothing says which of them counts.",
    bad: `{
  "name": "Invoice",
  "steps": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "silo.close", "provider": "silo.state" }
  ]
}`,
    good: `{
  "name": "Invoice",
  "steps": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "silo.close" }
  ]
}`,
  },
  step(step, { report }) {
    const action = fieldOf(step, "action");
    const provider = fieldOf(step, "provider");
    if (action && provider) {
      report({
        span: provider.key,
        message:
          "A step has either 'action' or 'provider', the older name of the same field; this one has both.",
        related: [{ span: action.key, message: "The action stands here." }],
        fixes: [
          { title: "Remove 'provider'", preferred: true, edit: { kind: "remove-field", field: provider } },
          { title: "Remove 'action'", edit: { kind: "remove-field", field: action } },
        ],
      });
    }
  },
};
