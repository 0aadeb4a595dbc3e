import type { Picture } from "../../server/src/flowProtocol";
import { svg } from "./dom";
import type { Stage } from "./stage";
import type { Size, View } from "./view";

/** The largest that it gets, in pixels. */
const MOST: Size = { width: 150, height: 150 };

/** A picture that would be narrower than this is not shown small: nothing could be seen in it. */
const LEAST = 10;

/** It is there when the picture is so many times larger than the window. */
const LARGE = 1.6;

/** A small picture of all, with a frame around what is seen. Pointer only; the keyboard has better ways. */
export class Minimap {
  readonly #element = svg("svg", { class: "minimap", "aria-hidden": true });
  readonly #boxes = svg("g");
  readonly #frame = svg("rect", { class: "frame" });

  #isReadable = false;

  constructor(
    parent: HTMLElement,
    private readonly stage: Stage,
  ) {
    this.#element.append(this.#boxes, this.#frame);
    parent.append(this.#element);
    this.#element.addEventListener("pointerdown", (event) => {
      event.stopPropagation();
      this.#element.setPointerCapture(event.pointerId);
      this.#go(event);
    });
    this.#element.addEventListener("pointermove", (event) => {
      if (this.#element.hasPointerCapture(event.pointerId)) {
        this.#go(event);
      }
    });
  }

  setPicture({ nodes, width, height }: Picture): void {
    const scale = Math.min(MOST.width / width, MOST.height / height);
    this.#isReadable = Math.min(width, height) * scale >= LEAST;
    this.#element.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.#element.setAttribute("width", String(width * scale));
    this.#element.setAttribute("height", String(height * scale));
    this.#boxes.replaceChildren(
      ...nodes.map(({ box, kind, severity, change }) => {
        const state = `${severity ? ` has-${severity}` : ""}${change ? ` is-${change}` : ""}`;
        return svg("rect", { ...box, class: `${kind}${state}` });
      }),
    );
  }

  setView({ x, y, zoom }: View): void {
    const { picture, size } = this.stage;
    const isLarge = picture.width * zoom > size.width * LARGE || picture.height * zoom > size.height * LARGE;
    this.#element.classList.toggle("shown", isLarge && this.#isReadable);
    const frame = { x: -x / zoom, y: -y / zoom, width: size.width / zoom, height: size.height / zoom };
    for (const [name, value] of Object.entries(frame)) {
      this.#frame.setAttribute(name, String(value));
    }
  }

  #go({ clientX, clientY }: PointerEvent): void {
    const { left, top, width, height } = this.#element.getBoundingClientRect();
    const { picture } = this.stage;
    this.stage.centre({
      x: ((clientX - left) / width) * picture.width,
      y: ((clientY - top) / height) * picture.height,
    });
  }
}
