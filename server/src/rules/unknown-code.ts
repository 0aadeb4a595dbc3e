import { nearest } from "../schema/nearest";
import { actionOf, fieldOf, statusOf, textOf } from "../workflow/model";
import { didYouMean, type Rule, replacements, shown, valueSpan } from "./rule";

/** How many codes are offered where none looks like the unknown one. */
const MOST_OFFERED = 3;

/** In how many conditions of a step the other codes are looked for; nobody writes more. */
const MOST_LOOKED_AT = 20;

export const unknownCode: Rule = {
  code: "unknown-code",
  severity: "information",
  scope: "step",
  docs: {
    summary: "A condition waits for a code that its step never ends with.",
    reason:
      "Told only where all the codes of an action are known, as those of silo.if are: true and false. The condition never matches.",
    bad: `{
  "name": "Invoice",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "silo.if",
      "config": { "expr": "doc.type == 'standard'" },
      "next": [{ "code": "yes", "stop": true }]
    }
  ]
}`,
    good: `{
  "name": "Invoice",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "silo.if",
      "config": { "expr": "doc.type == 'standard'" },
      "next": [{ "code": "true", "stop": true }]
    }
  ]
}`,
  },
  condition(condition, { catalog, report }) {
    const field = fieldOf(condition, "code");
    const code = textOf(condition, "code");
    const action = actionOf(condition.step) ?? "";
    const codes = catalog.codesOf(action);
    // A step can also fail before its action says anything, as with the code schema-mismatch.
    const status = statusOf(condition);
    const isFailure = status === "KO" || status === "TIMEOUT" || code === "schema-mismatch";
    if (field && code && codes && !codes.includes(code) && !isFailure) {
      const span = valueSpan(field);
      const candidates = nearest(code, codes);
      const others = codes.length > 0 ? ` There are only: ${codes.join(", ")}.` : " It has none.";
      const hint = candidates.length > 0 ? didYouMean(candidates) : others;
      const taken = condition.step.conditions.slice(0, MOST_LOOKED_AT).map((other) => textOf(other, "code"));
      const free = codes.filter((other) => !taken.includes(other)).slice(0, MOST_OFFERED);
      report({
        span,
        message: `${shown(action)} never ends with the code ${shown(code)}.${hint}`,
        fixes:
          candidates.length > 0
            ? replacements(span, candidates)
            : // One of them is meant, but which is a guess, even where only one is left.
              replacements(span, free).map((fix) => ({ ...fix, preferred: false })),
      });
    }
  },
};
