import { groupBy } from "../workflow/groupBy";
import { stepCount } from "./folds";
import type { FlowGraph, GraphEdge, GraphNode } from "./graph";

/** What a screen reader says of each node: what it is, what is wrong with it, and where it leads. */
export function describe({ lanes, rescue }: FlowGraph): Map<string, string> {
  const nodes = lanes.flatMap((lane) => lane.nodes);
  const edges = [...lanes.flatMap((lane) => lane.edges), ...(rescue ? [rescue] : [])];
  const titles = new Map(nodes.map((node) => [node.key, titleOf(node)]));
  const ways = groupBy(edges, ({ from }) => from);
  return new Map(
    nodes.map((node) => {
      const own = ways.get(node.key) ?? [];
      const leads = own.map((edge) => wayOf(edge, titles.get(edge.to) ?? "", own));
      return [node.key, descriptionOf(node, leads)];
    }),
  );
}

function wayOf({ kind, label, change }: GraphEdge, target: string, all: readonly GraphEdge[]): string {
  const isOther = all.some((edge) => edge.label !== undefined);
  const when =
    kind === "rescue" ? "on an unhandled KO " : label ? `on ${label} ` : isOther ? "otherwise " : "";
  return `${when}to ${target}${change ? ` (${change})` : ""}`;
}

function descriptionOf(node: GraphNode, leads: readonly string[]): string {
  const { kind, action, app, detail, isUnreachable, problems = [], hidden = 0, isCollapsed } = node;
  const title = titleOf(node);
  const sentences = [
    [title, action !== title && action, app, kind !== "start" && detail].filter(Boolean).join(", "),
    kind === "start" && detail && `Entered on an unhandled KO ${detail}`,
    changeOf(node),
    kind === "step" && isCollapsed && `${stepCount(hidden)} folded`,
    isUnreachable && "Never reached",
    ...problems.map((problem) => problem.replace(/\.$/, "")),
    leads.length > 0 && `Leads ${leads.join(", ")}`,
  ];
  return `${sentences.filter(Boolean).join(". ")}.`;
}

function changeOf({ change, differs = [] }: GraphNode): string | undefined {
  switch (change) {
    case "added":
      return "Added";
    case "removed":
      return "Removed";
    case "changed":
      return `Changed: ${differs.join(", ")}`;
    default:
      return undefined;
  }
}

function titleOf({ key, kind, title }: GraphNode): string {
  switch (kind) {
    case "jump":
      return `Go to ${title}`;
    case "branch":
      return `${title} folded`;
    case "start":
      return key.startsWith("rescue") ? "Rescue" : title;
    default:
      return title;
  }
}
