import { targetOf, type WorkflowDocument } from "../workflow/document";
import { unreachableRuns } from "../workflow/flow";
import { type Condition, labelOf, textOf } from "../workflow/model";
import type { Rule } from "./rule";

export const unreachableStep: Rule = {
  code: "unreachable-step",
  severity: "warning",
  scope: "shape",
  tags: ["unnecessary"],
  needsStructure: true,
  docs: {
    summary: "Nothing leads to these steps.",
    reason:
      "What stands before them always ends the workflow or goes elsewhere, be it in one condition or in all branches together, and no step_id names them. They would never run.",
    bad: `{
  "name": "Invoice",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "silo.close",
      "next": [{ "stop": true }]
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
      "next": [{ "status": "KO", "stop": true }]
    },
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02", "action": "pdf" }
  ]
}`,
  },
  document({ document, flow, report }) {
    // Where a condition goes to a step that nobody finds, it may be one of these that was meant.
    if (document.conditions.some((condition) => isBroken(condition, document))) {
      return;
    }
    for (const run of unreachableRuns(document, flow)) {
      const [first] = run;
      const last = run.at(-1);
      if (first && last) {
        const label = labelOf(first);
        report({
          span: { start: first.span.start, end: last.span.end },
          message:
            run.length === 1
              ? `Nothing leads to '${label}'; it never runs.`
              : `Nothing leads to '${label}' and what follows it; these ${run.length} steps never run.`,
        });
      }
    }
  },
};

function isBroken(condition: Condition, document: WorkflowDocument): boolean {
  return Boolean(textOf(condition, "step_id")) && !targetOf(document, condition);
}
