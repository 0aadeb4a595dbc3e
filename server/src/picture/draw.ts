import type {
  Box,
  FlowDirection,
  Picture,
  PictureEdge,
  PictureLane,
  PictureNode,
  Point,
  ProtocolRange,
} from "../flowProtocol";
import type { Lines } from "../workflow/lines";
import type { Span } from "../workflow/span";
import { arrange, type Placed, type Sized, type SizedEdge } from "./arrange";
import { describe } from "./describe";
import type { FlowGraph, GraphLane, GraphNode } from "./graph";
import type { Layout } from "./layout";
import { widthOf } from "./measure";

/** The space between the lanes and around them. */
const LANE_GAP = 48;
const MARGIN = 16;
/** The space for the title of a lane. */
const LANE_HEAD = 28;

/** The size of the font of all but the names of steps. */
const TEXT_SIZE = 11;
const LABEL_HEIGHT = 18;
const MOST_LABEL = 200;
const STEP_WIDTH = 256;

/** Gives the parts of a graph their places. `lines` are those of the text that the graph's offsets are of. */
export function drawGraph(graph: FlowGraph, lines: Lines, direction: FlowDirection, layout: Layout): Picture {
  const descriptions = describe(graph);
  const nodes: PictureNode[] = [];
  const edges: PictureEdge[] = [];
  const lanes: PictureLane[] = [];
  let at = MARGIN;
  let across = 0;
  const isDown = direction === "down";
  for (const lane of graph.lanes) {
    const placed = arrange(
      { boxes: lane.nodes.map(sizeOf), edges: edgesOf(lane), below: lane.below },
      direction,
      layout,
    );
    const box = {
      x: isDown ? at : MARGIN,
      y: isDown ? MARGIN : at,
      width: placed.width + 2 * MARGIN,
      height: placed.height + LANE_HEAD + MARGIN,
    };
    lanes.push({ key: lane.key, title: lane.title, box });
    const place = new Placer(lane, placed, lines, descriptions, box);
    nodes.push(...place.nodes());
    edges.push(...place.edges());
    at += (isDown ? box.width : box.height) + LANE_GAP;
    across = Math.max(across, isDown ? box.height : box.width);
  }
  if (graph.rescue) {
    edges.push({ ...graph.rescue, points: lineBetween(lanes, nodes, isDown) });
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
    private readonly descriptions: ReadonlyMap<string, string>,
    box: Box,
  ) {
    this.#x = box.x + MARGIN;
    this.#y = box.y + LANE_HEAD;
  }

  nodes(): PictureNode[] {
    return this.lane.nodes.map(({ span, selection, ...node }) => ({
      ...node,
      lane: this.lane.key,
      box: this.#move(this.placed.boxes.get(node.key) ?? { x: 0, y: 0, width: 0, height: 0 }),
      description: this.descriptions.get(node.key) ?? node.title,
      ...(span && { range: this.#range(span) }),
      ...(selection && { selectionRange: this.#range(selection) }),
    }));
  }

  edges(): PictureEdge[] {
    return this.lane.edges.map(({ span, isAside: _, ...edge }) => {
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

/** The line from the edge of the first lane to where the second one is entered. */
function lineBetween(
  [from]: readonly PictureLane[],
  nodes: readonly PictureNode[],
  isDown: boolean,
): Point[] {
  const to = nodes.find(({ lane, kind }) => lane === "rescue" && kind === "start");
  if (!from || !to) {
    return [];
  }
  const { box } = from;
  const { x, y, width, height } = to.box;
  return isDown
    ? [
        { x: box.x + box.width, y: y + height / 2 },
        { x, y: y + height / 2 },
      ]
    : [
        { x: x + width / 2, y: box.y + box.height },
        { x: x + width / 2, y },
      ];
}

/** How large a node is drawn. */
function sizeOf({ key, kind, action, detail, title, isCollapsed }: GraphNode): Sized {
  if (kind === "step") {
    const lines = [action, detail, isCollapsed].filter(Boolean).length;
    return { key, width: STEP_WIDTH, height: 30 + 18 * lines };
  }
  const text = Math.max(widthOf(title, TEXT_SIZE), widthOf(detail ?? "", TEXT_SIZE));
  const width = Math.min(STEP_WIDTH, 40 + Math.ceil(text));
  return { key, width, height: detail ? 44 : 28 };
}

function edgesOf({ edges, order }: GraphLane): SizedEdge[] {
  const drawn = edges.map(({ key, from, to, label, isStraight, isAside }) => ({
    key,
    from,
    to,
    isStraight,
    isAside,
    ...(label && {
      label: { width: Math.min(MOST_LABEL, Math.ceil(widthOf(label, TEXT_SIZE)) + 12), height: LABEL_HEIGHT },
    }),
  }));
  const hidden = order.map(([from, to]) => ({
    key: `${from} behind ${to}`,
    from,
    to,
    isHidden: true,
    isStraight: true,
  }));
  return [...drawn, ...hidden];
}
