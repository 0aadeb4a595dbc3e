import { type ConfigFault, configFaults } from "../schema/config";
import { nearest } from "../schema/nearest";
import { retyped } from "../schema/retype";
import { actionOf } from "../workflow/model";
import type { Node } from "../workflow/node";
import { didYouMean, type Fix, type Rule, replacements, retyping, shown } from "./rule";

export const invalidConfig: Rule = {
  code: "invalid-config",
  severity: "warning",
  scope: "step",
  docs: {
    summary: "A value of a step's config is not what its action takes.",
    reason:
      "It has another type, or is none of the values that there are. The action fails with it when the workflow runs.",
    bad: `{
  "name": "Invoice",
  "steps": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "silo.state", "config": { "state": "procesing" } }
  ]
}`,
    good: `{
  "name": "Invoice",
  "steps": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "silo.state", "config": { "state": "processing" } }
  ]
}`,
  },
  step(step, { document, catalog, report }) {
    const action = catalog.get(actionOf(step) ?? "");
    for (const fault of action ? configFaults(step, action) : []) {
      if (fault.kind === "type") {
        const types = fault.types.map((type) => `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`);
        report({
          span: spanOf(fault.node),
          message: `${fault.isItem ? "An item of " : ""}'${fault.key}' must be ${types.join(" or ")}.`,
          fixes: conversions(fault, document.text),
        });
      } else if (fault.kind === "value") {
        report({
          span: spanOf(fault.node),
          message: messageOf(fault),
          fixes: replacements(fault.node, nearestOf(fault)),
        });
      } else if (fault.kind === "workflow-id") {
        report({
          span: fault.node,
          message: `'${fault.key}' must be the UUID of a workflow, and ${shown(String(fault.node.value))} is none.`,
        });
      }
    }
  },
};

type TypeFault = Extract<ConfigFault, { kind: "type" }>;
type ValueFault = Extract<ConfigFault, { kind: "value" }>;

function messageOf(fault: ValueFault): string {
  const values = fault.values.filter((value) => value !== "").join(", ");
  const candidates = nearestOf(fault);
  const hint = candidates.length > 0 ? didYouMean(candidates) : ` It is one of: ${values}.`;
  const { type, value } = fault.node;
  const said = type === "object" || type === "array" ? "This" : shown(String(value));
  return `${said} is no value of '${fault.key}'.${hint}`;
}

function nearestOf({ node, values }: ValueFault): string[] {
  const texts = values.filter((value) => typeof value === "string" && value !== "").map(String);
  return typeof node.value === "string" ? nearest(node.value, texts) : [];
}

/** The same value in a type that is taken; none where that would be no value of the field either. */
function conversions({ node, types, schema }: TypeFault, source: string): Fix[] {
  const value = schema.holds === "workflow-id" ? undefined : retyped(node, types, source);
  return value !== undefined && (schema.enum?.includes(value) ?? true) ? retyping(node, value) : [];
}

/** Of an object or array, its bracket stands for it. */
function spanOf(node: Node) {
  return node.type === "object" || node.type === "array" ? { start: node.start, end: node.start + 1 } : node;
}
