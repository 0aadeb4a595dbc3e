import type { WorkflowDocument } from "../workflow/document";
import type { Step } from "../workflow/model";
import { type Node, propertyOf } from "../workflow/node";
import { stepArraysIn, toOwnValue } from "../workflow/own";
import { nodeAt, type Path } from "../workflow/shape";
import { isLookedInto } from "./format";
import validateWorkflow from "./generated/workflow";

/** What the workflow schema says of one place of the text. */
export interface SchemaError {
  readonly node: Node;
  /** The object or array that it stands in; undefined for the workflow, and for a step. */
  readonly parent: Node | undefined;
  /** A path as it could be in a workflow; of a step's own list, the index is not told. */
  readonly path: Path;
  /** The JSON Schema keyword that failed, such as `type`. */
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Where a step stands in the workflow that is made up for it. */
const STEP: Path = ["steps", 0];

/** Checks a document but for its steps against the workflow schema. Each error carries the node that it is about. */
export function errorsAround({ root, workflow }: WorkflowDocument): SchemaError[] {
  return root
    ? errorsIn(root, [], toOwnValue(root, workflow ? stepArraysIn(workflow) : new Set(), isOpaque))
    : [];
}

/** Checks one step against the workflow schema, but not those that are nested in it. */
export function errorsInStep(step: Step): SchemaError[] {
  const value = toOwnValue(step.node, stepArraysIn(step), isOpaque);
  return errorsIn(step.node, STEP, { name: "", steps: [value] });
}

function isOpaque(key: string): boolean {
  return !isLookedInto(key);
}

/** @param prefix where the node stands in the value */
function errorsIn(root: Node, prefix: Path, value: unknown): SchemaError[] {
  if (validateWorkflow(value)) {
    return [];
  }
  const found: SchemaError[] = [];
  for (const error of validateWorkflow.errors ?? []) {
    const path = toPath(error.instancePath, root, prefix);
    const node = nodeAt(root, path);
    // A key whose value is not typed yet is there, and its missing value is told of already.
    const isThere =
      error.keyword === "required" && node && propertyOf(node, String(error.params["missingProperty"]));
    if (node && !isThere) {
      const parent = path.length === 0 ? undefined : nodeAt(root, path.slice(0, -1));
      const { keyword, params } = error;
      found.push({ node, parent, path: [...prefix, ...path], keyword, params });
    }
  }
  return found;
}

/** Reads a JSON pointer, behind its prefix, along the tree, which tells indexes from keys that look like numbers. */
function toPath(pointer: string, root: Node, prefix: Path): Path {
  const path: (string | number)[] = [];
  let node: Node | undefined = root;
  for (const part of pointer.split("/").slice(1 + prefix.length)) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    const segment: string | number = node?.type === "array" ? Number(name) : name;
    path.push(segment);
    node = node && nodeAt(node, [segment]);
  }
  return path;
}
