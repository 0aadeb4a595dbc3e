import type { FlowDirection, Picture } from "../flowProtocol";
import type { Catalog } from "../schema/catalog";
import type { PositionEncoding } from "../workflow/characters";
import type { WorkflowDocument } from "../workflow/document";
import { createFlow } from "../workflow/flow";
import { Lines } from "../workflow/lines";
import { withCommas } from "../workflow/numbers";
import { isLarge, LARGE_IN_WORDS } from "../workflow/size";
import type { Workspace } from "../workflow/workspace";
import { compare } from "./compare";
import { drawGraph } from "./draw";
import { sideOf } from "./exits";
import { type FlowGraph, graphOf } from "./graph";
import type { Issue } from "./issues";
import type { Layout } from "./layout";
import { MOST_CONDITIONS, partOf } from "./part";
import { planOf } from "./plan";

/** What of a workflow is to be seen. */
export interface GraphOptions {
  readonly document: WorkflowDocument;
  readonly catalog: Catalog;
  readonly workspace?: Workspace | undefined;
  readonly issues?: readonly Issue[];
  /** The keys of steps and conditions whose branches are folded. */
  readonly collapsed?: readonly string[];
  /** The offset around which a workflow is drawn that is too large. */
  readonly around?: number | undefined;
  /** What the workflow is compared with. */
  readonly before?: WorkflowDocument | undefined;
  /** What the characters of its ranges are counted in; UTF-16 unless it is said. */
  readonly encoding?: PositionEncoding;
}

/** The graph of a workflow, or of the part of it that can be drawn. */
export function workflowGraph(options: GraphOptions): FlowGraph {
  const { document, catalog, workspace, issues = [], collapsed = [], around, before } = options;
  const side = sideOf(document, createFlow(document, catalog));
  const comparison = before && compare(side, sideOf(before, createFlow(before, catalog)));
  const plan = comparison?.plan ?? planOf(side);
  return graphOf({
    plan,
    side,
    ...(comparison && { before: comparison.before }),
    catalog,
    workspace,
    issues,
    collapsed: new Set(collapsed),
    part: partOf(plan, around),
  });
}

/** The picture of a workflow. */
export function pictureOf(options: GraphOptions, direction: FlowDirection, layout: Layout): Picture {
  const lines = new Lines(options.document.text, options.encoding);
  return drawGraph(workflowGraph(options), lines, direction, layout);
}

/** Why nothing can be drawn of a text as it stands; undefined when something can. */
export function reasonNotToDraw(document: WorkflowDocument): string | undefined {
  const { isTorn, problems, workflow, steps } = document;
  if (!workflow) {
    return "The file is no JSON object, so there is nothing to draw.";
  }
  if (isLarge(document)) {
    return `The file has more than ${LARGE_IN_WORDS}, too much to be drawn.`;
  }
  if (steps.some(({ conditions }) => conditions.length > MOST_CONDITIONS)) {
    return `A step has more than ${withCommas(MOST_CONDITIONS)} conditions, too many to be drawn.`;
  }
  const [problem] = problems;
  return isTorn && problem ? `The JSON is not complete: ${problem.message}` : undefined;
}
