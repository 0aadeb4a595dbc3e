import { fieldOf, type Step, type Workflow } from "./model";
import type { Node } from "./node";

const NONE: ReadonlySet<Node> = new Set();

/**
 * An object without a prototype, so that no key means more than itself. `Object.create(null)` makes such objects too,
 * but as dictionaries, which cost several times as much to fill and to read.
 */
class Bare implements Readonly<Record<string, unknown>> {
  [key: string]: unknown;
}
Object.setPrototypeOf(Bare.prototype, null);
Reflect.deleteProperty(Bare.prototype, "constructor");

/** The arrays in a workflow or step that hold steps. Objects in them are parts of their own. */
export function stepArraysIn(part: Workflow | Step): ReadonlySet<Node> {
  if (part.kind === "step" && part.conditions.length === 0) {
    return NONE;
  }
  const lists = part.kind === "step" ? part.conditions.map(({ steps }) => steps) : [part.steps, part.rescue];
  const arrays = lists.flatMap(({ owner, name }) => fieldOf(owner, name)?.value ?? []);
  return arrays.length === 0 ? NONE : new Set(arrays);
}

/** Visits all objects in a node, itself among them, but those that are steps. */
export function forEachOwnObject(
  node: Node,
  stepArrays: ReadonlySet<Node>,
  visit: (object: Node) => void,
): void {
  if (node.type === "object") {
    visit(node);
    for (const { value } of node.properties) {
      if (value && (value.type === "object" || value.type === "array")) {
        forEachOwnObject(value, stepArrays, visit);
      }
    }
  }
  const holdsSteps = stepArrays.has(node);
  for (const item of node.items) {
    if (item.type === "array" || (item.type === "object" && !holdsSteps)) {
      forEachOwnObject(item, stepArrays, visit);
    }
  }
}

/**
 * The JavaScript value of a node, in which empty objects stand for the steps.
 *
 * @param isOpaque tells of the keys whose objects and arrays nobody looks into; empty ones stand for them
 */
export function toOwnValue(
  node: Node,
  stepArrays: ReadonlySet<Node>,
  isOpaque: (key: string) => boolean = () => false,
): unknown {
  if (node.type === "array") {
    const holdsSteps = stepArrays.has(node);
    return node.items.map((item) =>
      holdsSteps && item.type === "object" ? {} : toOwnValue(item, stepArrays, isOpaque),
    );
  }
  if (node.type !== "object") {
    return node.value;
  }
  const object: Record<string, unknown> = new Bare();
  for (const { name, value } of node.properties) {
    if (value) {
      object[name] = isOpaque(name) ? hollow(value) : toOwnValue(value, stepArrays, isOpaque);
    }
  }
  return object;
}

/** A leaf itself; an empty object or array in the place of another one. */
function hollow({ type, value }: Node): unknown {
  return type === "object" ? new Bare() : type === "array" ? [] : value;
}
