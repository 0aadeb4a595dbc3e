import { type Condition, fieldOf, isForAnyStatus, matchLabelOf, statusOf } from "../workflow/model";
import type { Span } from "../workflow/span";
import { braceSpan, hasMisspelt, type Rule, valueSpan } from "./rule";

export const repeatedCondition: Rule = {
  code: "repeated-condition",
  severity: "warning",
  scope: "step",
  needsStructure: true,
  docs: {
    summary: "Two conditions of a step match the same status and code.",
    reason:
      "Which of them counts is documented nowhere. A status that is left out, empty or NA is the same: any.",
    bad: `{
  "name": "Invoice",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "peppol.send",
      "next": [
        { "status": "KO", "steps": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02", "action": "pdf" }] },
        { "status": "KO", "stop": true }
      ]
    }
  ]
}`,
    good: `{
  "name": "Invoice",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "peppol.send",
      "next": [
        { "status": "KO", "steps": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02", "action": "pdf" }], "stop": true }
      ]
    }
  ]
}`,
  },
  step({ conditions }, { report }) {
    if (conditions.length < 2) {
      return;
    }
    const known = new Map<string, Condition>();
    for (const condition of conditions) {
      const match = matchOf(condition);
      const first = match === undefined ? undefined : known.get(match);
      if (first) {
        report({
          span: placeOf(condition),
          message: `An earlier condition of this step matches the same: ${matchLabelOf(condition)}.`,
          related: [{ span: placeOf(first), message: "It stands here." }],
        });
      } else if (match !== undefined) {
        known.set(match, condition);
      }
    }
  },
};

/**
 * What a condition matches, in one text; undefined where that is open: with a value that is half-typed or of a
 * wrong type, or a key with a slip of the pen.
 */
function matchOf(condition: Condition): string | undefined {
  if (["status", "code"].some((name) => hasMisspelt(condition.node, "condition", name))) {
    return undefined;
  }
  const code = fieldOf(condition, "code");
  const type = code?.value?.type;
  const isCode = !code || type === "null" || type === "string";
  const isTyped = fieldOf(condition, "status")?.value ?? !fieldOf(condition, "status");
  const status = isForAnyStatus(condition) ? "" : statusOf(condition);
  return status === undefined || !isTyped || !isCode
    ? undefined
    : JSON.stringify([status, code?.value?.value || ""]);
}

function placeOf(condition: Condition): Span {
  const field = fieldOf(condition, "code") ?? fieldOf(condition, "status");
  return field ? valueSpan(field) : braceSpan(condition.node);
}
