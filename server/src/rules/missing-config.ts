import { type ConfigFault, configFaults } from "../schema/config";
import { nearest } from "../schema/nearest";
import { actionField, actionOf } from "../workflow/model";
import type { Span } from "../workflow/span";
import { braceSpan, hasMisspelt, type Rule, shown, valueSpan } from "./rule";

export const missingConfig: Rule = {
  code: "missing-config",
  severity: "warning",
  scope: "step",
  needsStructure: true,
  docs: {
    summary: "A step's config lacks what its action cannot do without.",
    reason: "The action fails when the workflow runs.",
    bad: `{
  "name": "Invoice",
  "steps": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "silo.state" }]
}`,
    good: `{
  "name": "Invoice",
  "steps": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "silo.state", "config": { "state": "sent" } }
  ]
}`,
  },
  step(step, { catalog, report }) {
    const id = actionOf(step);
    const action = catalog.get(id ?? "");
    const faults = action ? configFaults(step, action).filter(isMissing) : [];
    if (faults.length === 0) {
      return;
    }
    const field = actionField(step);
    // Where the UUID of another workflow is to be filled in, that is told of instead, and with it all the rest.
    const isPlaceholder = faults.some(({ object, key }) => !object && holdsWorkflow(key, action));
    if (!field || isPlaceholder || hasMisspelt(step.node, "step", "config")) {
      return;
    }
    for (const fault of faults) {
      if (!isMisspelt(fault)) {
        const lacks = fault.property ? "a value for" : "the key";
        report({
          span: spanOf(fault, valueSpan(field)),
          message: `${shown(id ?? "")} needs ${lacks} '${fault.key}' in its config.`,
        });
      }
    }
  },
};

type Missing = Extract<ConfigFault, { kind: "missing" }>;

function isMissing(fault: ConfigFault): fault is Missing {
  return fault.kind === "missing";
}

function holdsWorkflow(key: string, action: Parameters<typeof configFaults>[1] | undefined): boolean {
  return action?.config?.some((field) => field.key === key && field.holds === "workflow-id") === true;
}

/** Whether the key is there with a slip of the pen, which is told of already. */
function isMisspelt({ object, key, schema, property }: Missing): boolean {
  if (property || !object || schema.additionalProperties === true) {
    return false;
  }
  const present = object.properties.map(({ name }) => name);
  const known = Object.keys(schema.properties ?? {});
  const free = known.filter((name) => !present.includes(name));
  return present.some((name) => !known.includes(name) && nearest(name, free)[0] === key);
}

function spanOf({ property, object }: Missing, action: Span): Span {
  return property ? valueSpan(property) : object ? braceSpan(object) : action;
}
