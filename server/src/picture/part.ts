import type { Plan, PlannedStep } from "./plan";

/** Workflows with more steps than that are not drawn whole. */
export const MOST_STEPS = 1500;

/** How many steps before and behind the one in the middle are drawn of a workflow that is too large. */
const AROUND = 200;

/**
 * The keys of the steps to draw of a workflow that is too large: some hundred around the one that the cursor is in,
 * and those that they are nested in. Undefined where all can be drawn.
 *
 * @param offset the place of the cursor; undefined for the start
 */
export function partOf(plan: Plan, offset: number | undefined): Set<string> | undefined {
  const steps: PlannedStep[] = [];
  const owners: (PlannedStep | undefined)[] = [];
  const collect = (list: readonly PlannedStep[], owner: PlannedStep | undefined): void => {
    for (const step of list) {
      steps.push(step);
      owners.push(owner);
      for (const branch of step.branches) {
        collect(branch.steps, step);
      }
    }
  };
  for (const lane of plan) {
    collect(lane.steps, undefined);
  }
  if (steps.length <= MOST_STEPS) {
    return undefined;
  }
  const middle = offset === undefined ? 0 : Math.max(0, indexAt(steps, offset));
  const first = Math.max(0, Math.min(middle - AROUND, steps.length - 2 * AROUND));
  const ownerOf = new Map(steps.map((step, at) => [step, owners[at]]));
  const part = new Set<string>();
  for (const step of steps.slice(first, first + 2 * AROUND)) {
    let around: PlannedStep | undefined = step;
    while (around && !part.has(around.key)) {
      part.add(around.key);
      around = ownerOf.get(around);
    }
  }
  return part;
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
