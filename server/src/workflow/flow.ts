import { targetOf, type WorkflowDocument } from "./document";
import { type Condition, isStop, isUnconditional, type Step, type StepList } from "./model";

/** Neighbouring steps of one list, first to last. */
export type StepRun = readonly Step[];

/**
 * The steps that nothing can reach, as runs of neighbours; what is nested in an unreachable step is not listed
 * again.
 *
 * A list runs from its first step on. A condition that matches runs its steps, after which the flow goes on
 * behind the condition's step, unless the condition stops or goes to another step. Invopop does not document
 * which of several matching conditions wins, so every condition is taken as possible, and a step passes on by
 * itself unless one of its conditions matches always. A target that is not in the file is taken to pass on, so
 * that one fault is not reported as two.
 */
export function unreachableRuns(document: WorkflowDocument): StepRun[] {
  const { workflow } = document;
  if (!workflow) {
    return [];
  }
  const reached = reachedSteps(document, [workflow.steps, workflow.rescue]);
  const runs: Step[][] = [];
  const runOf = new Map<Step, Step[]>();
  for (const step of document.steps) {
    const { owner } = step.list;
    const isShown = owner.kind === "workflow" || reached.has(owner.step);
    if (reached.has(step) || !isShown) {
      continue;
    }
    const previous = step.list.steps[step.position - 1];
    const run = previous && runOf.get(previous);
    if (run) {
      run.push(step);
      runOf.set(step, run);
    } else {
      const started = [step];
      runs.push(started);
      runOf.set(step, started);
    }
  }
  return runs;
}

/** Walks from the first step of each list along every way the flow can take. */
function reachedSteps(document: WorkflowDocument, lists: readonly StepList[]): Set<Step> {
  const reached = new Set<Step>();
  const left = new Set<Step>();
  const open: Step[] = [];
  const enter = (step: Step | undefined): void => {
    if (step && !reached.has(step)) {
      reached.add(step);
      open.push(step);
    }
  };
  /** The flow has run a step and its conditions and goes on behind it. */
  const leave = (from: Step): void => {
    let step: Step | undefined = from;
    while (step && !left.has(step)) {
      left.add(step);
      const following: Step | undefined = step.list.steps[step.position + 1];
      const { owner }: StepList = step.list;
      if (following) {
        enter(following);
        return;
      }
      step = owner.kind === "condition" ? finish(owner) : undefined;
    }
  };
  /** The branch of a condition is done; the step that the flow goes on behind, if it does. */
  const finish = (condition: Condition): Step | undefined => {
    const target = targetOf(document, condition);
    if (target === condition.step) {
      // That is a fault of its own, and what follows is not to be blamed for it.
      return target;
    }
    enter(target);
    return target || isStop(condition) ? undefined : condition.step;
  };
  for (const list of lists) {
    enter(list.steps[0]);
  }
  for (let step = open.pop(); step; step = open.pop()) {
    for (const condition of step.conditions) {
      const first = condition.steps.steps[0];
      if (first) {
        enter(first);
      } else if (finish(condition)) {
        leave(step);
      }
    }
    if (!step.conditions.some(isUnconditional)) {
      leave(step);
    }
  }
  return reached;
}
