import { type ConfigFault, configFaults } from "../schema/config";
import { nearest } from "../schema/nearest";
import { actionOf } from "../workflow/model";
import type { Node } from "../workflow/node";
import { didYouMean, once, type Rule, replacements, shown } from "./rule";

export const unknownConfigKey: Rule = {
  code: "unknown-config-key",
  severity: "warning",
  scope: "step",
  needsStructure: true,
  docs: {
    summary: "A step's config has a key that its action is not known to take.",
    reason:
      "It weighs as set where all the keys of an action are known, as those of silo.state are, and where a key that the action needs is missing and this one looks like it; elsewhere it is an information at most, since Invopop does not document every key.",
    bad: `{
  "name": "Invoice",
  "steps": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "silo.state", "config": { "status": "sent", "state": "sent" } }
  ]
}`,
    good: `{
  "name": "Invoice",
  "steps": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "silo.state", "config": { "state": "sent" } }
  ]
}`,
  },
  step(step, { catalog, report }) {
    const action = catalog.get(actionOf(step) ?? "");
    const faults = action ? configFaults(step, action).filter(isUnknown) : [];
    if (faults.length === 0) {
      return;
    }
    // An object may have any number of unknown keys, so those that it has are looked up.
    const presentIn = once((object: Node) => new Set(object.properties.map(({ name }) => name)));
    for (const { property, object, schema } of faults) {
      const present = presentIn(object);
      const free = Object.keys(schema.properties ?? {}).filter((key) => !present.has(key));
      const candidates = nearest(property.name, free);
      const isNeeded = candidates[0] !== undefined && schema.required?.includes(candidates[0]) === true;
      report({
        span: property.key,
        message: `${shown(action?.id ?? "")} is not known to have ${shown(property.name)} in its config.${didYouMean(candidates)}`,
        fixes: replacements(property.key, candidates),
        ...(schema.additionalProperties !== false && !isNeeded && { atMost: "information" }),
      });
    }
  },
};

function isUnknown(fault: ConfigFault): fault is Extract<ConfigFault, { kind: "unknown" }> {
  return fault.kind === "unknown";
}
