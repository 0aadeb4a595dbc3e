import assert from "node:assert/strict";
import type { ValidationError } from "../../../server/src/schema/generated/actions";

/** What a validator finds: where, the keyword, and the key that is missing or too many. */
export function faults(
  validate: { (data: unknown): boolean; readonly errors?: readonly ValidationError[] | null },
  data: unknown,
): string[] {
  if (validate(data)) {
    return [];
  }
  return (validate.errors ?? []).map(({ instancePath, keyword, params }) => {
    const key = params["missingProperty"] ?? params["additionalProperty"];
    return `${instancePath} ${keyword}${key === undefined ? "" : ` ${String(key)}`}`;
  });
}

/** The name with its description where that is no whole sentence; nothing where it is. */
export function unsaid(name: string, description: string | undefined): string[] {
  return /^[A-Z0-9].{2,}\.$/s.test(description ?? "") ? [] : [`${name}: ${description}`];
}

/** Every property that a schema defines, at any depth, by its name. */
export function* properties(schema: unknown): Generator<[string, Record<string, unknown>]> {
  if (!isRecord(schema)) {
    return;
  }
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === "properties" && isRecord(value)) {
      for (const [name, property] of Object.entries(value)) {
        assert.ok(isRecord(property), name);
        yield [name, property];
        yield* properties(property);
      }
    } else if (keyword === "definitions" && isRecord(value)) {
      for (const definition of Object.values(value)) {
        yield* properties(definition);
      }
    } else {
      yield* properties(value);
    }
  }
}

/** The properties without a description; what is only a reference has that of what it refers to. */
export function undescribed(schema: unknown): string[] {
  return [...properties(schema)].flatMap(([name, { description, $ref }]) =>
    typeof $ref === "string" && description === undefined
      ? []
      : unsaid(name, typeof description === "string" ? description : undefined),
  );
}

/** Whether a value is an object with keys. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
