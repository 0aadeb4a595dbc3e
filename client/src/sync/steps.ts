import { isObject } from "../api/types";
import { type Alignment, align, type Match } from "./align";
import { type Contents, contentsOfItem, type Part, partsUnder } from "./contents";
import { canonical } from "./json";

/** A step with the id that it is known by. */
export interface IdentifiedStep<T> {
  readonly id: string;
  readonly step: T;
}

/** The steps by their ids; those that share one are left out, as nobody knows which is meant. */
export function indexById<T>(steps: readonly IdentifiedStep<T>[]): Map<string, T> {
  const found = new Map<string, T>();
  const repeated = new Set<string>();
  for (const { id, step } of steps) {
    if (found.has(id)) {
      repeated.add(id);
    }
    found.set(id, step);
  }
  for (const id of repeated) {
    found.delete(id);
  }
  return found;
}

/** The id of a step in small letters; undefined where there is none. */
export function idOfStep(step: unknown): string | undefined {
  const id = isObject(step) ? step["id"] : undefined;
  return typeof id === "string" && id !== "" ? id.toLowerCase() : undefined;
}

/** Every step of a workflow, in the order of the text, with where it is. */
export function* stepsOf(
  owner: Contents,
  part: Part = "workflow",
  path: readonly (string | number)[] = [],
): Generator<{ step: Contents; path: readonly (string | number)[] }> {
  for (const [key, list] of Object.entries(owner)) {
    const inner = partsUnder(part, key);
    for (const [at, item] of inner && Array.isArray(list) ? list.entries() : []) {
      if (inner && isObject(item)) {
        if (inner === "step") {
          yield { step: item, path: [...path, key, at] };
        }
        yield* stepsOf(item, inner, [...path, key, at]);
      }
    }
  }
}

/**
 * Where the items of a list of steps or conditions were in an earlier one.
 *
 * @param shared the ids of the steps that are in both workflows, once in each, wherever they are
 */
export function alignParts(
  before: readonly unknown[],
  after: readonly unknown[],
  part: Part,
  shared: ReadonlySet<string>,
): (Match | undefined)[] {
  const same = part === "step" ? sameSteps(shared) : SAME_CONDITIONS;
  return align(contentsOfItems(before, part), contentsOfItems(after, part), same);
}

/** Where the items of any list were in an earlier one. */
export function alignValues(before: readonly unknown[], after: readonly unknown[]): (Match | undefined)[] {
  return align(before, after, { keys: [canonical], mayReplace: () => true });
}

function contentsOfItems(items: readonly unknown[], part: Part): unknown[] {
  return items.map((item) => contentsOfItem(item, part));
}

/** Steps are the same by their ids; without those by what they say. */
function sameSteps(shared: ReadonlySet<string>): Alignment<unknown> {
  const isShared = (step: unknown): boolean => shared.has(idOfStep(step) ?? "");
  const unlessShared = (keyOf: (step: unknown) => string) => (step: unknown) =>
    isShared(step) ? undefined : keyOf(step);
  return {
    keys: [
      (step) => (isShared(step) ? idOfStep(step) : undefined),
      unlessShared(canonical),
      unlessShared((step) => canonical(isObject(step) ? { ...step, id: null } : step)),
    ],
    mayReplace: (before, after) => {
      const [a, b] = [idOfStep(before), idOfStep(after)];
      return !isShared(before) && !isShared(after) && (a === undefined || b === undefined || a === b);
    },
  };
}

const SAME_CONDITIONS: Alignment<unknown> = {
  keys: [
    canonical,
    (condition) =>
      isObject(condition) ? canonical([condition["status"] ?? null, condition["code"] ?? null]) : undefined,
  ],
  mayReplace: () => true,
};
