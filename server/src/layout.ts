import type { Box } from "./flowProtocol";
import type { Layout } from "./picture/layout";

const GAP = 40;

/** Places boxes one after the other. */
export const layout: Layout = (boxes, edges, direction) => {
  const placed = new Map<string, Box>();
  let at = 0;
  let across = 0;
  for (const { key, width, height } of boxes) {
    placed.set(key, direction === "down" ? { x: 0, y: at, width, height } : { x: at, y: 0, width, height });
    at += GAP + (direction === "down" ? height : width);
    across = Math.max(across, direction === "down" ? width : height);
  }
  const lines = new Map(
    edges.map(({ key, from, to }) => [key, { points: [middle(placed.get(from)), middle(placed.get(to))] }]),
  );
  return direction === "down"
    ? { width: across, height: at, boxes: placed, lines }
    : { width: at, height: across, boxes: placed, lines };
};

function middle(box: Box | undefined): { x: number; y: number } {
  return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : { x: 0, y: 0 };
}
