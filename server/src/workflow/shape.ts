import { type Node, propertyOf } from "./node";

/** What an object, array or value of the text is in the format, known from its path alone. */
export type Place = "workflow" | "steps" | "step" | "conditions" | "condition" | "config" | "other";

/** A path into the JSON: keys and indexes. */
export type Path = readonly (string | number)[];

const INSIDE: Readonly<Record<Place, (segment: string | number) => Place>> = {
  workflow: (segment) => (segment === "steps" || segment === "rescue" ? "steps" : "other"),
  steps: (segment) => (typeof segment === "number" ? "step" : "other"),
  step: (segment) => (segment === "next" ? "conditions" : segment === "config" ? "config" : "other"),
  conditions: (segment) => (typeof segment === "number" ? "condition" : "other"),
  condition: (segment) => (segment === "steps" ? "steps" : "other"),
  config: () => "config",
  other: () => "other",
};

/** What stands at a path: `[]` is the workflow, `["steps", 0]` a step, `["steps", 0, "config", "a"]` config. */
export function placeAt(path: Path): Place {
  let place: Place = "workflow";
  for (const segment of path) {
    place = INSIDE[place](segment);
  }
  return place;
}

/** The node at a path. Of a key that stands twice the last one counts, as for every JSON reader. */
export function nodeAt(root: Node, path: Path): Node | undefined {
  let node: Node | undefined = root;
  for (const segment of path) {
    node = typeof segment === "number" ? node?.items[segment] : node && propertyOf(node, segment)?.value;
  }
  return node;
}
