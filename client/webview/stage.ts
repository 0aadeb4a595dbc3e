import type { Box, Picture, Point } from "../../server/src/flowProtocol";
import { svg } from "./dom";
import { fitAll, openAt, type Size, showBox, type View, within, ZOOM_STEP, zoomAt } from "./view";

/** How far the pointer may move in a click, in pixels. */
export const SLACK = 4;

/** How high the buttons are that lie over the lower edge, in pixels. */
const CONTROLS = 32;

/** How much a wheel zooms for each pixel that it turns. */
const WHEEL = 0.01;

/** How many pixels a line of a wheel is that counts in lines. */
const LINE = 16;

/** The window onto the picture: it zooms and moves, and says so. */
export class Stage {
  readonly canvas = svg("svg", { class: "canvas", role: "tree" });
  #view: View = { x: 0, y: 0, zoom: 1 };
  #picture: Pick<Picture, "width" | "height" | "direction"> = { width: 1, height: 1, direction: "down" };
  readonly #pointers = new Map<number, Point>();

  constructor(
    readonly element: HTMLElement,
    private readonly world: SVGGElement,
    private readonly changed: (view: View, isSame: boolean) => void,
  ) {
    this.canvas.append(world);
    element.append(this.canvas);
    element.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    element.addEventListener("pointerdown", (event) => this.#down(event));
    element.addEventListener("pointermove", (event) => this.#move(event));
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"] as const) {
      element.addEventListener(end, (event) => this.#up(event));
    }
    new ResizeObserver(() => this.#set(this.#view, false)).observe(element);
  }

  get view(): View {
    return this.#view;
  }

  get picture(): Size {
    return this.#picture;
  }

  get size(): Size {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  /** Shows a picture of this size, at the same place or at its beginning. */
  setPicture(picture: Picture, view: View | undefined): void {
    this.#picture = picture;
    this.#set(view ?? openAt(picture, this.size, picture.direction), false);
  }

  setView(view: View): void {
    this.#set(view, false);
  }

  /** Goes closer or further away, in steps, around the middle. */
  zoomBy(steps: number): void {
    this.zoomTo(this.#view.zoom * ZOOM_STEP ** steps);
  }

  zoomTo(zoom: number): void {
    const { width, height } = this.size;
    this.#set(zoomAt(this.#view, zoom, { x: width / 2, y: height / 2 }), true);
  }

  fit(): void {
    this.#set(fitAll(this.#picture, this.size), true);
  }

  /** Brings a box of the picture into sight. */
  show(box: Box): void {
    const { width, height } = this.size;
    const view = showBox(this.#view, box, { width, height: height - CONTROLS });
    if (view.x !== this.#view.x || view.y !== this.#view.y) {
      this.#set(view, true);
    }
  }

  /** Puts a point of the picture into the middle. */
  centre({ x, y }: Point): void {
    const { width, height } = this.size;
    const { zoom } = this.#view;
    this.#set({ zoom, x: width / 2 - x * zoom, y: height / 2 - y * zoom }, false);
  }

  /** The point of the picture at a place of the page. */
  pointAt({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Point {
    const { left, top } = this.element.getBoundingClientRect();
    const { x, y, zoom } = this.#view;
    return { x: (clientX - left - x) / zoom, y: (clientY - top - y) / zoom };
  }

  #set(view: View, isSmooth: boolean): void {
    const next = within(view, this.#picture, this.size);
    const { x, y, zoom } = this.#view;
    const isSame = next.x === x && next.y === y && next.zoom === zoom;
    this.#view = next;
    this.world.classList.toggle("smooth", isSmooth);
    this.world.style.transform = `translate(${next.x}px, ${next.y}px) scale(${next.zoom})`;
    this.changed(next, isSame);
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1;
    if (event.ctrlKey || event.metaKey) {
      const { left, top } = this.element.getBoundingClientRect();
      const at = { x: event.clientX - left, y: event.clientY - top };
      const turned = Math.max(-50, Math.min(50, event.deltaY * unit));
      this.#set(zoomAt(this.#view, this.#view.zoom * Math.exp(-turned * WHEEL), at), false);
      return;
    }
    const isAside = event.shiftKey && event.deltaX === 0;
    this.#pan(-(isAside ? event.deltaY : event.deltaX) * unit, -(isAside ? 0 : event.deltaY) * unit);
  }

  #pan(x: number, y: number): void {
    const { zoom } = this.#view;
    this.#set({ zoom, x: this.#view.x + x, y: this.#view.y + y }, false);
  }

  /** The empty part of the picture can be dragged, and anything with the middle button or with two fingers. */
  #down(event: PointerEvent): void {
    const isOnPicture = event.target instanceof Element && this.canvas.contains(event.target);
    if (!isOnPicture) {
      return;
    }
    const isOnStop = event.target.closest("[data-key]") !== null;
    if (event.button === 1 || (event.button === 0 && (!isOnStop || event.pointerType === "touch"))) {
      this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (!isOnStop) {
        this.element.setPointerCapture(event.pointerId);
      }
    }
  }

  #move(event: PointerEvent): void {
    const before = this.#pointers.get(event.pointerId);
    if (!before) {
      return;
    }
    const now = { x: event.clientX, y: event.clientY };
    const [other] = [...this.#pointers].filter(([id]) => id !== event.pointerId);
    this.#pointers.set(event.pointerId, now);
    this.element.classList.add("panning");
    if (other) {
      this.#pinch(before, now, other[1]);
    } else {
      this.#pan(now.x - before.x, now.y - before.y);
    }
  }

  #pinch(before: Point, now: Point, other: Point): void {
    const { left, top } = this.element.getBoundingClientRect();
    const far = (point: Point) => Math.hypot(point.x - other.x, point.y - other.y);
    const factor = far(now) / Math.max(1, far(before));
    const middle = { x: (now.x + other.x) / 2 - left, y: (now.y + other.y) / 2 - top };
    this.#set(zoomAt(this.#view, this.#view.zoom * factor, middle), false);
  }

  #up(event: PointerEvent): void {
    this.#pointers.delete(event.pointerId);
    if (this.#pointers.size === 0) {
      this.element.classList.remove("panning");
    }
  }
}
