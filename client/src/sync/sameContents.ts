import { isObject } from "../api/types";

/** The fields of the format, which an answer has to hold as they were sent. Unknown ones may be dropped. */
const WORKFLOW = ["name", "description", "schema", "country", "draft"];
const STEP = ["id", "name", "notes", "summary"];
const CONDITION = ["status", "code", "step_id", "stop"];

/**
 * Whether what the API has stored is what was sent. A create of a workflow that exists may be answered with
 * the stored one, unchanged, as if nothing was wrong; this tells the two apart. Order of keys, fields that were
 * left out against empty ones, and keys that the format does not have make no difference.
 */
export function hasSameContents(sent: unknown, stored: unknown): boolean {
  return (
    isObject(sent) &&
    isObject(stored) &&
    WORKFLOW.every((key) => isEqual(sent[key], stored[key])) &&
    haveSameItems(sent["steps"], stored["steps"], isSameStep) &&
    haveSameItems(sent["rescue"], stored["rescue"], isSameStep)
  );
}

type Fields = Readonly<Record<string, unknown>>;

function isSameStep(sent: Fields, stored: Fields): boolean {
  return (
    STEP.every((key) => isEqual(sent[key], stored[key])) &&
    isSameConfig(sent["config"], stored["config"]) &&
    isEqual(sent["action"] ?? sent["provider"], stored["action"] ?? stored["provider"]) &&
    haveSameItems(sent["next"], stored["next"], isSameCondition)
  );
}

function isSameCondition(sent: Fields, stored: Fields): boolean {
  return (
    CONDITION.every((key) => isEqual(sent[key], stored[key])) &&
    haveSameItems(sent["steps"], stored["steps"], isSameStep)
  );
}

function haveSameItems(sent: unknown, stored: unknown, same: (a: Fields, b: Fields) => boolean): boolean {
  const first = Array.isArray(sent) ? sent : [];
  const second = Array.isArray(stored) ? stored : [];
  return (
    first.length === second.length &&
    first.every((item, at) => {
      const other: unknown = second[at];
      return isObject(item) && isObject(other) ? same(item, other) : isEqual(item, other);
    })
  );
}

/** Fields of the format: one that was left out equals an empty one. */
function isEqual(a: unknown, b: unknown): boolean {
  return isEmpty(a) || isEmpty(b) ? isEmpty(a) && isEmpty(b) : isIdentical(a, b);
}

/** What is inside a config belongs to its action, to which `false` may well differ from nothing. */
function isSameConfig(a: unknown, b: unknown): boolean {
  return (isEmpty(a) && isEmpty(b)) || isIdentical(a, b);
}

/** The same JSON value, whatever the order of its keys. */
function isIdentical(a: unknown, b: unknown): boolean {
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

/** What counts as left out. */
function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    value === false ||
    (Array.isArray(value) && value.length === 0) ||
    (isObject(value) && Object.keys(value).length === 0)
  );
}
