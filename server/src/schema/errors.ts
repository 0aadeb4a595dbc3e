import type { WorkflowDocument } from "../workflow/document";
import { type Node, propertyOf, toValue } from "../workflow/node";
import { nodeAt, type Path } from "../workflow/shape";
import validateWorkflow from "./generated/workflow";

/** What the workflow schema says of one place of the text. */
export interface SchemaError {
  readonly node: Node;
  readonly path: Path;
  /** The JSON Schema keyword that failed, such as `type`. */
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Checks a document against the workflow schema. Each error carries the node that it is about. */
export function schemaErrors({ text, root, problems }: WorkflowDocument): SchemaError[] {
  if (!root || validateWorkflow(problems.length === 0 ? parseSound(text, root) : toValue(root))) {
    return [];
  }
  const found: SchemaError[] = [];
  for (const error of validateWorkflow.errors ?? []) {
    const path = toPath(error.instancePath, root);
    const node = nodeAt(root, path);
    // A key whose value is not typed yet is there, and its missing value is told of already.
    const isThere =
      error.keyword === "required" && node && propertyOf(node, String(error.params["missingProperty"]));
    if (node && !isThere) {
      found.push({ node, path, keyword: error.keyword, params: error.params });
    }
  }
  return found;
}

/** The value of a text without problems. The engine's own parser is several times as fast as a walk over the tree. */
function parseSound(text: string, root: Node): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A byte order mark is all that our parser takes and this one does not.
    return toValue(root);
  }
}

/** Reads a JSON pointer along the tree, which tells indexes from keys that look like numbers. */
function toPath(pointer: string, root: Node): Path {
  const path: (string | number)[] = [];
  let node: Node | undefined = root;
  for (const part of pointer.split("/").slice(1)) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    const segment: string | number = node?.type === "array" ? Number(name) : name;
    path.push(segment);
    node = node && nodeAt(node, [segment]);
  }
  return path;
}
