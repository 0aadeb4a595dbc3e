import { GOBL_SCHEMAS } from "../schema/format";
import { nearest } from "../schema/nearest";
import { fieldOf } from "../workflow/model";
import { didYouMean, type Rule, replacements, shown, valueSpan } from "./rule";

export const unknownSchema: Rule = {
  code: "unknown-schema",
  severity: "warning",
  docs: {
    summary: "The workflow's schema is no GOBL schema that Invopop lists.",
    reason:
      "A workflow takes documents of one schema, named in short, such as bill/invoice. Leave it out to take any.",
    bad: `{
  "name": "Invoice",
  "schema": "bill/invoices",
  "steps": []
}`,
    good: `{
  "name": "Invoice",
  "schema": "bill/invoice",
  "steps": []
}`,
  },
  workflow(workflow, { report }) {
    const field = fieldOf(workflow, "schema");
    const value: unknown = field?.value?.value;
    const names = GOBL_SCHEMAS.map((schema) => schema.name);
    if (!field || typeof value !== "string" || value === "" || names.includes(value)) {
      return;
    }
    const span = valueSpan(field);
    const inside = names.filter((name) => value.endsWith(`/${name}`) || name.endsWith(`/${value}`));
    const candidates = inside.length > 0 ? inside : nearest(value, names);
    report({
      span,
      message: `${shown(value)} is no schema that Invopop lists.${didYouMean(candidates)}`,
      fixes: replacements(span, candidates),
    });
  },
};
