import type {
  Box,
  FlowDirection,
  Picture,
  PictureEdge,
  PictureLane,
  PictureNode,
  ProtocolRange,
} from "../flowProtocol";
import { Lines } from "../workflow/lines";
import type { Span } from "../workflow/span";
import { describe } from "./describe";
import type { FlowGraph, GraphLane, GraphNode } from "./graph";
import type { Layout, Placed, Sized, SizedEdge } from "./layout";

/** The space between the lanes and around them. */
const LANE_GAP = 48;
const MARGIN = 16;
/** The space for the title of a lane. */
const LANE_HEAD = 28;

const LABEL_HEIGHT = 18;
const CHARACTER = 7;

/** Gives the parts of a graph their places. `text` is the one that the graph's offsets are of. */
export function drawGraph(graph: FlowGraph, text: string, direction: FlowDirection, layout: Layout): Picture {
  const lines = new Lines(text);
  const nodes: PictureNode[] = [];
  const edges: PictureEdge[] = [];
  const lanes: PictureLane[] = [];
  let at = MARGIN;
  let across = 0;
  const isDown = direction === "down";
  for (const lane of graph.lanes) {
    const placed = layout(lane.nodes.map(sizeOf), edgesOf(lane), direction);
    const box = {
      x: isDown ? at : MARGIN,
      y: isDown ? MARGIN : at,
      width: placed.width + 2 * MARGIN,
      height: placed.height + LANE_HEAD + MARGIN,
    };
    lanes.push({ key: lane.key, title: lane.title, box });
    const place = new Placer(lane, placed, lines, box);
    nodes.push(...place.nodes());
    edges.push(...place.edges());
    at += (isDown ? box.width : box.height) + LANE_GAP;
    across = Math.max(across, isDown ? box.height : box.width);
  }
  const along = at - LANE_GAP + MARGIN;
  return {
    direction,
    width: isDown ? along : across + 2 * MARGIN,
    height: isDown ? across + 2 * MARGIN : along,
    lanes,
    nodes,
    edges,
    total: graph.total,
    isWhole: graph.isWhole,
  };
}

class Placer {
  readonly #x: number;
  readonly #y: number;

  constructor(
    private readonly lane: GraphLane,
    private readonly placed: Placed,
    private readonly lines: Lines,
    box: Box,
  ) {
    this.#x = box.x + MARGIN;
    this.#y = box.y + LANE_HEAD;
  }

  nodes(): PictureNode[] {
    const descriptions = describe(this.lane);
    return this.lane.nodes.map(({ span, selection, ...node }) => ({
      ...node,
      lane: this.lane.key,
      box: this.#move(this.placed.boxes.get(node.key) ?? { x: 0, y: 0, width: 0, height: 0 }),
      description: descriptions.get(node.key) ?? node.title,
      ...(span && { range: this.#range(span) }),
      ...(selection && { selectionRange: this.#range(selection) }),
    }));
  }

  edges(): PictureEdge[] {
    return this.lane.edges.map(({ span, ...edge }) => {
      const line = this.placed.lines.get(edge.key);
      return {
        ...edge,
        points: (line?.points ?? []).map((point) => this.#move(point)),
        ...(line?.labelBox && { labelBox: this.#move(line.labelBox) }),
        ...(span && { range: this.#range(span) }),
      };
    });
  }

  #move<T extends { readonly x: number; readonly y: number }>(placed: T): T {
    return { ...placed, x: placed.x + this.#x, y: placed.y + this.#y };
  }

  #range({ start, end }: Span): ProtocolRange {
    return { start: this.lines.placeOf(start), end: this.lines.placeOf(end) };
  }
}

/** How large a node is drawn. */
function sizeOf({ key, kind, action, detail, title }: GraphNode): Sized {
  if (kind === "step") {
    return { key, width: 232, height: 30 + (action ? 18 : 0) + (detail ? 22 : 0) };
  }
  const width = Math.min(232, 40 + title.length * CHARACTER);
  return { key, width, height: detail ? 44 : 28 };
}

function edgesOf({ edges, order }: GraphLane): SizedEdge[] {
  const drawn = edges.map(({ key, from, to, label }) => ({
    key,
    from,
    to,
    ...(label && { label: { width: label.length * CHARACTER + 12, height: LABEL_HEIGHT } }),
  }));
  return [...drawn, ...order.map(([from, to]) => ({ key: `${from} ⇢ ${to}`, from, to, isHidden: true }))];
}
