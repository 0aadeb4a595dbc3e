import type { GraphLane, GraphNode } from "./graph";

/** What a screen reader says of each node of a lane: what it is, what is wrong with it, and where it leads. */
export function describe({ nodes, edges }: GraphLane): Map<string, string> {
  const titles = new Map(nodes.map((node) => [node.key, titleOf(node)]));
  const ways = new Map<string, string[]>();
  for (const { from, to, label } of edges) {
    const way = `${label ? `on ${label} ` : ""}to ${titles.get(to) ?? ""}`;
    const known = ways.get(from);
    if (known) {
      known.push(way);
    } else {
      ways.set(from, [way]);
    }
  }
  return new Map(nodes.map((node) => [node.key, descriptionOf(node, ways.get(node.key) ?? [])]));
}

function descriptionOf(node: GraphNode, ways: readonly string[]): string {
  const { action, app, detail, isUnreachable, problems = [], change, hidden } = node;
  const title = titleOf(node);
  const sentences = [
    [title, action !== title && action, app, detail].filter(Boolean).join(", "),
    change && `${change[0]?.toUpperCase()}${change.slice(1)}`,
    hidden && node.kind === "step" && `${hidden} ${hidden === 1 ? "step" : "steps"} folded`,
    isUnreachable && "Never reached",
    ...problems.map((problem) => problem.replace(/\.$/, "")),
    ways.length > 0 && `Leads ${ways.join(", ")}`,
  ];
  return `${sentences.filter(Boolean).join(". ")}.`;
}

function titleOf({ kind, title }: GraphNode): string {
  return kind === "jump" ? `Go to ${title}` : kind === "branch" ? `Folded: ${title}` : title;
}
