import { GOBL_SCHEMAS } from "../schema/format";
import { actionField, actionOf, textOf } from "../workflow/model";
import { type Rule, shown, valueSpan } from "./rule";

export const schemaMismatch: Rule = {
  code: "schema-mismatch",
  severity: "information",
  scope: "step",
  docs: {
    summary: "An action is for other documents than those of the workflow.",
    reason:
      "An action that registers a supplier does nothing for an invoice, and one that sends invoices nothing for a party. Told only where that is sure.",
    bad: `{
  "name": "Invoice",
  "schema": "bill/invoice",
  "steps": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "verifactu.register" }]
}`,
    good: `{
  "name": "Supplier",
  "schema": "org/party",
  "steps": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "verifactu.register" }]
}`,
  },
  step(step, { document, catalog, report }) {
    const action = catalog.get(actionOf(step) ?? "");
    if (!action?.closedSchemas) {
      return;
    }
    const schema = document.workflow && textOf(document.workflow, "schema");
    const field = actionField(step);
    const schemas = action.schemas ?? [];
    // What is no schema at all is told of already.
    const isKnown = GOBL_SCHEMAS.some(({ name }) => name === schema);
    if (!schema || !isKnown || !field) {
      return;
    }
    if (schemas.length > 0 && !schemas.some((own) => kindOf(own) === kindOf(schema))) {
      report({
        span: valueSpan(field),
        message: `${shown(action.id)} is for ${schemas.join(", ")}, and this workflow is for ${schema}.`,
      });
    }
  },
};

/** The first part of a schema's name, such as `bill`: what can be done for one of them can be for another. */
function kindOf(schema: string): string {
  return schema.split("/")[0] ?? schema;
}
