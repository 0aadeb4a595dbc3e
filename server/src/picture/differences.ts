import type { Part } from "../workflow/model";
import type { Node } from "../workflow/node";

/**
 * The names of the fields that two steps or conditions do not have alike, in the order of the first one. How a value
 * is laid out, the order of keys in it, and whether an action stands under its older key makes no difference.
 */
export function fieldsThatDiffer(a: Part, b: Part, except: readonly string[]): string[] {
  const ours = valuesOf(a.node);
  const theirs = valuesOf(b.node);
  return [...new Set([...ours.keys(), ...theirs.keys()])].filter(
    (name) => !except.includes(name) && ours.get(name) !== theirs.get(name),
  );
}

function valuesOf({ properties }: Node): Map<string, string> {
  return new Map(
    properties.map(({ name, value }) => [name === "provider" ? "action" : name, value ? printed(value) : ""]),
  );
}

/** A value as JSON with its keys in order. */
function printed({ type, value, items, properties }: Node): string {
  switch (type) {
    case "array":
      return `[${items.map(printed).join()}]`;
    case "object": {
      const members = properties.map(
        (one) => `${JSON.stringify(one.name)}:${one.value ? printed(one.value) : ""}`,
      );
      return `{${members.sort().join()}}`;
    }
    default:
      return JSON.stringify(value);
  }
}
