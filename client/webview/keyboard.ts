import { operationOf } from "./operations";
import type { Page } from "./page";
import { moveOf } from "./walk";

/**
 * What the keys do while the picture, or nothing in particular, has the focus. What is taken here does not go on to VS Code, which would take
 * some of it as its own.
 */
export function keyboardOf(page: Page): (event: KeyboardEvent) => void {
  return (event) => {
    const isOurs = event.target === document.body || page.stage.canvas.contains(event.target as Node);
    if (isOurs && take(page, event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
}

function take(page: Page, event: KeyboardEvent): boolean {
  const operation = operationOf(event);
  if (operation) {
    page.operate(operation);
    return true;
  }
  const isControl = event.ctrlKey || event.metaKey;
  if (isControl && !event.altKey) {
    return takeUndo(page, event);
  }
  return !isControl && !event.altKey && takePlain(page, event);
}

function takeUndo(page: Page, { key, shiftKey }: KeyboardEvent): boolean {
  const letter = key.toLowerCase();
  if (letter === "z" || letter === "y") {
    page.undo(letter === "y" || shiftKey ? "redo" : "undo");
    return true;
  }
  return false;
}

function takePlain(page: Page, event: KeyboardEvent): boolean {
  const { stage, drawing, current } = page;
  const { walk, message } = drawing;
  const move = moveOf(event.key, message?.picture.direction ?? "down");
  if (move) {
    const to = current === undefined ? undefined : walk.go(current, move, page.cameFrom);
    if (to !== undefined) {
      page.moveTo(to);
    }
    return true;
  }
  const stops = walk.stops();
  const actions: Readonly<Record<string, () => void>> = {
    Home: () => page.moveTo(stops[0] ?? ""),
    End: () => page.moveTo(stops.at(-1) ?? ""),
    Enter: () => page.reveal(current ?? "", true),
    " ": () => page.reveal(current ?? "", false),
    ContextMenu: () => page.openMenu(current ?? ""),
    "/": () => page.search.open(),
    "+": () => stage.zoomBy(1),
    "=": () => stage.zoomBy(1),
    "-": () => stage.zoomBy(-1),
    "0": () => stage.fit(),
  };
  const action = event.key === "F10" && event.shiftKey ? actions["ContextMenu"] : actions[event.key];
  if (event.key === "Escape") {
    return page.escape();
  }
  action?.();
  return action !== undefined;
}
