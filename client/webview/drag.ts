import type { FlowPlace } from "../../server/src/flowProtocol";
import { html } from "./dom";
import type { Drawing } from "./drawing";
import { type Drop, dropAt } from "./place";
import { SLACK, type Stage } from "./stage";

/** How near to the edge of the window the picture begins to move along, and how far at once, in pixels. */
const EDGE = 32;
const SPEED = 10;

interface Dragged {
  readonly key: string;
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  isMoving: boolean;
  last: PointerEvent;
}

/** Moves a step by dragging its node onto a line or onto another node. Escape calls it off. */
export class Drag {
  readonly #ghost = html("div", { class: "ghost", hidden: true, "aria-hidden": true });
  #dragged: Dragged | undefined;
  #drop: Drop | undefined;
  #frame = 0;

  constructor(
    private readonly stage: Stage,
    private readonly drawing: Drawing,
    private readonly move: (step: string, to: FlowPlace) => void,
  ) {
    const { element } = stage;
    document.body.append(this.#ghost);
    element.addEventListener("pointermove", (event) => this.#moved(event));
    element.addEventListener("pointerup", (event) => this.#ended(event, true));
    element.addEventListener("pointercancel", (event) => this.#ended(event, false));
    window.addEventListener("blur", () => this.cancel());
  }

  get isMoving(): boolean {
    return this.#dragged?.isMoving === true;
  }

  /** The pointer went down on a step that may be moved. */
  begin(key: string, event: PointerEvent): void {
    if (event.button === 0 && event.pointerType !== "touch") {
      const { pointerId: pointer, clientX: x, clientY: y } = event;
      this.#dragged = { key, pointer, x, y, isMoving: false, last: event };
    }
  }

  cancel(): void {
    this.#dragged = undefined;
    cancelAnimationFrame(this.#frame);
    this.#mark(undefined);
    this.#ghost.hidden = true;
    this.stage.element.classList.remove("dragging");
  }

  #moved(event: PointerEvent): void {
    const dragged = this.#dragged;
    if (!dragged || event.pointerId !== dragged.pointer) {
      return;
    }
    dragged.last = event;
    if (!dragged.isMoving && Math.hypot(event.clientX - dragged.x, event.clientY - dragged.y) > SLACK) {
      dragged.isMoving = true;
      this.stage.element.setPointerCapture(event.pointerId);
      this.stage.element.classList.add("dragging");
      this.#ghost.textContent = this.drawing.walk.node(dragged.key)?.title ?? "";
      this.#ghost.hidden = false;
      this.#frame = requestAnimationFrame(() => this.#along());
    }
    if (dragged.isMoving) {
      this.#follow(event);
    }
  }

  #follow(event: PointerEvent): void {
    this.#ghost.style.transform = `translate(${event.clientX + 12}px, ${event.clientY + 8}px)`;
    const { message } = this.drawing;
    const key = this.#dragged?.key;
    const point = this.stage.pointAt(event);
    this.#mark(message && key !== undefined ? dropAt(message, key, point, this.stage.view.zoom) : undefined);
  }

  /** At the edge of the window, what lies beyond it comes nearer. */
  #along(): void {
    const dragged = this.#dragged;
    if (!dragged?.isMoving) {
      return;
    }
    const { left, top, right, bottom } = this.stage.element.getBoundingClientRect();
    const { clientX, clientY } = dragged.last;
    const x = clientX < left + EDGE ? SPEED : clientX > right - EDGE ? -SPEED : 0;
    const y = clientY < top + EDGE ? SPEED : clientY > bottom - EDGE ? -SPEED : 0;
    if (x !== 0 || y !== 0) {
      const { view } = this.stage;
      this.stage.setView({ zoom: view.zoom, x: view.x + x, y: view.y + y });
      this.#follow(dragged.last);
    }
    this.#frame = requestAnimationFrame(() => this.#along());
  }

  #ended(event: PointerEvent, isDropped: boolean): void {
    const dragged = this.#dragged;
    const drop = this.#drop;
    if (dragged?.pointer === event.pointerId) {
      this.cancel();
      if (dragged.isMoving && isDropped && drop) {
        this.move(dragged.key, drop.to);
      }
    }
  }

  #mark(drop: Drop | undefined): void {
    this.#drop = drop;
    for (const element of this.drawing.world.querySelectorAll(".drop")) {
      element.classList.remove("drop");
    }
    if (drop) {
      this.drawing.element(drop.key)?.classList.add("drop");
      this.drawing.line(drop.key)?.classList.add("drop");
    }
    this.#ghost.classList.toggle("nowhere", drop === undefined);
  }
}
