import type { LaneKey, PictureChange } from "../flowProtocol";
import type { Condition, Step, StepList } from "../workflow/model";
import type { Side } from "./exits";

/** The steps of a workflow as they are drawn: those of the text and, in a comparison, those that are gone as well. */
export type Plan = readonly PlannedLane[];

export interface PlannedLane {
  readonly key: LaneKey;
  readonly steps: readonly PlannedStep[];
}

/** How something differs from what it is compared with. */
interface Compared {
  /** Whether it stands in the older text only. */
  readonly isGone: boolean;
  readonly change?: PictureChange;
}

export interface PlannedStep extends Compared {
  readonly key: string;
  readonly step: Step;
  /** The same step in the older text. */
  readonly before?: Step;
  /** The names of its fields that differ, `place` for where it stands. */
  readonly differs: readonly string[];
  readonly branches: readonly PlannedBranch[];
}

export interface PlannedBranch extends Compared {
  readonly key: string;
  readonly condition: Condition;
  readonly steps: readonly PlannedStep[];
}

/** The plan of a text by itself. There is a lane for `rescue` where it has steps. */
export function planOf({ document: { workflow }, keys }: Side): Plan {
  const planList = ({ steps }: StepList): PlannedStep[] => steps.map(planStep);
  const planStep = (step: Step): PlannedStep => ({
    key: keys.ofStep(step),
    step,
    isGone: false,
    differs: [],
    branches: step.conditions.map((condition) => ({
      key: keys.ofCondition(condition),
      condition,
      isGone: false,
      steps: planList(condition.steps),
    })),
  });
  const lists = workflow ? [workflow.steps, workflow.rescue] : [];
  return lists
    .filter(({ name, steps }) => name === "steps" || steps.length > 0)
    .map((list) => ({ key: list.name, steps: planList(list) }));
}

/** Calls a function with every step of a plan, those that stand before others in the picture first. */
export function eachStep(steps: readonly PlannedStep[], visit: (step: PlannedStep) => void): void {
  for (const step of steps) {
    visit(step);
    for (const branch of step.branches) {
      eachStep(branch.steps, visit);
    }
  }
}
