import { actionField, actionOf, labelOf } from "../workflow/model";
import { type Rule, shown, valueSpan } from "./rule";

export const missingPredecessor: Rule = {
  code: "missing-predecessor",
  severity: "warning",
  needsStructure: true,
  docs: {
    summary: "A step needs another one before it, and none of the ways to it has that.",
    reason:
      "What verifactu.send sends is made by verifactu.generate, a wait for an approval needs the registration that asks for it, and so on.",
    bad: `{
  "name": "Invoice",
  "steps": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02", "action": "verifactu.send" }]
}`,
    good: `{
  "name": "Invoice",
  "steps": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "verifactu.generate" },
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02", "action": "verifactu.send" }
  ]
}`,
  },
  step(step, { document, catalog, flow, earlier, report }) {
    const id = actionOf(step);
    const field = actionField(step);
    const needed = catalog.get(id ?? "")?.after;
    if (!id || !field || !needed || !flow.isReached(step)) {
      return;
    }
    const counts = (action: string): boolean => needed.includes(catalog.successor(action));
    if (![...earlier(step).keys()].some(counts)) {
      const elsewhere = document.steps.filter((other) => counts(actionOf(other) ?? ""));
      report({
        span: valueSpan(field),
        message: `${shown(id)} needs ${needed.map(shown).join(" or ")} before it.`,
        related: elsewhere.map((other) => ({
          span: valueSpan(actionField(other) ?? field),
          message: `'${labelOf(other)}' runs on another way, or later.`,
        })),
      });
    }
  },
};
