import { targetOf, type WorkflowDocument } from "./document";
import type { Flow } from "./flow";
import type { Condition, Step } from "./model";

/** Steps that run again and again in this order, the first in the text first. */
export interface EndlessLoop {
  readonly steps: readonly Step[];
  /** The conditions whose `step_id` leads back, in the order in which they are met. */
  readonly jumps: readonly Condition[];
}

/**
 * The loops that a workflow can enter and never leave, each told once: the ways on from all of their steps lead
 * to steps from which the workflow cannot end. That a step can always fail is no way out, as that is what
 * `rescue` is for. A condition that goes to its own step is no loop here: it is a fault of its own.
 */
export function endlessLoops(document: WorkflowDocument, flow: Flow): EndlessLoop[] {
  // Nothing but a jump can lead back in the text, and few do.
  if (!document.conditions.some((condition) => leadsBack(condition, document))) {
    return [];
  }
  const ending = stepsThatCanEnd(document, flow);
  const met = new Set<Step>();
  const loops: EndlessLoop[] = [];
  for (const start of document.steps) {
    if (!flow.isReached(start) || ending.has(start) || met.has(start)) {
      continue;
    }
    // All ways lead to steps of the same kind, so the first way is as good as any, and at last it meets itself.
    const walk: Step[] = [];
    let step: Step | undefined = start;
    while (step && !met.has(step)) {
      met.add(step);
      walk.push(step);
      step = flow.edgesFrom(step)[0]?.to;
    }
    const closing = step ? walk.indexOf(step) : -1;
    if (closing >= 0) {
      loops.push(toLoop(walk.slice(closing), flow));
    }
  }
  return loops;
}

/** Whether a condition goes to a step that begins before what it runs is done. */
function leadsBack(condition: Condition, document: WorkflowDocument): boolean {
  const target = targetOf(document, condition);
  return target !== undefined && target.span.start < condition.span.end;
}

function toLoop(cycle: readonly Step[], flow: Flow): EndlessLoop {
  const first = cycle.reduce((a, b) => (b.span.start < a.span.start ? b : a));
  const at = cycle.indexOf(first);
  const steps = [...cycle.slice(at), ...cycle.slice(0, at)];
  const jumps = steps.flatMap((step) => {
    const edge = flow.edgesFrom(step)[0];
    return edge?.kind === "goto" ? [edge.jump] : [];
  });
  return { steps, jumps };
}

/** The steps from which some way leads to the end of the workflow. */
function stepsThatCanEnd(document: WorkflowDocument, flow: Flow): Set<Step> {
  const sources = new Map<Step, Step[]>();
  const ending = new Set<Step>();
  const open: Step[] = [];
  const add = (step: Step): void => {
    if (!ending.has(step)) {
      ending.add(step);
      open.push(step);
    }
  };
  for (const step of document.steps) {
    for (const { to } of flow.edgesFrom(step)) {
      if (!to) {
        add(step);
      } else if (sources.has(to)) {
        sources.get(to)?.push(step);
      } else {
        sources.set(to, [step]);
      }
    }
  }
  for (let step = open.pop(); step; step = open.pop()) {
    sources.get(step)?.forEach(add);
  }
  return ending;
}
