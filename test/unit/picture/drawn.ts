import type { FlowDirection, Picture } from "../../../server/src/flowProtocol";
import { layout } from "../../../server/src/layout";
import type { FlowGraph, GraphNode } from "../../../server/src/picture/graph";
import { type GraphOptions, pictureOf, workflowGraph } from "../../../server/src/picture/picture";
import { parseDocument } from "../../../server/src/workflow/document";
import { CATALOG } from "../../support/rules";

/** What is drawn besides the text itself. */
export type Given = Omit<GraphOptions, "document" | "catalog" | "before"> & { readonly before?: string };

function optionsOf(text: string, { before, ...given }: Given): GraphOptions {
  return {
    ...given,
    document: parseDocument(text),
    catalog: CATALOG,
    before: before === undefined ? undefined : parseDocument(before),
  };
}

export function graphFor(text: string, given: Given = {}): FlowGraph {
  return workflowGraph(optionsOf(text, given));
}

export function pictureFor(text: string, direction: FlowDirection = "down", given: Given = {}): Picture {
  return pictureOf(optionsOf(text, given), direction, layout);
}

/** A workflow of these main steps and steps of rescue. */
export function flow(steps: string, rescue = ""): string {
  return `{ "steps": [${steps}], "rescue": [${rescue}] }`;
}

/** How a node is called in what `waysIn` tells. */
function nameOf({ kind, title, detail }: GraphNode): string {
  const more = detail === undefined || kind === "step" ? "" : ` ${detail}`;
  return kind === "step" ? title : kind === "jump" ? `(to ${title}${more})` : `(${title}${more})`;
}

/**
 * The ways of a graph as lines, such as `a KO> b`: what its condition matches, then `>`, or `>>` where the way is
 * the one straight on. A change stands in brackets.
 */
export function waysIn({ lanes, rescue }: FlowGraph): string[] {
  const names = new Map(lanes.flatMap(({ nodes }) => nodes.map((node) => [node.key, nameOf(node)])));
  return [...lanes.flatMap(({ edges }) => edges), ...(rescue ? [rescue] : [])].map(
    ({ from, to, kind, label = "", isStraight, change }) =>
      [
        names.get(from),
        `${kind === "rescue" ? "rescue" : label}${isStraight ? ">>" : ">"}`,
        names.get(to),
        ...(change ? [`[${change}]`] : []),
      ].join(" "),
  );
}
