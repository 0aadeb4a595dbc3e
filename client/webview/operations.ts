import type { PictureEdge, PictureNode } from "../../server/src/flowProtocol";
import type { PageEdit, PictureMessage } from "../src/flow/messages";

/** What can be done with a node or a label. */
export type Operation = "add" | "condition" | "point" | "duplicate" | "delete" | "earlier" | "later" | "fold";

/** How each is called, and the key that does it. */
export const OPERATIONS: Readonly<Record<Operation, { readonly label: string; readonly key: string }>> = {
  add: { label: "Add Step After…", key: "A" },
  condition: { label: "Add Condition…", key: "C" },
  point: { label: "Go to Another Step…", key: "G" },
  duplicate: { label: "Duplicate", key: "Ctrl+D" },
  earlier: { label: "Move Before Previous", key: "Alt+Up" },
  later: { label: "Move After Next", key: "Alt+Down" },
  delete: { label: "Delete", key: "Delete" },
  fold: { label: "Fold", key: "F" },
};

/** A key as a Mac shows it. */
export function macKey(key: string): string {
  return key
    .replace("Ctrl+", "⌘")
    .replace("Alt+", "⌥")
    .replace("Up", "↑")
    .replace("Down", "↓")
    .replace("Delete", "⌘⌫");
}

/** The change that an operation comes to for a stop of the picture; undefined where it means nothing. */
export function editFor(
  operation: Operation,
  { outline, canEdit }: PictureMessage,
  node: PictureNode | undefined,
  label: PictureEdge | undefined,
): PageEdit | undefined {
  if (!canEdit) {
    return undefined;
  }
  if (node?.kind === "step" && node.range) {
    return stepEdit(operation, node.key, outline);
  }
  if (operation === "add" && node?.kind === "start") {
    return { kind: "add-first", list: node.lane };
  }
  const condition = label?.condition ?? (node?.kind === "branch" ? node.key : undefined);
  if (condition === undefined || label?.change === "removed") {
    return undefined;
  }
  return operation === "add"
    ? { kind: "add-inside", condition }
    : operation === "point"
      ? { kind: "point", condition }
      : undefined;
}

function stepEdit(
  operation: Operation,
  step: string,
  outline: PictureMessage["outline"],
): PageEdit | undefined {
  const { previous, next } = outline[step] ?? {};
  switch (operation) {
    case "add":
      return { kind: "add-after", step };
    case "condition":
      return { kind: "add-condition", step };
    case "duplicate":
    case "delete":
      return { kind: operation, step };
    case "earlier":
      return previous === undefined ? undefined : { kind: "move", step, to: { before: previous } };
    case "later":
      return next === undefined ? undefined : { kind: "move", step, to: { after: next } };
    default:
      return undefined;
  }
}

/** The operation that a key stands for; undefined for other keys. */
export function operationOf(event: KeyboardEvent): Operation | undefined {
  const { key, altKey, shiftKey } = event;
  const isControl = event.ctrlKey || event.metaKey;
  if (isControl && !altKey && !shiftKey) {
    return key.toLowerCase() === "d" ? "duplicate" : key === "Backspace" ? "delete" : undefined;
  }
  if (altKey && !isControl && !shiftKey) {
    const moves: Readonly<Record<string, Operation>> = {
      ArrowUp: "earlier",
      ArrowLeft: "earlier",
      ArrowDown: "later",
      ArrowRight: "later",
    };
    return moves[key];
  }
  const plain: Readonly<Record<string, Operation>> = {
    a: "add",
    c: "condition",
    g: "point",
    f: "fold",
    Delete: "delete",
  };
  return isControl || altKey ? undefined : plain[key.length === 1 ? key.toLowerCase() : key];
}

/** The key of what folding a stop folds; undefined where there is nothing to fold. */
export function foldOf(node: PictureNode | undefined, label: PictureEdge | undefined): string | undefined {
  if (node) {
    return node.kind === "branch" || node.isCollapsed !== undefined ? node.key : undefined;
  }
  return label?.kind === "branch" ? label.condition : undefined;
}

/** Whether a stop is folded; undefined where there is nothing to fold. */
export function isFolded(
  { state }: PictureMessage,
  node: PictureNode | undefined,
  label: PictureEdge | undefined,
): boolean | undefined {
  const fold = foldOf(node, label);
  return fold === undefined ? undefined : state.collapsed.includes(fold);
}

/** The keys of what is folded once one more is, or one less. */
export function toggled(collapsed: readonly string[], key: string): string[] {
  return collapsed.includes(key) ? collapsed.filter((other) => other !== key) : [...collapsed, key];
}
