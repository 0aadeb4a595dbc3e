import { type ConfigFault, configFaults } from "../schema/config";
import { nearest } from "../schema/nearest";
import { actionOf } from "../workflow/model";
import type { Node } from "../workflow/node";
import { didYouMean, type Fix, type Rule, replacements, shown } from "./rule";

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

/**
 * The same value in a type that is taken: a number or truth value out of its quotes, or a number in quotes. None
 * where that would be no value of the field either.
 */
function conversions({ node, types, schema }: TypeFault, source: string): Fix[] {
  const isValue = (value: string | number | boolean): boolean => schema.enum?.includes(value) ?? true;
  if (typeof node.value === "string") {
    const text = node.value.trim();
    const takesNumber = types.includes("integer") || types.includes("number");
    const isNumber = takesNumber && /^-?(0|[1-9]\d{0,14})$/.test(text) && isValue(Number(text));
    const isTruth = types.includes("boolean") && /^(true|false)$/.test(text) && isValue(text === "true");
    return isNumber || isTruth
      ? [{ title: `Change to ${text}`, preferred: true, edit: { kind: "replace", span: node, text } }]
      : [];
  }
  const digits = source.slice(node.start, node.end);
  const isText = types.includes("string") && schema.holds !== "workflow-id" && isValue(digits);
  return typeof node.value === "number" && isText ? replacements(node, [digits]) : [];
}

/** Of an object or array, its bracket stands for it. */
function spanOf(node: Node) {
  return node.type === "object" || node.type === "array" ? { start: node.start, end: node.start + 1 } : node;
}
