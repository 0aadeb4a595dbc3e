import type { WorkflowDocument } from "./document";
import type { Flow } from "./flow";
import { actionOf, type Step } from "./model";

/** For each action that may have run before, a step that runs it on some way. */
export type EarlierActions = ReadonlyMap<string, Step>;

const NONE: EarlierActions = new Map();

/**
 * What may have run before each step, on some way that leads to it. Of all actions only those are followed that
 * somebody wants to know of. Any step can fail, so to the steps of `rescue` all others may have run; a loop makes
 * its steps run before each other and before themselves.
 */
export function earlierActions(
  document: WorkflowDocument,
  flow: Flow,
  isWanted: (action: string) => boolean,
): (step: Step) => EarlierActions {
  const { workflow } = document;
  const before = new Map<Step, EarlierActions>();
  const changed = new Set<Step>();
  const arrive = (step: Step | undefined, ran: EarlierActions): void => {
    const known = step && before.get(step);
    const all = known ? union(known, ran) : ran;
    if (step && all !== known) {
      before.set(step, all);
      changed.add(step);
    }
  };
  const after = (step: Step): EarlierActions => {
    const ran = before.get(step) ?? NONE;
    const own = actionOf(step);
    return own !== undefined && !ran.has(own) && isWanted(own) ? new Map([...ran, [own, step]]) : ran;
  };
  const spread = (): void => {
    while (changed.size > 0) {
      // In the order of the text nearly every way leads on, so that one turn is enough but for jumps back.
      for (const step of document.steps) {
        if (changed.delete(step)) {
          const ran = after(step);
          for (const { to } of flow.edgesFrom(step)) {
            arrive(to, ran);
          }
        }
      }
    }
  };
  arrive(workflow?.steps.steps[0], NONE);
  spread();
  const all = [...before.keys()].reduce((ran, step) => union(ran, after(step)), NONE);
  arrive(workflow?.rescue.steps[0], all);
  spread();
  return (step) => before.get(step) ?? NONE;
}

/** Both together; the first itself where the second adds nothing, as is so along a list of steps. */
function union(a: EarlierActions, b: EarlierActions): EarlierActions {
  if (a === b || ![...b.keys()].some((action) => !a.has(action))) {
    return a;
  }
  return new Map([...b, ...a]);
}
