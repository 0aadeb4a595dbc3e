import type { Box, FlowDirection, Point } from "../../server/src/flowProtocol";

/** Which part of a picture is seen: a point of the picture is at `x + zoom * point.x` of the window. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** The size of something, in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export const SMALLEST = 0.1;
export const LARGEST = 3;

/** How much closer one press of the key or button goes. */
export const ZOOM_STEP = 1.25;

/** What is left free around a picture that is fitted, in pixels. */
const MARGIN = 24;

/** Goes closer, or further away, around a point of the window that stays where it is. */
export function zoomAt(view: View, zoom: number, { x, y }: Point): View {
  const to = Math.min(LARGEST, Math.max(SMALLEST, zoom));
  const factor = to / view.zoom;
  return { zoom: to, x: x - (x - view.x) * factor, y: y - (y - view.y) * factor };
}

/** All of a picture, as large as it fits but not larger than it is; a small one in the middle. */
export function fitAll(picture: Size, window: Size): View {
  const wanted = Math.min(share(picture.width, window.width), share(picture.height, window.height), 1);
  const zoom = Math.max(SMALLEST, wanted);
  return {
    zoom,
    x: Math.max(MARGIN, (window.width - picture.width * zoom) / 2),
    y: Math.max(MARGIN, (window.height - picture.height * zoom) / 2),
  };
}

/**
 * What a picture is opened with: all of it where that can be read, else as much as can be read of it. It begins at the
 * side that the flow begins at, and is in the middle of the other one where there is room.
 */
export function openAt(picture: Size, window: Size, direction: FlowDirection): View {
  const isDown = direction === "down";
  const across = isDown ? share(picture.width, window.width) : share(picture.height, window.height);
  const zoom = Math.min(1, Math.max(READABLE, across));
  const middle = (length: number, room: number) => Math.max(MARGIN, (room - length * zoom) / 2);
  return {
    zoom,
    x: isDown ? middle(picture.width, window.width) : MARGIN,
    y: isDown ? MARGIN : middle(picture.height, window.height),
  };
}

function share(length: number, room: number): number {
  return (room - 2 * MARGIN) / Math.max(1, length);
}

/** Below this zoom, texts are hard to read. */
const READABLE = 0.8;

/** Moves as little as needed for a box of the picture to be seen; what is far away comes into the middle. */
export function showBox(view: View, box: Box, window: Size): View {
  return {
    zoom: view.zoom,
    x: view.x + shift(view.x + box.x * view.zoom, box.width * view.zoom, window.width),
    y: view.y + shift(view.y + box.y * view.zoom, box.height * view.zoom, window.height),
  };
}

function shift(start: number, length: number, room: number): number {
  const fits = length <= room - 2 * MARGIN;
  if (fits && (start > 2 * room || start + length < -room)) {
    return (room - length) / 2 - start;
  }
  if (start < MARGIN) {
    return MARGIN - start;
  }
  const over = start + length - (room - MARGIN);
  return over > 0 ? -Math.min(over, start - MARGIN) : 0;
}

/** Keeps some of the picture in the window, however far somebody drags. */
export function within(view: View, picture: Size, window: Size): View {
  const keep = 2 * MARGIN;
  const clamp = (at: number, length: number, room: number) =>
    Math.min(room - keep, Math.max(keep - length * view.zoom, at));
  return {
    zoom: view.zoom,
    x: clamp(view.x, picture.width, window.width),
    y: clamp(view.y, picture.height, window.height),
  };
}
