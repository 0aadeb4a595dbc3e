import type { Property } from "../workflow/node";
import type { Span } from "../workflow/span";
import { type Rule, shown } from "./rule";

export const duplicateKey: Rule = {
  code: "duplicate-key",
  severity: "warning",
  scope: "step",
  docs: {
    summary: "A key stands twice in one object.",
    reason: "JSON readers keep the last value and drop the earlier ones without a word.",
    bad: `{
  "name": "Invoice",
  "steps": [],
  "name": "Credit note"
}`,
    good: `{
  "name": "Credit note",
  "steps": []
}`,
  },
  object(object, { report }) {
    const keys = object.properties;
    if (!hasRepeated(keys)) {
      return;
    }
    const first = new Map<string, Span>();
    for (const { name, key } of keys) {
      const earlier = first.get(name);
      if (earlier) {
        report({
          span: key,
          message: `The key ${shown(name)} stands twice in this object; only the last one counts.`,
          related: [{ span: earlier, message: "It stands here first." }],
        });
      } else {
        first.set(name, key);
      }
    }
  },
};

/** How many keys are compared one by one; an index costs more than that for the few keys of most objects. */
const FEW = 16;

function hasRepeated(properties: readonly Property[]): boolean {
  if (properties.length > FEW) {
    return new Set(properties.map((property) => property.name)).size < properties.length;
  }
  return properties.some((property, at) => {
    const { name } = property;
    for (let earlier = 0; earlier < at; earlier++) {
      if (properties[earlier]?.name === name) {
        return true;
      }
    }
    return false;
  });
}
