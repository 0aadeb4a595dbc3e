import { keysOf, meantKeys } from "../schema/format";
import { didYouMean, type Rule, replacements, shown } from "./rule";

export const unknownKey: Rule = {
  code: "unknown-key",
  severity: "warning",
  scope: "step",
  needsStructure: true,
  docs: {
    summary: "The workflow, a step or a condition has a key that the format does not know.",
    reason:
      "Invopop passes over what it does not know, so a misspelt key does nothing. Keys inside a step's config are not meant.",
    bad: `{
  "name": "Invoice",
  "steps": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "acton": "silo.close", "action": "silo.close" }
  ]
}`,
    good: `{
  "name": "Invoice",
  "steps": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "silo.close" }
  ]
}`,
  },
  part(part, { report }) {
    const known = keysOf(part.kind);
    let present: readonly string[] | undefined;
    for (const property of part.node.properties) {
      const { name } = property;
      if (known.has(name)) {
        continue;
      }
      const { key } = property;
      present ??= part.node.properties.map((other) => other.name);
      const candidates = meantKeys(part.kind, name, present);
      report({
        span: key,
        message: `A ${part.kind} has no key ${shown(name)}.${didYouMean(candidates)}`,
        fixes: replacements(key, candidates),
      });
    }
  },
};
