import { Graph, layout as placeNodes } from "@dagrejs/dagre";
import type { Point } from "./flowProtocol";
import type { Layout, Vertex } from "./picture/layout";

// This is a bundle of its own, which is loaded when a picture is first asked for.

/** The space between two rows. */
const ROW_GAP = 18;

/** The space between the boxes of a row. */
const COLUMN_GAP = 32;

/**
 * Places by dagre. The rows and the order in them are given, as its own choice of them would change the order of
 * the text and take most of its time; a box stands straight below the first one that leads to it.
 */
export const layout: Layout = (vertices, links) => {
  const graph = new Graph();
  graph.setGraph({
    align: "UL",
    rankalign: "top",
    // dagre halves this, as it takes two ranks for each row to have room for texts between them.
    ranksep: ROW_GAP,
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

function setRows(graph: Graph, vertices: readonly Vertex[]): void {
  for (const { key, row } of vertices) {
    graph.node(key).rank = 2 * row;
  }
}

/** The order of a walk along the links as they are listed. */
function setOrder(graph: Graph): void {
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
