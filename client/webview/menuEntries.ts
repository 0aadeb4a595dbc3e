import type { PictureEdge, PictureNode } from "../../server/src/flowProtocol";
import type { PictureMessage } from "../src/flow/messages";
import type { MenuEntry } from "./menu";
import { editFor, isFolded, OPERATIONS, type Operation } from "./operations";

/** What the entries do. */
export interface MenuActions {
  open(): void;
  go(key: string): void;
  operate(operation: Operation): void;
}

/** The entries of the menu of a node or a label. What means nothing there is left out. */
export function menuFor(
  message: PictureMessage,
  node: PictureNode | undefined,
  label: PictureEdge | undefined,
  actions: MenuActions,
): MenuEntry[] {
  const target = node?.kind === "jump" ? node.target : undefined;
  const edit = (operation: Operation): MenuEntry[] => {
    const { label: text, key } = OPERATIONS[operation];
    const isPossible = editFor(operation, message, node, label) !== undefined;
    const entry = { label: nameOf(operation, text, node), key, run: () => actions.operate(operation) };
    return isPossible ? [entry] : [];
  };
  const folded = isFolded(message, node, label);
  return groups(
    [
      ...((node ?? label)?.range ? [{ label: "Go to Code", key: "Enter", run: () => actions.open() }] : []),
      ...(target === undefined ? [] : [{ label: "Go to This Step", run: () => actions.go(target) }]),
      ...(folded === undefined
        ? []
        : [{ label: folded ? "Unfold" : "Fold", key: "F", run: () => actions.operate("fold") }]),
    ],
    [...edit("add"), ...edit("condition"), ...edit("point")],
    [...edit("duplicate"), ...edit("earlier"), ...edit("later")],
    edit("delete"),
  );
}

function nameOf(operation: Operation, text: string, node: PictureNode | undefined): string {
  if (operation !== "add" || node?.kind === "step") {
    return text;
  }
  return node?.kind === "start" ? "Add First Step…" : "Add Step Inside…";
}

function groups(...lists: readonly MenuEntry[][]): MenuEntry[] {
  return lists.filter((list) => list.length > 0).flatMap((list, at) => (at > 0 ? [null, ...list] : list));
}
