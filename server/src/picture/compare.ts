import type { PictureChange } from "../flowProtocol";
import { groupBy } from "../workflow/groupBy";
import { type Condition, matchLabelOf, type Step } from "../workflow/model";
import { fieldsThatDiffer } from "./differences";
import type { Side } from "./exits";
import { type Plan, type PlannedBranch, type PlannedStep, planOf } from "./plan";
import { risingIn } from "./rising";

/** Two texts in one plan, and the older one as a side whose parts have the keys of that plan. */
export interface Comparison {
  readonly plan: Plan;
  readonly before: Side;
}

/**
 * Compares two texts step by step. Steps are the same where their keys are, wherever they stand; the conditions of
 * a step where they match the same. What is gone stands in the plan where it was.
 */
export function compare(now: Side, older: Side): Comparison {
  return new Comparer(now, older).compare();
}

/** What the keys of conditions begin with that are gone: the newer text may have others in their places. */
const GONE = "before:";

class Comparer {
  readonly #keys = new Map<Condition, string>();

  constructor(
    private readonly now: Side,
    private readonly older: Side,
  ) {}

  compare(): Comparison {
    const lanes = new Map(planOf(this.now).map(({ key, steps }) => [key, steps]));
    const plan = (["steps", "rescue"] as const).map((key) => ({
      key,
      steps: this.#merge(lanes.get(key) ?? [], this.older.document.workflow?.[key].steps ?? []),
    }));
    return {
      plan: plan.filter(({ key, steps }) => key === "steps" || steps.length > 0),
      before: {
        ...this.older,
        keyOf: (condition) => this.#keys.get(condition) ?? this.older.keyOf(condition),
        isKnown: (condition) => this.#keys.get(condition)?.startsWith(GONE) === false,
      },
    };
  }

  /** One list of both texts. What is gone stands behind what it stood behind. */
  #merge(steps: readonly PlannedStep[], older: readonly Step[]): PlannedStep[] {
    const { keys } = this.older;
    const places = new Map(steps.map(({ key }, at) => [key, at]));
    const inPlace = risingIn(older.flatMap((step) => places.get(keys.ofStep(step)) ?? []));
    const gone = new Map<string, PlannedStep[]>([["", []]]);
    let behind = "";
    for (const step of older) {
      const key = keys.ofStep(step);
      if (places.has(key)) {
        behind = key;
        gone.set(key, []);
      } else if (!this.now.keys.step(key)) {
        gone.get(behind)?.push(this.#goneStep(step));
      }
    }
    const merged = steps.map((step, at) => this.#step(step, inPlace.has(at)));
    return [...(gone.get("") ?? []), ...merged.flatMap((step) => [step, ...(gone.get(step.key) ?? [])])];
  }

  #step(planned: PlannedStep, isInPlace: boolean): PlannedStep {
    const before = this.older.keys.step(planned.key);
    if (!before) {
      const branches = planned.branches.map((branch) => this.#addedBranch(branch));
      return { ...planned, change: "added", branches };
    }
    const fields = fieldsThatDiffer(planned.step, before, ["id", "next"]);
    const differs = isInPlace ? fields : [...fields, "place"];
    const change: PictureChange | undefined = differs.length > 0 ? "changed" : undefined;
    const branches = this.#mergeBranches(planned.branches, before);
    return { ...planned, before, differs, ...(change && { change }), branches };
  }

  #mergeBranches(branches: readonly PlannedBranch[], before: Step): PlannedBranch[] {
    const open = groupBy(before.conditions, matchLabelOf);
    const merged = branches.map((branch) => {
      const { condition, key, steps } = branch;
      const same = open.get(matchLabelOf(condition))?.shift();
      if (!same) {
        return this.#addedBranch(branch);
      }
      this.#keys.set(same, key);
      const differs = fieldsThatDiffer(condition, same, ["code", "status", "steps"]);
      const change: PictureChange | undefined = differs.length > 0 ? "changed" : undefined;
      return { ...branch, ...(change && { change }), steps: this.#merge(steps, same.steps.steps) };
    });
    const gone = [...open.values()].flat().map((condition) => this.#goneBranch(condition));
    return [...merged, ...gone];
  }

  #addedBranch(branch: PlannedBranch): PlannedBranch {
    return { ...branch, change: "added", steps: this.#merge(branch.steps, []) };
  }

  #goneStep(step: Step): PlannedStep {
    const branches = step.conditions.map((condition) => this.#goneBranch(condition));
    const key = this.older.keys.ofStep(step);
    return { key, step, isGone: true, change: "removed", differs: [], branches };
  }

  #goneBranch(condition: Condition): PlannedBranch {
    const key = `${GONE}${this.older.keyOf(condition)}`;
    this.#keys.set(condition, key);
    const steps = this.#merge([], condition.steps.steps);
    return { key, condition, isGone: true, change: "removed", steps };
  }
}
