import type { WorkflowDocument } from "./document";
import type { Flow, FlowEdge } from "./flow";
import { actionOf, rootListOf, type Step, statusOf } from "./model";

/** An action that may have run before a step. */
export interface EarlierAction {
  /** The step that runs it on some way; one of the same list, main or `rescue`, where there is one. */
  readonly step: Step;
  /** Whether it may have done what it does; false where it has failed or was skipped on all ways that it ran on. */
  readonly isDone: boolean;
}

/** The actions that may have run before, by their IDs. */
export type EarlierActions = ReadonlyMap<string, EarlierAction>;

const NONE: EarlierActions = new Map();

/** The statuses with which an action tells that it did not do what it does. */
const UNDONE: ReadonlySet<string | undefined> = new Set(["KO", "SKIP", "TIMEOUT"]);

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
    const all = known ? union(known, ran, step) : ran;
    if (step && all !== known) {
      before.set(step, all);
      changed.add(step);
    }
  };
  const after = (step: Step, isDone: boolean): EarlierActions => {
    const ran = before.get(step) ?? NONE;
    const own = actionOf(step);
    if (own === undefined || !isWanted(own)) {
      return ran;
    }
    const earlier = { step, isDone };
    return isNews(ran, own, earlier, step) ? new Map(ran).set(own, earlier) : ran;
  };
  const spread = (): void => {
    while (changed.size > 0) {
      // In the order of the text nearly every way leads on, so that one turn is enough but for jumps back.
      for (const step of document.steps) {
        if (changed.delete(step)) {
          for (const edge of flow.edgesFrom(step)) {
            arrive(edge.to, after(step, isDoneAlong(edge)));
          }
        }
      }
    }
  };
  arrive(workflow?.steps.steps[0], NONE);
  spread();
  const rescue = workflow?.rescue.steps[0];
  if (rescue) {
    arrive(
      rescue,
      [...before.keys()].reduce((ran, step) => union(ran, after(step, true), step), NONE),
    );
    spread();
  }
  return (step) => before.get(step) ?? NONE;
}

/** Whether a step may have done what it does when the flow goes on this way. */
function isDoneAlong({ condition }: FlowEdge): boolean {
  return !condition || !UNDONE.has(statusOf(condition));
}

/**
 * Both together, as a step has them; the first itself where the second adds nothing, as is so along a list of
 * steps. Of two steps for one action the one that tells more counts.
 */
function union(a: EarlierActions, b: EarlierActions, at: Step): EarlierActions {
  let all: Map<string, EarlierAction> | undefined;
  for (const [action, earlier] of a === b ? NONE : b) {
    if (isNews(a, action, earlier, at)) {
      all ??= new Map(a);
      all.set(action, earlier);
    }
  }
  return all ?? a;
}

/** Whether an action adds something to those that are known, as a step has them. */
function isNews(known: EarlierActions, action: string, earlier: EarlierAction, at: Step): boolean {
  const other = known.get(action);
  return !other || weightOf(earlier, at) > weightOf(other, at);
}

function weightOf({ step, isDone }: EarlierAction, at: Step): number {
  return (rootListOf(step) === rootListOf(at) ? 2 : 0) + (isDone ? 1 : 0);
}
