import { fieldOf, type Step, type Workflow } from "./model";
import type { Node } from "./node";

const NONE: ReadonlySet<Node> = new Set();

/** The arrays in a workflow or step that hold steps. Objects in them are parts of their own. */
export function stepArraysIn(part: Workflow | Step): ReadonlySet<Node> {
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

/** The JavaScript value of a node, in which empty objects stand for the steps. */
export function toOwnValue(node: Node, stepArrays: ReadonlySet<Node>): unknown {
  if (node.type === "array") {
    const holdsSteps = stepArrays.has(node);
    return node.items.map((item) =>
      holdsSteps && item.type === "object" ? {} : toOwnValue(item, stepArrays),
    );
  }
  if (node.type !== "object") {
    return node.value;
  }
  // Objects have no prototype, so that no key means more than itself.
  const object: Record<string, unknown> = Object.create(null);
  for (const { name, value } of node.properties) {
    if (value) {
      object[name] = toOwnValue(value, stepArrays);
    }
  }
  return object;
}
