import { isObject } from "../api/types";

/** Whether two values are the same JSON, whatever the order of keys. */
export function isIdentical(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, at) => isIdentical(item, b[at]));
  }
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && isIdentical(a[key], b[key]))
    );
  }
  return a === b;
}

/** A value as JSON without blanks and with its keys sorted: the same text exactly for identical values. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join()}]`;
  }
  if (isObject(value)) {
    const fields = Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
    return `{${fields.join()}}`;
  }
  // JSON has no infinity, but a number that is too large is read as one.
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}
