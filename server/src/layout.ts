import { Graph, layout as placeNodes } from "@dagrejs/dagre";
import type { Point } from "./flowProtocol";
import type { Layout, Vertex } from "./picture/layout";
import { inSegments } from "./picture/segments";

// This is a bundle of its own, which is loaded when a picture is first asked for.

/** The space between two rows. */
const ROW_GAP = 18;

/** The space between the boxes of a row. */
const COLUMN_GAP = 32;

/** A point that is in the middle of no box. */
const FAR_AWAY = { x: -1e9, y: -1e9 };

/**
 * Places by dagre. The rows and the order in them are given, as its own choice of them would change the order of
 * the text and take most of its time; a box stands straight below the first one that leads to it.
 */
export const place: Layout = (vertices, links) => {
  const graph = new Graph();
  graph.setGraph({
    align: "UL",
    rankalign: "top",
    // dagre halves this, as it expects two ranks for each row, for room for texts between them.
    ranksep: 2 * ROW_GAP,
    nodesep: COLUMN_GAP,
    edgesep: COLUMN_GAP,
    acyclicer: "greedy",
    ranker: (ranked: Graph) => setRows(ranked, vertices),
  });
  for (const { key, width, height } of vertices) {
    graph.setNode(key, { width, height });
  }
  for (const [from, to] of links) {
    graph.setEdge(from, to, {});
  }
  placeNodes(graph, { useDynamic: false, customOrder: setOrder });
  return new Map(vertices.map(({ key }) => [key, graph.node(key) as Point]));
};

/** Places what has many boxes piece by piece. */
export const layout: Layout = inSegments(place);

function setRows(graph: Graph, vertices: readonly Vertex[]): void {
  for (const { key, row } of vertices) {
    graph.node(key).rank = row;
  }
}

/** The order of a walk along the links as they are listed. */
function setOrder(graph: Graph): void {
  for (const edge of graph.edges()) {
    // Links to the next row have no points on their way, which dagre does not expect. Our lines are drawn elsewhere.
    graph.edge(edge).points ??= [{ ...FAR_AWAY }];
  }
  const counts: number[] = [];
  const visited = new Set<string>();
  const open = graph.sources().reverse();
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (visited.has(key)) {
      continue;
    }
    visited.add(key);
    const node = graph.node(key);
    const row = node.rank ?? 0;
    node.order = counts[row] ?? 0;
    counts[row] = node.order + 1;
    open.push(...(graph.successors(key) ?? []).reverse());
  }
}
