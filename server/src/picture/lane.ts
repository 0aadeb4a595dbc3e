import { canFail } from "../workflow/graph";
import { rootListOf } from "../workflow/model";
import { selectionOf } from "../workflow/selection";
import { Fold, stepCount } from "./folds";
import type { GraphContext, GraphLane, GraphNode } from "./graph";
import { addWays } from "./laneWays";
import type { PlannedBranch, PlannedLane, PlannedStep } from "./plan";
import { textsOf } from "./step";

/** The nodes and edges of one lane. */
export function buildLane(context: GraphContext, lane: PlannedLane): GraphLane {
  return new LaneBuilder(context, lane).build();
}

class LaneBuilder {
  readonly #nodes = new Map<string, GraphNode>();
  /** What the steps that are not drawn are folded into, by their keys. */
  readonly #folds = new Map<string, Fold>();

  constructor(
    private readonly context: GraphContext,
    private readonly lane: PlannedLane,
  ) {}

  build(): GraphLane {
    const { key, steps } = this.lane;
    const start = this.#start();
    this.#nodes.set(start.key, start);
    this.#addSteps(steps, undefined);
    const { signs, edges, order, below } = addWays(this.context, this.lane, this.#folds);
    return { key, title: key, nodes: [...this.#nodes.values(), ...signs], edges, order, below };
  }

  #start(): GraphNode {
    const key = `${this.lane.key}/start`;
    if (this.lane.key === "steps") {
      const trouble = this.context.troubles.get(undefined);
      return { key, kind: "start", title: "Start", isUnreachable: false, ...trouble };
    }
    const { steps } = this.context.side.document;
    const main = steps.filter((step) => rootListOf(step).name === "steps");
    const failing = main.filter(canFail).length;
    const detail = failing === main.length ? "of any step" : `of ${failing} of ${main.length} steps`;
    return { key, kind: "start", title: "Unhandled KO", detail, isUnreachable: failing === 0 };
  }

  #addSteps(steps: readonly PlannedStep[], fold: Fold | undefined): void {
    const { part } = this.context;
    let left: Fold | undefined;
    for (const step of steps) {
      if (fold) {
        this.#addFolded(step, fold);
      } else if (!part || part.has(step.key)) {
        this.#tellLeft(left);
        left = undefined;
        this.#addStep(step);
      } else {
        left ??= new Fold(`${step.key}/more`, true);
        this.#addFolded(step, left);
      }
    }
    this.#tellLeft(left);
  }

  /** Adds the node that stands for steps that are left out. */
  #tellLeft(left: Fold | undefined): void {
    if (left) {
      const { key, hidden } = left;
      const title = `${stepCount(hidden)} more`;
      this.#nodes.set(key, { key, kind: "more", title, isUnreachable: false, hidden });
    }
  }

  #addFolded({ key, step, isGone, branches }: PlannedStep, fold: Fold): void {
    this.#folds.set(key, fold);
    fold.add(isGone ? undefined : this.context.troubles.get(step));
    for (const branch of branches) {
      this.#addSteps(branch.steps, fold);
    }
  }

  #addStep(planned: PlannedStep): void {
    const { key, step, branches } = planned;
    const isCollapsed = this.context.collapsed.has(key);
    const node = this.#stepNode(planned);
    const hasBranches = branches.some(({ steps }) => steps.length > 0);
    this.#nodes.set(key, hasBranches ? { ...node, isCollapsed } : node);
    const fold = new Fold(key);
    for (const branch of branches) {
      if (isCollapsed) {
        this.#addSteps(branch.steps, fold);
      } else {
        this.#addBranch(branch);
      }
    }
    if (fold.hidden > 0) {
      const trouble = fold.troubleWith(this.context.troubles.get(step));
      this.#nodes.set(key, { ...node, isCollapsed, hidden: fold.hidden, ...trouble });
    }
  }

  #stepNode({ key, step, isGone, change, differs }: PlannedStep): GraphNode {
    const { catalog, workspace, side, troubles } = this.context;
    return {
      key,
      kind: "step",
      ...textsOf(step, catalog, workspace),
      ...(change && { change }),
      ...(differs.length > 0 && { differs }),
      ...(isGone
        ? { isUnreachable: false }
        : {
            isUnreachable: !side.flow.isReached(step),
            span: step.span,
            selection: selectionOf(step),
            ...troubles.get(step),
          }),
    };
  }

  #addBranch({ key, condition, steps, isGone, change }: PlannedBranch): void {
    const [first] = steps;
    const last = steps.at(-1);
    if (!first || !last || !this.context.collapsed.has(key)) {
      this.#addSteps(steps, undefined);
      return;
    }
    // The place among the nodes is here; what is in the branch is known once it was gone through.
    const fold = new Fold(key);
    const node: GraphNode = {
      key,
      kind: "branch",
      title: "",
      isUnreachable: !isGone && !this.context.side.flow.isReached(first.step),
      isCollapsed: true,
      ...(change && { change }),
      ...(!isGone && {
        span: { start: first.step.span.start, end: last.step.span.end },
        selection: selectionOf(condition),
      }),
    };
    this.#nodes.set(key, node);
    this.#addSteps(steps, fold);
    const { hidden } = fold;
    this.#nodes.set(key, { ...node, title: stepCount(hidden), hidden, ...fold.troubleWith(undefined) });
  }
}
