import { pathText } from "../api/errors";
import { isObject, type StoredWorkflow } from "../api/types";
import {
  type Contents,
  contentsOf,
  contentsOfStored,
  type Difference,
  isEmpty,
  KEYS,
  type Part,
  partsUnder,
} from "./contents";
import { differencesOf } from "./differences";
import { isIdentical } from "./json";

/**
 * What the API dropped or changed of what was sent, from what was sent to what is stored. Keys that the format does
 * not have are told of too: whoever wrote them meant something by them.
 *
 * @param body what was sent, parsed
 * @param kept what the request did not have because it stays, as in an update `schema` and `country`
 */
export function droppedOf(body: unknown, kept: Contents, stored: StoredWorkflow): Difference[] {
  const sent = isObject(body) ? body : {};
  return [
    ...differencesOf({ ...kept, ...contentsOf(sent, "workflow") }, contentsOfStored(stored)),
    ...unknownKeys(sent, stored.contents, "workflow", []),
  ];
}

function unknownKeys(
  sent: Contents,
  stored: Contents,
  part: Part,
  path: readonly (string | number)[],
): Difference[] {
  return Object.entries(sent).flatMap(([key, value]): Difference[] => {
    const place = [...path, key];
    const other = Object.hasOwn(stored, key) ? stored[key] : undefined;
    if (KEYS[part].includes(key)) {
      return unknownKeysInList(value, other, partsUnder(part, key), place);
    }
    if (isEmpty(value) || isIdentical(value, other) || (part === "step" && key === "provider")) {
      return [];
    }
    return [{ kind: other === undefined ? "removed" : "changed", path: place, label: pathText(place) }];
  });
}

function unknownKeysInList(
  sent: unknown,
  stored: unknown,
  part: Part | undefined,
  path: readonly (string | number)[],
): Difference[] {
  if (!part || !Array.isArray(sent) || !Array.isArray(stored)) {
    return [];
  }
  return sent.flatMap((item, at) => {
    const other: unknown = stored[at];
    return isObject(item) && isObject(other) ? unknownKeys(item, other, part, [...path, at]) : [];
  });
}
