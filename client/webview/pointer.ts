import type { Drag } from "./drag";
import type { HoverCard } from "./hoverCard";
import type { Page } from "./page";

/** What the pointer does on the picture: a click shows, a double click opens, and what it rests on is told about. */
export function followPointer(page: Page, canvas: SVGSVGElement, hover: HoverCard, drag: Drag): void {
  canvas.addEventListener("pointerdown", (event) => {
    const key = keyAt(event.target);
    hover.hide();
    if (key !== undefined && page.canMove(key)) {
      drag.begin(key, event);
    }
  });
  canvas.addEventListener("click", ({ target, detail }) => {
    const key = keyAt(target);
    if (key === undefined) {
      return;
    }
    page.moveTo(key);
    if (target instanceof Element && target.closest("[data-action=fold]")) {
      page.operate("fold");
    } else if (detail < 2) {
      page.reveal(key, false);
    }
  });
  canvas.addEventListener("dblclick", ({ target }) => {
    const key = keyAt(target);
    if (key !== undefined && !(target instanceof Element && target.closest("[data-action=fold]"))) {
      page.reveal(key, true);
    }
  });
  canvas.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    const key = keyAt(event.target);
    if (key !== undefined) {
      page.openMenu(key, { x: event.clientX, y: event.clientY });
    }
  });
  // What comes to lie under a pointer that rests, as when the picture changes, is not what somebody points at.
  canvas.addEventListener("pointermove", ({ target, movementX, movementY }) => {
    const key = keyAt(target);
    const anchor = target instanceof Element ? target.closest("[data-key]") : null;
    if (key !== undefined && anchor && !drag.isMoving && (movementX !== 0 || movementY !== 0)) {
      hover.enter(key, anchor);
    }
  });
  window.addEventListener("keydown", () => hover.hide(), { capture: true });
  canvas.addEventListener("pointerout", ({ relatedTarget }) => {
    if (keyAt(relatedTarget) === undefined) {
      hover.leave();
    }
  });
}

function keyAt(target: EventTarget | null): string | undefined {
  const element = target instanceof Element ? target.closest("[data-key]") : null;
  return element?.getAttribute("data-key") ?? undefined;
}
