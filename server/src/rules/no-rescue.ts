import { fieldOf, statusOf } from "../workflow/model";
import { type Piece, pieceOf } from "../workflow/pieces";
import type { Rule } from "./rule";

export const noRescue: Rule = {
  code: "no-rescue",
  severity: "hint",
  scope: "shape",
  needsStructure: true,
  docs: {
    summary: "Nothing happens when a step fails.",
    reason:
      "Without rescue, and without a condition for KO, a failed document stays as it is and nobody is told. Most workflows at least set its state to error.",
    bad: `{
  "name": "Invoice",
  "steps": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "silo.close" }]
}`,
    good: `{
  "name": "Invoice",
  "steps": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "silo.close" }],
  "rescue": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02", "action": "silo.state", "config": { "state": "error" } }
  ]
}`,
  },
  workflow(workflow, { document, report }) {
    const steps = fieldOf(workflow, "steps");
    const rescue = fieldOf(workflow, "rescue");
    const handlesKo = document.conditions.some((condition) => statusOf(condition) === "KO");
    if (steps && workflow.steps.steps.length > 0 && workflow.rescue.steps.length === 0 && !handlesKo) {
      report({
        span: (rescue ?? steps).key,
        message: "Nothing happens when a step fails: there is no rescue and no condition for KO.",
        fixes: rescue
          ? []
          : [
              {
                title: "Add a rescue that sets the state to error",
                edit: { kind: "append-field", object: workflow.node, key: "rescue", value: errorState },
              },
            ],
      });
    }
  },
};

/** The steps of nearly every rescue: the state of the document becomes error. */
function errorState(newId: () => string): Piece {
  return pieceOf([
    { id: newId(), name: "Set state to error", action: "silo.state", config: { state: "error" } },
  ]);
}
