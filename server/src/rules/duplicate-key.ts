import type { Property } from "../workflow/node";
import { type Fix, type Rule, shown } from "./rule";

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
  object(object, { document, report }) {
    const keys = object.properties;
    if (!hasRepeated(keys)) {
      return;
    }
    const counts = new Map<string, number>();
    for (const { name } of keys) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const first = new Map<string, Property>();
    for (const property of keys) {
      const { name, key } = property;
      const earlier = first.get(name);
      if (earlier) {
        report({
          span: key,
          message: `The key ${shown(name)} stands twice in this object; only the last one counts.`,
          related: [{ span: earlier.key, message: "It stands here first." }],
          fixes: counts.get(name) === 2 ? removal(earlier, property, document.text) : [],
        });
      } else {
        first.set(name, property);
      }
    }
  },
};

/** Takes out a field that does not count, which is surely right where it says the same as the one that does. */
function removal(field: Property, counting: Property, text: string): Fix[] {
  if (!field.value || !counting.value) {
    return [];
  }
  const [value, other] = [field.value, counting.value].map(({ start, end }) => text.slice(start, end));
  const isSame = value === other;
  return [
    {
      title: isSame ? "Remove one of them" : "Remove the one that does not count",
      preferred: isSame,
      isSafe: isSame,
      edit: { kind: "remove-field", field },
    },
  ];
}

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
