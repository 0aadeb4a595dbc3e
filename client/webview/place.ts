import type { FlowPlace, Point } from "../../server/src/flowProtocol";
import type { PictureMessage } from "../src/flow/messages";
import { distanceTo } from "./line";

/** Where a dragged step would be dropped: a node or an edge of the picture, and the place in the text. */
export interface Drop {
  readonly key: string;
  readonly to: FlowPlace;
}

/** How near to a line something must be dropped to land on it, in pixels of the window. */
const NEAR = 24;

/** The place for a step that is dropped at a point of the picture; undefined where there is none. */
export function dropAt(
  { picture }: PictureMessage,
  step: string,
  point: Point,
  zoom: number,
): Drop | undefined {
  const node = picture.nodes.find(
    ({ box }) =>
      point.x >= box.x && point.x <= box.x + box.width && point.y >= box.y && point.y <= box.y + box.height,
  );
  if (node) {
    return node.kind === "step" && node.key !== step ? { key: node.key, to: { after: node.key } } : undefined;
  }
  let nearest: { drop: Drop; distance: number } | undefined;
  for (const edge of picture.edges) {
    const distance = distanceTo(edge.points, point) * zoom;
    const to = distance <= (nearest?.distance ?? NEAR) ? placeOn(picture, edge) : undefined;
    if (to && edge.from !== step && edge.to !== step) {
      nearest = { drop: { key: edge.key, to }, distance };
    }
  }
  return nearest?.drop;
}

/** The place in the text between the two ends of an edge. */
function placeOn(
  { nodes }: PictureMessage["picture"],
  edge: PictureMessage["picture"]["edges"][number],
): FlowPlace | undefined {
  const kindOf = (key: string) => nodes.find((node) => node.key === key)?.kind;
  // Where a condition's branch starts, or would start.
  if (edge.condition?.startsWith(`${edge.from}/next[`)) {
    return { inside: edge.condition };
  }
  if (kindOf(edge.from) === "step") {
    return { after: edge.from };
  }
  return kindOf(edge.from) === "start" && kindOf(edge.to) === "step" ? { before: edge.to } : undefined;
}
