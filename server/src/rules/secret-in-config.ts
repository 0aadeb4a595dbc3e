import { secretIn } from "../schema/secrets";
import { fieldOf } from "../workflow/model";
import type { Node } from "../workflow/node";
import type { Rule, RuleContext } from "./rule";

export const secretInConfig: Rule = {
  code: "secret-in-config",
  severity: "warning",
  scope: "step",
  docs: {
    summary: "A config holds what looks like a token, a key or a password.",
    reason:
      "Workflows are seen by everybody in the workspace, are copied and kept in repositories. Secrets belong in the settings of the app, and a webhook is told from others by its signature.",
    bad: `{
  "name": "Invoice",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "webhook",
      "config": { "callback_url": "https://user:hunter22@example.com/invoices" }
    }
  ]
}`,
    good: `{
  "name": "Invoice",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "webhook",
      "config": { "callback_url": "https://example.com/invoices" }
    }
  ]
}`,
  },
  step(step, { report }) {
    const config = fieldOf(step, "config")?.value;
    if (config) {
      visit(config, "", report);
    }
  },
};

function visit(node: Node, key: string, report: RuleContext["report"]): void {
  if (typeof node.value === "string") {
    const secret = secretIn(key, node.value);
    if (secret) {
      report({
        span: node,
        message: `This looks like ${secret}. Everybody who sees the workflow sees it too.`,
      });
    }
  }
  for (const property of node.properties) {
    if (property.value) {
      visit(property.value, property.name, report);
    }
  }
  for (const item of node.items) {
    visit(item, key, report);
  }
}
