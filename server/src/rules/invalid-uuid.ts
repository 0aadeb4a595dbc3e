import { isUuid } from "../schema/uuid";
import { conditionsTo } from "../workflow/document";
import { type Condition, fieldOf, normalId, type Step, type Workflow } from "../workflow/model";
import { type Fix, type Rule, type RuleContext, shown, valueSpan } from "./rule";

export const invalidUuid: Rule = {
  code: "invalid-uuid",
  severity: "error",
  scope: "shape",
  isBasic: true,
  docs: {
    summary: "The id of the workflow or of a step, or a step_id, is no UUID.",
    reason:
      "Workflows and steps are known by UUIDs such as 019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01; any version will do.",
    bad: `{
  "name": "Invoice",
  "steps": [{ "id": "step-1", "action": "silo.close" }]
}`,
    good: `{
  "name": "Invoice",
  "steps": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "silo.close" }]
}`,
  },
  workflow(workflow, context) {
    check(workflow, "id", "A workflow's id", context, (field) => [
      { title: "Replace by a new UUID", edit: { kind: "fresh-id", spans: [valueSpan(field)] } },
    ]);
  },
  step(step, context) {
    check(step, "id", "A step's id", context, (field, text) => {
      const { document } = context;
      // Of several steps with one id, it is the first that a step_id means.
      const isMeant = document.stepsById.get(normalId(text))?.[0] === step;
      const references = (isMeant ? conditionsTo(document, text) : [])
        .map((condition) => fieldOf(condition, "step_id"))
        .filter((reference) => reference !== undefined);
      const title =
        references.length === 0
          ? "Replace by a new UUID"
          : "Replace by a new UUID, where it is referred to as well";
      return [
        { title, preferred: true, edit: { kind: "fresh-id", spans: [field, ...references].map(valueSpan) } },
      ];
    });
  },
  condition(condition, context) {
    check(condition, "step_id", "A step_id", context, () => []);
  },
};

type FieldOf = NonNullable<ReturnType<typeof fieldOf>>;

function check(
  part: Workflow | Step | Condition,
  name: string,
  subject: string,
  { report }: RuleContext,
  fixes: (field: FieldOf, text: string) => Fix[],
): void {
  const field = fieldOf(part, name);
  const value: unknown = field?.value?.value;
  // An empty one is as good as absent, which is for other rules to judge.
  if (field && typeof value === "string" && value !== "" && !isUuid(value)) {
    report({
      span: valueSpan(field),
      message: `${subject} must be a UUID, and ${shown(value)} is none.`,
      fixes: fixes(field, value),
    });
  }
}
