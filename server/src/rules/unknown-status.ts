import { keysOf } from "../schema/format";
import { nearest } from "../schema/nearest";
import { fieldOf } from "../workflow/model";
import { didYouMean, type Rule, replacements, shown, valueSpan } from "./rule";

const STATUSES =
  keysOf("condition")
    .get("status")
    ?.values.map(({ value }) => value) ?? [];

export const unknownStatus: Rule = {
  code: "unknown-status",
  severity: "error",
  scope: "step",
  docs: {
    summary: "A condition waits for a status that no step can end with.",
    reason:
      "A status is OK, SKIP, KO or TIMEOUT, in capitals; NA, as the Console writes it, stands for any, and so does leaving it out.",
    bad: `{
  "name": "Invoice",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "silo.close",
      "next": [{ "status": "ko", "stop": true }]
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
  condition(condition, { report }) {
    const field = fieldOf(condition, "status");
    const value: unknown = field?.value?.value;
    if (!field || typeof value !== "string" || value === "") {
      return;
    }
    if (!STATUSES.includes(value)) {
      const span = valueSpan(field);
      const candidates = nearest(
        value.trim(),
        STATUSES.filter((status) => status !== ""),
        1,
      );
      report({
        span,
        message: `${shown(value)} is no status: OK, SKIP, KO, TIMEOUT, or NA for any.${didYouMean(candidates)}`,
        fixes: replacements(span, candidates),
      });
    }
  },
};
