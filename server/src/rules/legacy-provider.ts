import { fieldOf } from "../workflow/model";
import type { Rule } from "./rule";

export const legacyProvider: Rule = {
  code: "legacy-provider",
  severity: "hint",
  scope: "step",
  docs: {
    summary: "The step names its action under provider, the older name of the field.",
    reason:
      "The API reference says action. The Console and Invopop's examples still write provider, and both work.",
    bad: `{
  "name": "Invoice",
  "steps": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "provider": "silo.close" }]
}`,
    good: `{
  "name": "Invoice",
  "steps": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "silo.close" }]
}`,
  },
  step(step, { report }) {
    const provider = fieldOf(step, "provider");
    if (provider && !fieldOf(step, "action")) {
      const span = provider.key;
      report({
        span,
        message: "'provider' is the older name of 'action'.",
        fixes: [
          {
            title: "Rename to 'action'",
            preferred: true,
            isSafe: true,
            edit: { kind: "replace", span, text: '"action"' },
          },
        ],
      });
    }
  },
};
