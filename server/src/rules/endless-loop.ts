import { endlessLoops } from "../workflow/loops";
import { fieldOf, labelOf } from "../workflow/model";
import { braceSpan, type Rule, valueSpan } from "./rule";

export const endlessLoop: Rule = {
  code: "endless-loop",
  severity: "warning",
  scope: "shape",
  needsStructure: true,
  docs: {
    summary: "Steps lead back to each other, and no way leads out.",
    reason: "The workflow would run them again and again until one of them fails.",
    bad: `{
  "name": "Invoice",
  "steps": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "gov-dk.import" },
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02",
      "action": "silo.sleep",
      "next": [{ "step_id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01" }]
    }
  ]
}`,
    good: `{
  "name": "Invoice",
  "steps": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "gov-dk.import" },
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02",
      "action": "silo.sleep",
      "next": [{ "status": "SKIP", "step_id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01" }]
    }
  ]
}`,
  },
  document({ document, flow, report }) {
    for (const { steps, jumps } of endlessLoops(document, flow)) {
      const jump = jumps.at(-1);
      const field = jump && fieldOf(jump, "step_id");
      if (field) {
        report({
          span: valueSpan(field),
          message: `This leads back, and no way leads out of these ${steps.length} steps; they would run for ever.`,
          related: steps.map((step, at) => {
            const following = steps[(at + 1) % steps.length] ?? step;
            const id = fieldOf(step, "id");
            return {
              span: id ? valueSpan(id) : braceSpan(step.node),
              message: `'${labelOf(step)}' leads to '${labelOf(following)}'.`,
            };
          }),
        });
      }
    }
  },
};
