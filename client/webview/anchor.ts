import type { Picture } from "../../server/src/flowProtocol";
import type { PageState, PictureMessage } from "../src/flow/messages";
import type { KeptState } from "./host";
import type { Size, View } from "./view";

/** The view that was kept of a page; undefined where it was of something else. */
export function viewOf(kept: KeptState | undefined, { uri, direction }: PageState): View | undefined {
  return kept?.uri === uri && kept.direction === direction ? kept.view : undefined;
}

/** The view of the next picture; undefined where it begins anew, as in another file or direction. */
export function viewAfter(
  before: PictureMessage,
  after: PictureMessage,
  { view, size }: { readonly view: View; readonly size: Size },
  marked: ReadonlySet<string>,
): View | undefined {
  const isSame = before.state.uri === after.state.uri && before.picture.direction === after.picture.direction;
  return isSame ? keepView(before.picture, after.picture, view, size, marked) : undefined;
}

/**
 * The view of the next picture in which what is looked at stays where it is: a marked node that is seen, else the
 * one nearest to the middle. Undefined where the pictures have nothing in common.
 *
 * @param marked the keys of what has the focus or the cursor
 */
export function keepView(
  before: Picture,
  after: Picture,
  view: View,
  window: Size,
  marked: ReadonlySet<string>,
): View | undefined {
  const next = new Map(after.nodes.map(({ key, box }) => [key, box]));
  const middle = {
    x: (window.width / 2 - view.x) / view.zoom,
    y: (window.height / 2 - view.y) / view.zoom,
  };
  const reach = { x: window.width / 2 / view.zoom, y: window.height / 2 / view.zoom };
  let best: { x: number; y: number; distance: number } | undefined;
  for (const { key, box } of before.nodes) {
    const to = next.get(key);
    const x = Math.abs(box.x + box.width / 2 - middle.x);
    const y = Math.abs(box.y + box.height / 2 - middle.y);
    const isMarked = marked.has(key) && x < reach.x && y < reach.y;
    const distance = isMarked ? -1 : Math.hypot(x, y);
    if (to && (!best || distance < best.distance)) {
      best = { x: box.x - to.x, y: box.y - to.y, distance };
    }
  }
  return best && { zoom: view.zoom, x: view.x + best.x * view.zoom, y: view.y + best.y * view.zoom };
}
