import type { PictureChange } from "../flowProtocol";
import { groupBy } from "../workflow/groupBy";
import { oneLine } from "../workflow/label";
import { type Condition, labelOf, matchLabelOf, type Step } from "../workflow/model";
import { selectionOf } from "../workflow/selection";
import { type Exit, exitsFrom, nameOf, type Side } from "./exits";
import type { Fold } from "./folds";
import type { GraphContext, GraphEdge, GraphLane, GraphNode } from "./graph";
import { eachStep, type PlannedLane, type PlannedStep } from "./plan";
import { textsOf } from "./step";

/** The ways of a lane, and the signs for where the workflow ends or jumps. */
export interface LaneWays extends Pick<GraphLane, "edges" | "order" | "below"> {
  readonly signs: readonly GraphNode[];
}

/**
 * Finds the ways between the steps of a lane.
 *
 * @param folds what the steps that are not drawn are folded into, by their keys
 */
export function addWays(
  context: GraphContext,
  lane: PlannedLane,
  folds: ReadonlyMap<string, Fold>,
): LaneWays {
  return new WayFinder(context, lane, folds).find();
}

class WayFinder {
  readonly #signs = new Map<string, GraphNode>();
  readonly #edges = new Map<string, GraphEdge>();
  /** The steps of the lane as numbers in their order, by their keys. */
  readonly #places = new Map<string, number>();
  /** The signs that branches end with, by their conditions; more than one where steps are folded. */
  readonly #signsOf = new Map<Condition, Set<string>>();
  #names: ReadonlyMap<string, readonly Step[]> | undefined;

  constructor(
    private readonly context: GraphContext,
    private readonly lane: PlannedLane,
    private readonly folds: ReadonlyMap<string, Fold>,
  ) {}

  find(): LaneWays {
    const { key, steps } = this.lane;
    const start = `${key}/start`;
    eachStep(steps, (step) => this.#places.set(step.key, this.#places.size));
    const first = steps.find(({ isGone }) => !isGone);
    const to = first ? this.#shownAs(first.key) : this.#end();
    this.#link({ from: start, to, kind: "next", isStraight: true, isAside: false });
    eachStep(steps, (step) => this.#addStep(step));
    const order = this.#order(start);
    const below = this.#below();
    return { signs: [...this.#signs.values()], edges: [...this.#edges.values()], order, below };
  }

  /** The key of the node that a step is drawn by. */
  #shownAs(key: string): string {
    return this.folds.get(key)?.key ?? key;
  }

  #addStep({ key, step, isGone, before: older }: PlannedStep): void {
    const { side, before } = this.context;
    const then = before ? exitsOf(isGone ? step : older, before) : [];
    const known = new Set(before && then.map((exit) => nameOf(exit, before)));
    const now = isGone ? [] : exitsOf(step, side);
    for (const exit of now) {
      this.#addWay(key, exit, side, before && !known.has(nameOf(exit, side)) ? "added" : undefined);
    }
    for (const exit of before ? then : []) {
      if (before && this.#isShown(key, exit, before) && (isGone || this.#isGone(exit, before))) {
        this.#addWay(key, { ...exit, isStraight: false }, before, "removed");
      }
    }
  }

  /** Whether a way of the older text leads on in this lane, as steps may have changed their places. */
  #isShown(from: string, exit: Exit, before: Side): boolean {
    if (exit.kind !== "next" && exit.kind !== "branch") {
      return true;
    }
    const place = this.#places.get(before.keys.ofStep(exit.to));
    return place !== undefined && place > (this.#places.get(from) ?? 0);
  }

  /** Whether a way of the older text leads to what is gone, or belongs to a condition that is. */
  #isGone(exit: Exit, before: Side): boolean {
    const { condition } = exit;
    const isKnown = condition === undefined || before.isKnown(condition);
    switch (exit.kind) {
      case "next":
      case "branch":
        return !isKnown || !this.context.side.keys.step(before.keys.ofStep(exit.to));
      case "stop":
        return !isKnown || !before.isKnown(exit.stop);
      case "goto":
        return !isKnown || !before.isKnown(exit.jump);
      case "end":
        return !isKnown;
    }
  }

  #addWay(key: string, exit: Exit, side: Side, change: PictureChange | undefined): void {
    const fold = this.folds.get(key);
    const { condition, kind, isStraight, isAside } = exit;
    if (fold?.isLeftOut && kind === "goto" && this.folds.get(side.keys.ofStep(exit.to))?.isLeftOut) {
      // Thousands of steps that are not drawn may jump to as many others.
      return;
    }
    this.#link({
      from: fold?.key ?? key,
      to: this.#targetOf(exit, side, fold, change),
      kind: kind === "end" ? "next" : kind,
      isStraight: isStraight && (!fold || kind === "next"),
      isAside: fold ? kind === "stop" || kind === "goto" : isAside,
      // What the conditions of folded steps match says nothing outside of their branch.
      ...(condition && !fold && conditionOf(condition, side, change)),
      ...(change && { change }),
    });
  }

  #targetOf(exit: Exit, side: Side, fold: Fold | undefined, change: PictureChange | undefined): string {
    switch (exit.kind) {
      case "next":
      case "branch":
        return this.#shownAs(side.keys.ofStep(exit.to));
      case "end":
        return this.#end();
      case "stop": {
        const key = `${fold?.key ?? side.keyOf(exit.stop)}/stop`;
        return this.#sign({ key, kind: "end", title: "Stop" }, exit.stop, side, change);
      }
      case "goto": {
        const target = side.keys.ofStep(exit.to);
        const key = fold ? `${fold.key}/jump:${target}` : `${side.keyOf(exit.jump)}/jump`;
        const sign = { key, kind: "jump", target, ...this.#nameOf(exit.to) } as const;
        return this.#sign(sign, exit.jump, side, change);
      }
    }
  }

  /** How the target of a jump is called; where others have the same name, by what its config tells as well. */
  #nameOf(step: Step): Pick<GraphNode, "title" | "detail"> {
    const { side, catalog, workspace } = this.context;
    this.#names ??= groupBy(side.document.steps, labelOf);
    const isAlone = this.#names.get(labelOf(step))?.length === 1;
    const { title, detail, action = "" } = textsOf(step, catalog, workspace);
    return isAlone ? { title } : { title, detail: detail ?? action };
  }

  #end(): string {
    const key = `${this.lane.key}/end`;
    this.#signs.set(key, { key, kind: "end", title: "End", isUnreachable: false });
    return key;
  }

  /** Where a condition ends the workflow, or jumps. What is there already stays, as both texts may have it. */
  #sign(
    sign: Pick<GraphNode, "key" | "kind" | "title" | "detail" | "target">,
    condition: Condition,
    side: Side,
    change: PictureChange | undefined,
  ): string {
    const isNow = side === this.context.side;
    const signs = this.#signsOf.get(condition) ?? new Set();
    this.#signsOf.set(condition, signs.add(sign.key));
    if (!this.#signs.has(sign.key)) {
      this.#signs.set(sign.key, {
        ...sign,
        isUnreachable: isNow && !side.flow.isReached(condition.step),
        ...(change && { change }),
        ...(isNow && { span: condition.span, selection: selectionOf(condition) }),
      });
    }
    return sign.key;
  }

  #link(edge: Omit<GraphEdge, "key">): void {
    const { from, to, condition } = edge;
    const key = `${from} → ${to}${condition ? ` if ${condition}` : ""}`;
    if (from !== to && !this.#edges.has(key)) {
      this.#edges.set(key, { key, ...edge });
    }
  }

  /** Has every step that no way leads to stand behind the one before it in its list. */
  #order(start: string): [string, string][] {
    const order: [string, string][] = [];
    const led = new Set([...this.#edges.values()].map(({ to }) => to));
    const keep = (steps: readonly PlannedStep[], owner: string): void => {
      let previous = owner;
      for (const { key, branches } of steps) {
        const shown = this.#shownAs(key);
        if (!led.has(shown) && shown !== previous) {
          led.add(shown);
          order.push([previous, shown]);
        }
        previous = shown;
        for (const branch of branches) {
          keep(branch.steps, shown);
        }
      }
    };
    keep(this.lane.steps, start);
    return order;
  }

  /**
   * Has the signs in a branch stand above the place where the flow comes back from it, as the lines of branches
   * further away pass there. Not those that are gone, to which steps may lead that stand elsewhere now.
   */
  #below(): [string, string][] {
    const below: [string, string][] = [];
    const collect = (steps: readonly PlannedStep[], behind: string): string[] =>
      steps.flatMap(({ branches }, at) => {
        const following = steps[at + 1];
        const next = following ? this.#shownAs(following.key) : behind;
        return branches.flatMap((branch) => {
          const own = [...(this.#signsOf.get(branch.condition) ?? [])];
          const inner = collect(branch.steps, own[0] ?? next);
          if (own.length > 0) {
            return [...own, ...inner];
          }
          const shown = inner.filter((sign) => this.#signs.get(sign)?.change !== "removed");
          below.push(...shown.map((sign): [string, string] => [sign, next]));
          return [];
        });
      });
    collect(this.lane.steps, `${this.lane.key}/end`);
    return below;
  }
}

function exitsOf(step: Step | undefined, side: Side): Exit[] {
  return step ? exitsFrom(step, side) : [];
}

function conditionOf(
  condition: Condition,
  side: Side,
  change: PictureChange | undefined,
): Pick<GraphEdge, "label" | "condition" | "span"> {
  return {
    label: oneLine(matchLabelOf(condition)),
    condition: side.keyOf(condition),
    ...(change !== "removed" && { span: condition.span }),
  };
}
