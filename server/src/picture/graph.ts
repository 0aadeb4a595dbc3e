import type { LaneKey, PictureEdge, PictureNode } from "../flowProtocol";
import type { Catalog } from "../schema/catalog";
import type { Step } from "../workflow/model";
import type { Span } from "../workflow/span";
import type { Workspace } from "../workflow/workspace";
import type { Side } from "./exits";
import { type Issue, type Trouble, troublesOf } from "./issues";
import { buildLane } from "./lane";
import type { Plan } from "./plan";

/** What is drawn, without places. */
export interface FlowGraph {
  readonly lanes: readonly GraphLane[];
  /** The way into `rescue`; undefined where nothing can come there. */
  readonly rescue?: GraphEdge;
  /** How many steps the text has. */
  readonly total: number;
  readonly isWhole: boolean;
}

export interface GraphLane {
  readonly key: LaneKey;
  readonly title: string;
  /** In the order of the text; where the workflow ends or jumps, last. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** What stands behind what without a way between them, as keys: unreachable steps have their place too. */
  readonly order: readonly (readonly [from: string, to: string])[];
  /** What stands further down than what, as keys: signs in a branch end it before the ways come together again. */
  readonly below: readonly (readonly [upper: string, lower: string])[];
}

/** A node of the picture without its place; places in the text are offsets. */
export interface GraphNode
  extends Omit<PictureNode, "box" | "lane" | "range" | "selectionRange" | "description"> {
  readonly span?: Span;
  readonly selection?: Span;
}

/** An edge of the picture without its place. */
export interface GraphEdge extends Omit<PictureEdge, "points" | "labelBox" | "range"> {
  /** Whether it leads away for good, so that nothing of it comes back. */
  readonly isAside: boolean;
  readonly span?: Span;
}

/** What a graph is made of. */
export interface GraphInput {
  readonly plan: Plan;
  readonly side: Side;
  /** The older text of a comparison. */
  readonly before?: Side;
  readonly catalog: Catalog;
  readonly workspace: Workspace | undefined;
  readonly issues: readonly Issue[];
  /** The keys of steps and conditions whose branches are folded. */
  readonly collapsed: ReadonlySet<string>;
  /** The keys of the steps that are drawn, with those around them; undefined where all are. */
  readonly part?: ReadonlySet<string> | undefined;
}

/** What the lanes of one graph share. */
export interface GraphContext extends GraphInput {
  readonly troubles: ReadonlyMap<Step | undefined, Trouble>;
}

/** The graph of a workflow: its steps in their lanes, and every way between them that the rules know of. */
export function graphOf(input: GraphInput): FlowGraph {
  const { side, issues, part, plan } = input;
  const context: GraphContext = { ...input, troubles: troublesOf(side.document, issues) };
  const lanes = plan.map((lane) => buildLane(context, lane));
  const rescue = wayIntoRescue(lanes);
  return {
    lanes,
    ...(rescue && { rescue }),
    total: side.document.steps.length,
    isWhole: part === undefined,
  };
}

/** One way for all steps whose `KO` can come there; one from each of them would hide all else. */
function wayIntoRescue([main, rescue]: readonly GraphLane[]): GraphEdge | undefined {
  const from = main?.nodes[0];
  const to = rescue?.nodes[0];
  return from && to && !to.isUnreachable
    ? {
        key: `${from.key} → ${to.key}`,
        from: from.key,
        to: to.key,
        kind: "rescue",
        isStraight: false,
        isAside: false,
      }
    : undefined;
}
