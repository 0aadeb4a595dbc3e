import type { Action, ConfigField } from "./catalog";

/** The fields that the config of an action must have, in the order in which they are best written. */
export function requiredFields({ config = [] }: Action): ConfigField[] {
  return config.filter((field) => field.required);
}

/** The texts that the value of a config field can be chosen from; none where any text goes. */
export function choicesOf({ values = [] }: ConfigField): string[] {
  return values
    .map(({ value }) => value)
    .filter((value): value is string => typeof value === "string" && value !== "");
}

/**
 * What a config field holds before a person has filled it in: its default, else the first value that there is to
 * choose, else an empty one of its type.
 */
export function startValue(field: ConfigField): unknown {
  const [first] = choicesOf(field);
  const start = field.default ?? first ?? field.values?.[0]?.value;
  if (start !== undefined) {
    return start;
  }
  switch (field.types[0] ?? "string") {
    case "boolean":
      return true;
    case "integer":
    case "number":
      return 0;
    case "array":
      return [];
    case "object":
      return {};
    default:
      return "";
  }
}
