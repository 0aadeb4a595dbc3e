import type { Node } from "jsonc-parser";
import { spanOf } from "../workflow/span";
import { type Rule, shown } from "./rule";

export const duplicateKey: Rule = {
  code: "duplicate-key",
  severity: "warning",
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
    const first = new Map<string, Node>();
    for (const property of object.children ?? []) {
      const key = property.children?.[0];
      if (!key) {
        continue;
      }
      const name = String(key.value);
      const earlier = first.get(name);
      if (earlier) {
        report({
          span: spanOf(key),
          message: `The key ${shown(name)} stands twice in this object; only the last one counts.`,
          related: [{ span: spanOf(earlier), message: "It stands here first." }],
        });
      } else {
        first.set(name, key);
      }
    }
  },
};
