import { nearest } from "../schema/nearest";
import { isUuid } from "../schema/uuid";
import { targetOf } from "../workflow/document";
import { fieldOf, labelOf, textOf } from "../workflow/model";
import { type Rule, shown, valueSpan } from "./rule";

export const unknownStep: Rule = {
  code: "unknown-step",
  severity: "error",
  scope: "shape",
  needsStructure: true,
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
  condition(condition, { document, report }) {
    const field = fieldOf(condition, "step_id");
    const id = textOf(condition, "step_id");
    if (!field || !id || !isUuid(id) || targetOf(document, condition)) {
      return;
    }
    const span = valueSpan(field);
    const own = textOf(condition.step, "id")?.toLowerCase();
    const ids = [...document.stepsById.keys()].filter((known) => known !== own);
    report({
      span,
      message: `No step of this workflow has the id ${shown(id)}.`,
      fixes: nearest(id, ids).flatMap((candidate, _at, all) => {
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
  },
};
