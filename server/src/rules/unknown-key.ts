import { keysOf } from "../schema/format";
import { nearest } from "../schema/nearest";
import { didYouMean, type Rule, replacements, shown } from "./rule";

export const unknownKey: Rule = {
  code: "unknown-key",
  severity: "warning",
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
    for (const { key, name } of part.node.properties) {
      if (known.has(name)) {
        continue;
      }
      const present = new Set(part.node.properties.map((field) => field.name));
      const free = [...known.values()].filter((entry) => !entry.readOnly && !present.has(entry.name));
      const candidates = nearest(
        name.replaceAll("-", "_"),
        free.map((entry) => entry.name),
      );
      report({
        span: key,
        message: `A ${part.kind} has no key ${shown(name)}.${didYouMean(candidates)}`,
        fixes: replacements(key, candidates),
      });
    }
  },
};
