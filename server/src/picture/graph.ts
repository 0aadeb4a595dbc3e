import type { LaneKey, PictureChange, PictureEdge, PictureNode } from "../flowProtocol";
import type { Catalog } from "../schema/catalog";
import { targetOf, type WorkflowDocument } from "../workflow/document";
import type { Flow, FlowEdge } from "../workflow/flow";
import { canFail } from "../workflow/graph";
import { oneLine } from "../workflow/label";
import {
  type Condition,
  isStop,
  labelOf,
  matchLabelOf,
  rootListOf,
  type Step,
  type StepList,
} from "../workflow/model";
import { selectionOf } from "../workflow/selection";
import type { Span } from "../workflow/span";
import type { Workspace } from "../workflow/workspace";
import { type Issue, type Trouble, together, troublesOf } from "./issues";
import { type Keys, keysOf } from "./keys";
import { textsOf } from "./step";

/** What is drawn, without places: the lanes of a workflow. */
export interface FlowGraph {
  readonly lanes: readonly GraphLane[];
  readonly total: number;
  readonly isWhole: boolean;
}

export interface GraphLane {
  readonly key: LaneKey;
  readonly title: string;
  /** In the order of the text. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** What stands behind what without a way between them, as keys: unreachable steps have their place too. */
  readonly order: readonly (readonly [string, string])[];
}

/** A node of the picture without its place; places in the text are offsets. */
export interface GraphNode
  extends Omit<PictureNode, "box" | "lane" | "range" | "selectionRange" | "description"> {
  readonly span?: Span;
  readonly selection?: Span;
}

/** An edge of the picture without its place. */
export interface GraphEdge extends Omit<PictureEdge, "points" | "labelBox" | "range"> {
  readonly span?: Span;
}

/** What a graph is made of. */
export interface GraphInput {
  readonly document: WorkflowDocument;
  readonly flow: Flow;
  readonly catalog: Catalog;
  readonly workspace: Workspace | undefined;
  readonly issues: readonly Issue[];
  /** The keys of steps and conditions whose branches are folded. */
  readonly collapsed: ReadonlySet<string>;
}

/** The graph of a workflow: steps in their lanes, and every way between them that the rules know of. */
export function graphOf(input: GraphInput): FlowGraph {
  const { workflow, steps } = input.document;
  const context = new Context(input);
  const lists = workflow ? [workflow.steps, workflow.rescue] : [];
  const lanes = lists
    .filter(({ name, steps: own }) => name === "steps" || own.length > 0)
    .map((list) => new LaneOf(context, list).build());
  return { lanes, total: steps.length, isWhole: true };
}

/** What the lanes of one graph share. */
class Context {
  readonly keys: Keys;
  readonly troubles: ReadonlyMap<Step | undefined, Trouble>;

  constructor(readonly input: GraphInput) {
    this.keys = keysOf(input.document);
    this.troubles = troublesOf(input.document, input.issues);
  }
}

/** Where a branch is folded into: the key of its step, or its own. */
interface Fold {
  readonly key: string;
  readonly troubles: Trouble[];
  hidden: number;
}

class LaneOf {
  readonly #nodes = new Map<string, GraphNode>();
  readonly #edges = new Map<string, GraphEdge>();
  readonly #order: [string, string][] = [];
  readonly #folds = new Map<Step, Fold>();
  /** Nodes that are told of once the steps are there, as they belong behind them. */
  readonly #ends = new Map<string, GraphNode>();

  constructor(
    private readonly context: Context,
    private readonly list: StepList,
  ) {}

  build(): GraphLane {
    const { name } = this.list;
    const start = this.#start();
    this.#nodes.set(start.key, start);
    this.#addList(this.list, undefined);
    this.#link(start.key, this.#firstKey(), "next");
    this.#addEdges(this.list);
    return {
      key: name,
      title: name,
      nodes: [...this.#nodes.values(), ...this.#ends.values()],
      edges: [...this.#edges.values()],
      order: this.#order,
    };
  }

  #start(): GraphNode {
    const { document } = this.context.input;
    const key = `${this.list.name}/start`;
    if (this.list.name === "rescue") {
      const main = document.steps.filter((step) => rootListOf(step).name === "steps");
      const failing = main.filter(canFail).length;
      const detail = failing === main.length ? "of any step" : `of ${failing} of ${main.length} steps`;
      return { key, kind: "start", title: "Unhandled KO", detail, isUnreachable: failing === 0 };
    }
    const trouble = this.context.troubles.get(undefined);
    return { key, kind: "start", title: "Start", isUnreachable: false, ...trouble };
  }

  #firstKey(): string {
    const [first] = this.list.steps;
    return first ? this.context.keys.ofStep(first) : this.#end(undefined, undefined);
  }

  #addList(list: StepList, fold: Fold | undefined): void {
    for (const step of list.steps) {
      this.#addStep(step, fold);
    }
  }

  #addStep(step: Step, fold: Fold | undefined): void {
    const { keys, input, troubles } = this.context;
    const key = keys.ofStep(step);
    const trouble = troubles.get(step);
    if (fold) {
      this.#folds.set(step, fold);
      fold.hidden++;
      fold.troubles.push(...(trouble ? [trouble] : []));
      this.#addBranches(step, () => fold);
      return;
    }
    const isCollapsed = input.collapsed.has(key);
    const own: Fold = { key, hidden: 0, troubles: trouble ? [trouble] : [] };
    const hasBranches = step.conditions.some((condition) => condition.steps.steps.length > 0);
    this.#nodes.set(key, {
      key,
      kind: "step",
      ...textsOf(step, input.catalog, input.workspace),
      isUnreachable: !input.flow.isReached(step),
      span: step.span,
      selection: selectionOf(step),
      ...trouble,
      ...(hasBranches && { isCollapsed }),
    });
    this.#addBranches(step, (condition) => (isCollapsed ? own : this.#foldOf(condition)));
    if (own.hidden > 0) {
      this.#fold(own);
    }
  }

  #addBranches(step: Step, foldOf: (condition: Condition) => Fold | undefined): void {
    for (const condition of step.conditions) {
      const fold = foldOf(condition);
      this.#addList(condition.steps, fold);
      if (fold && fold.key === this.context.keys.ofCondition(condition)) {
        this.#fold(fold);
      }
    }
  }

  /** The node that a condition's branch is folded into, if it is. */
  #foldOf(condition: Condition): Fold | undefined {
    const key = this.context.keys.ofCondition(condition);
    const [first] = condition.steps.steps;
    if (!first || !this.context.input.collapsed.has(key)) {
      return undefined;
    }
    const { start } = first.span;
    const end = condition.steps.steps.at(-1)?.span.end ?? start;
    this.#nodes.set(key, {
      key,
      kind: "branch",
      title: "",
      isUnreachable: !this.context.input.flow.isReached(first),
      isCollapsed: true,
      span: { start, end },
      selection: selectionOf(condition),
    });
    return { key, hidden: 0, troubles: [] };
  }

  /** Tells of a folded branch in the node that stands for it. */
  #fold({ key, hidden, troubles }: Fold): void {
    const node = this.#nodes.get(key);
    if (node) {
      const title = node.kind === "branch" ? `${hidden} ${hidden === 1 ? "step" : "steps"}` : node.title;
      this.#nodes.set(key, { ...node, title, hidden, ...together(troubles) });
    }
  }

  #addEdges(list: StepList): void {
    const { keys, input } = this.context;
    for (const step of list.steps) {
      const following = list.steps[step.position + 1];
      const fold = this.#folds.get(step);
      const from = fold?.key ?? keys.ofStep(step);
      if (following && !input.flow.isReached(following) && !fold) {
        this.#order.push([from, keys.ofStep(following)]);
      }
      for (const edge of input.flow.edgesFrom(step)) {
        this.#addEdge(step, from, fold, edge);
      }
      for (const condition of step.conditions) {
        this.#addEdges(condition.steps);
      }
    }
  }

  #addEdge(step: Step, from: string, fold: Fold | undefined, edge: FlowEdge): void {
    const { condition } = edge;
    if (edge.kind === "goto") {
      this.#link(from, this.#jump(edge.jump, edge.to, fold), "goto", fold ? undefined : condition);
    } else if (edge.to) {
      const to = this.#folds.get(edge.to)?.key ?? this.context.keys.ofStep(edge.to);
      this.#link(from, to, edge.kind, fold ? undefined : condition);
    } else {
      const stop = this.#stopOf(step, condition);
      this.#link(from, this.#end(stop, fold), stop ? "stop" : "next", fold ? undefined : condition);
    }
  }

  /** The condition that ends the workflow behind a step; undefined where its lane simply comes to its end. */
  #stopOf(step: Step, condition: Condition | undefined): Condition | undefined {
    const ownerOf = ({ list }: Step) => (list.owner.kind === "condition" ? list.owner : undefined);
    let at = condition ?? ownerOf(step);
    while (at && !(isStop(at) && !targetOf(this.context.input.document, at))) {
      at = ownerOf(at.step);
    }
    return at;
  }

  #end(stop: Condition | undefined, fold: Fold | undefined): string {
    if (!stop) {
      const key = `${this.list.name}/end`;
      this.#ends.set(key, { key, kind: "end", title: "End", isUnreachable: false });
      return key;
    }
    const key = `${fold?.key ?? this.context.keys.ofCondition(stop)}/stop`;
    const isUnreachable = !this.context.input.flow.isReached(stop.step);
    this.#ends.set(key, {
      key,
      kind: "end",
      title: "Stop",
      isUnreachable,
      span: stop.span,
      selection: selectionOf(stop),
    });
    return key;
  }

  #jump(jump: Condition, to: Step, fold: Fold | undefined): string {
    const { keys, input } = this.context;
    const target = keys.ofStep(to);
    const key = fold ? `${fold.key}/jump:${target}` : `${keys.ofCondition(jump)}/jump`;
    this.#ends.set(key, {
      key,
      kind: "jump",
      title: oneLine(labelOf(to)),
      target,
      isUnreachable: !input.flow.isReached(jump.step),
      span: jump.span,
      selection: selectionOf(jump),
    });
    return key;
  }

  #link(from: string, to: string, kind: GraphEdge["kind"], condition?: Condition): void {
    if (from === to) {
      return;
    }
    const key = `${from} → ${to}${condition ? ` [${condition.index}]` : ""}`;
    this.#edges.set(key, {
      key,
      from,
      to,
      kind,
      ...(condition && {
        label: oneLine(matchLabelOf(condition)),
        condition: this.context.keys.ofCondition(condition),
        span: condition.span,
      }),
    });
  }
}

/** How something in a graph differs from what it is compared with. */
export type Change = PictureChange;
