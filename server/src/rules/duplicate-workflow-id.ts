import { isUuid } from "../schema/uuid";
import { fieldOf, textOf } from "../workflow/model";
import { type Rule, valueSpan } from "./rule";

export const duplicateWorkflowId: Rule = {
  code: "duplicate-workflow-id",
  severity: "warning",
  docs: {
    summary: "Two files have the same workflow id.",
    reason:
      "They are published to one and the same workflow, so that each overwrites the other. A copied workflow needs an id of its own.",
    other: {
      path: "credit-note.workflow.json",
      text: `{
  "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d08",
  "name": "Credit note",
  "steps": []
}`,
    },
    bad: `{
  "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d08",
  "name": "Invoice",
  "steps": []
}`,
    good: `{
  "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d07",
  "name": "Invoice",
  "steps": []
}`,
  },
  workflow(workflow, { uri, workspace, report }) {
    const field = fieldOf(workflow, "id");
    const id = textOf(workflow, "id");
    if (!field || !id || !isUuid(id) || !workspace || uri === undefined) {
      return;
    }
    const others = workspace.withId(id).filter((other) => other.uri !== uri);
    const [first] = others;
    if (first) {
      const span = valueSpan(field);
      report({
        span,
        message: `'${first.label}' (${first.path}) has the same id; publishing one overwrites the other.`,
        elsewhere: others.map((other) => ({
          range: other.selection,
          message: `'${other.label}' has the same id.`,
        })),
        fixes: [{ title: "Give this workflow a new UUID", edit: { kind: "fresh-id", spans: [span] } }],
      });
    }
  },
};
