import { isUuid } from "../schema/uuid";
import { fieldOf, labelOf } from "../workflow/model";
import { type Rule, valueSpan } from "./rule";

/** How many of the other steps with an id are told of. */
const MOST_RELATED = 3;

export const duplicateStepId: Rule = {
  code: "duplicate-step-id",
  severity: "error",
  scope: "shape",
  isBasic: true,
  docs: {
    summary: "Two steps of the file have the same id.",
    reason:
      "A step is found by its id, in the main steps, in branches and in rescue alike. A copied step needs an id of its own.",
    bad: `{
  "name": "Invoice",
  "steps": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "sequence.enumerate" },
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "silo.close" }
  ]
}`,
    good: `{
  "name": "Invoice",
  "steps": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "sequence.enumerate" },
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02", "action": "silo.close" }
  ]
}`,
  },
  document({ document, report }) {
    for (const [id, steps] of document.stepsById) {
      if (steps.length < 2 || !isUuid(id)) {
        continue;
      }
      const places = steps.flatMap((step) => {
        const field = fieldOf(step, "id");
        return field ? [{ span: valueSpan(field), step }] : [];
      });
      // All of them would be a list of every pair, which nobody can read, and of which a machine has its fill.
      const named = places.slice(0, MOST_RELATED + 1);
      for (const { span } of places.slice(1)) {
        const others = named.filter((place) => place.span !== span).slice(0, MOST_RELATED);
        const [first] = others;
        report({
          span,
          message: `This id is taken already${first ? ` by '${labelOf(first.step)}'` : ""}.`,
          related: others.map((other) => ({
            span: other.span,
            message: `'${labelOf(other.step)}' has the same id.`,
          })),
          fixes: [
            {
              title: "Give this step a new UUID",
              preferred: true,
              edit: { kind: "fresh-id", spans: [span] },
            },
          ],
        });
      }
    }
  },
};
