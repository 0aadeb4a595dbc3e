import type { Plan, PlannedStep } from "./plan";

/** Workflows with more steps than that are not drawn whole. */
export const MOST_STEPS = 1500;

/** Nor are those with more conditions, each of which is a way to draw. A step with more of them is not drawn at all. */
export const MOST_CONDITIONS = 4000;

/** Steps that stand deeper in branches than that are not drawn; real workflows have three levels. */
export const MOST_LEVELS = 12;

/** How many steps before and behind the one in the middle are drawn of a workflow that is too large. */
const AROUND = 200;

/**
 * The keys of the steps to draw of a workflow that is too large or too deep: some hundred around the one that the
 * cursor is in, and those that they are nested in. Undefined where all can be drawn.
 *
 * @param offset the place of the cursor; undefined for the start
 */
export function partOf(plan: Plan, offset: number | undefined): Set<string> | undefined {
  const steps: PlannedStep[] = [];
  const ownerOf = new Map<PlannedStep, PlannedStep>();
  let isTooDeep = false;
  const collect = (list: readonly PlannedStep[], owner: PlannedStep | undefined, level: number): void => {
    for (const step of level > MOST_LEVELS ? [] : list) {
      steps.push(step);
      if (owner) {
        ownerOf.set(step, owner);
      }
      for (const branch of step.branches) {
        collect(branch.steps, step, level + 1);
      }
    }
    isTooDeep ||= level > MOST_LEVELS && list.length > 0;
  };
  for (const lane of plan) {
    collect(lane.steps, undefined, 1);
  }
  if (steps.length <= MOST_STEPS && conditionsOf(steps) <= MOST_CONDITIONS) {
    return isTooDeep ? new Set(steps.map(({ key }) => key)) : undefined;
  }
  const part = new Set<string>();
  for (const step of stepsAround(steps, offset === undefined ? 0 : Math.max(0, indexAt(steps, offset)))) {
    let around: PlannedStep | undefined = step;
    while (around && !part.has(around.key)) {
      part.add(around.key);
      around = ownerOf.get(around);
    }
  }
  return part;
}

/** Some hundred steps around the one in the middle, fewer where they have very many conditions. */
function stepsAround(steps: readonly PlannedStep[], middle: number): readonly PlannedStep[] {
  let first = middle;
  let last = middle;
  let conditions = conditionsOf(steps.slice(middle, middle + 1));
  while (last - first + 1 < 2 * AROUND) {
    const isBefore = first > 0 && (middle - first <= last - middle || last + 1 >= steps.length);
    const step = steps[isBefore ? first - 1 : last + 1];
    conditions += step?.branches.length ?? 0;
    if (!step || conditions > MOST_CONDITIONS) {
      break;
    }
    first -= isBefore ? 1 : 0;
    last += isBefore ? 0 : 1;
  }
  return steps.slice(first, last + 1);
}

function conditionsOf(steps: readonly PlannedStep[]): number {
  return steps.reduce((sum, { branches }) => sum + branches.length, 0);
}

/** The index of the innermost step around an offset, else of the last one before it; -1 where there is none. */
function indexAt(steps: readonly PlannedStep[], offset: number): number {
  let found = -1;
  let latest = -1;
  steps.forEach(({ step, isGone }, at) => {
    const { start } = step.span;
    if (!isGone && start <= offset && start > latest) {
      found = at;
      latest = start;
    }
  });
  return found;
}
