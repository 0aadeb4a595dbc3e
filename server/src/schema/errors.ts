import { getNodeValue, type Node } from "jsonc-parser";
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

/** Checks a tree against the workflow schema. Each error carries the node that it is about. */
export function schemaErrors(root: Node): SchemaError[] {
  if (validateWorkflow(getNodeValue(root))) {
    return [];
  }
  const found: SchemaError[] = [];
  for (const error of validateWorkflow.errors ?? []) {
    const path = toPath(error.instancePath, root);
    const node = nodeAt(root, path);
    if (node) {
      found.push({ node, path, keyword: error.keyword, params: error.params });
    }
  }
  return found;
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
