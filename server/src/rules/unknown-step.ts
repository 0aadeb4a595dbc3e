import { nearestIn } from "../schema/nearest";
import { isUuid } from "../schema/uuid";
import { targetOf } from "../workflow/document";
import { fieldOf, labelOf, normalId, textOf } from "../workflow/model";
import { type Rule, shown, valueSpan } from "./rule";

/** How many steps are offered in the place of one that is not there. */
const MOST_OFFERED = 3;

export const unknownStep: Rule = {
  code: "unknown-step",
  severity: "error",
  scope: "shape",
  needsStructure: true,
  isBasic: true,
  docs: {
    summary: "A condition goes to a step that the file does not have.",
    reason: "A step_id is the id of a step of the same workflow.",
    bad: `{
  "name": "Invoice",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "silo.close",
      "next": [{ "status": "KO", "step_id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d03" }]
    },
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02", "action": "pdf" }
  ]
}`,
    good: `{
  "name": "Invoice",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "silo.close",
      "next": [{ "status": "KO", "step_id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02" }]
    },
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02", "action": "pdf" }
  ]
}`,
  },
  document({ document, report }) {
    const near = nearestIn([...document.stepsById.keys()], MOST_OFFERED + 1);
    for (const condition of document.conditions) {
      const field = fieldOf(condition, "step_id");
      const id = textOf(condition, "step_id");
      if (!field || !id || !isUuid(id) || targetOf(document, condition)) {
        continue;
      }
      const span = valueSpan(field);
      const own = normalId(textOf(condition.step, "id") ?? "");
      const candidates = near(normalId(id)).filter((candidate) => candidate !== own);
      report({
        span,
        message: `No step of this workflow has the id ${shown(id)}.`,
        fixes: candidates.slice(0, MOST_OFFERED).flatMap((candidate, _at, all) => {
          const step = document.stepsById.get(candidate)?.[0];
          const text = step && textOf(step, "id");
          return step && text
            ? [
                {
                  title: `Go to '${labelOf(step)}' (${text})`,
                  preferred: all.length === 1,
                  edit: { kind: "replace" as const, span, text: JSON.stringify(text) },
                },
              ]
            : [];
        }),
      });
    }
  },
};
