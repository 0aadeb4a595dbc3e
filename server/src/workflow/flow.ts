import { targetOf, type WorkflowDocument } from "./document";
import {
  actionOf,
  type Condition,
  isForAnyStatus,
  isStop,
  isUnconditional,
  type Step,
  statusOf,
  textOf,
} from "./model";

/** Where the flow goes on without a branch: to another step by the `step_id` of `jump`, or to what follows. */
type FlowExit =
  | { readonly kind: "goto"; readonly to: Step; readonly jump: Condition }
  /** Without a step, the workflow ends. */
  | { readonly kind: "next"; readonly to: Step | undefined };

/** One way on from a step: into a branch, or past all of them. */
export type FlowEdge = ({ readonly kind: "branch"; readonly to: Step } | FlowExit) & {
  /** The condition of the step that opens the way; undefined where the step passes on by itself. */
  readonly condition: Condition | undefined;
};

/** What is known of actions that bears on the ways a workflow can take. */
export interface FlowFacts {
  /** All the codes that an action can end with, where there are no others; undefined otherwise. */
  codesOf(action: string): readonly string[] | undefined;
}

/** Every way that a workflow can take, as edges between its steps. */
export interface Flow {
  /** The ways on from a step, in the order of the text. */
  edgesFrom(step: Step): readonly FlowEdge[];
  /** Whether any way leads to a step, from the first step or from the first one of `rescue`. */
  isReached(step: Step): boolean;
}

/**
 * Reads the ways out of a document.
 *
 * A list runs from its first step on. A condition that matches runs its steps, after which the flow goes on
 * behind the condition's step, unless the condition stops or goes to another step. Invopop does not document
 * which of several matching conditions wins, so every condition is taken as possible, and a step passes on by
 * itself unless one of its conditions matches always, or they match every code that its action can end with.
 * A target that is not in the file is taken to pass on, so that one fault is not reported as two.
 */
export function createFlow(document: WorkflowDocument, facts: FlowFacts): Flow {
  return new FlowOf(document, facts);
}

class FlowOf implements Flow {
  readonly #document: WorkflowDocument;
  readonly #facts: FlowFacts;
  readonly #edges = new Map<Step, readonly FlowEdge[]>();
  readonly #exits = new Map<Condition, FlowExit>();
  #reached: ReadonlySet<Step> | undefined;

  constructor(document: WorkflowDocument, facts: FlowFacts) {
    this.#document = document;
    this.#facts = facts;
  }

  edgesFrom(step: Step): readonly FlowEdge[] {
    const known = this.#edges.get(step);
    if (known) {
      return known;
    }
    const edges = step.conditions.map((condition): FlowEdge => {
      const first = condition.steps.steps[0];
      return first ? { kind: "branch", to: first, condition } : edgeTo(this.#exitOf(condition), condition);
    });
    if (this.#passesOn(step)) {
      edges.push(edgeTo(this.#behind(step), undefined));
    }
    this.#edges.set(step, edges);
    return edges;
  }

  isReached(step: Step): boolean {
    this.#reached ??= this.#reach();
    return this.#reached.has(step);
  }

  #reach(): Set<Step> {
    const { workflow } = this.#document;
    const reached = new Set<Step>();
    const open: Step[] = [];
    const enter = (step: Step | undefined): void => {
      if (step && !reached.has(step)) {
        reached.add(step);
        open.push(step);
      }
    };
    enter(workflow?.steps.steps[0]);
    enter(workflow?.rescue.steps[0]);
    for (let step = open.pop(); step; step = open.pop()) {
      for (const { to } of this.edgesFrom(step)) {
        enter(to);
      }
    }
    return reached;
  }

  /** Whether the flow can go on behind a step without any of its conditions matching. */
  #passesOn(step: Step): boolean {
    const { conditions } = step;
    if (conditions.length === 0) {
      return true;
    }
    if (conditions.some(isUnconditional)) {
      return false;
    }
    const codes = this.#facts.codesOf(actionOf(step) ?? "");
    const isSure = codes?.every((code) => conditions.some((condition) => isFor(condition, code)));
    return codes === undefined || codes.length === 0 || !isSure;
  }

  /** What runs behind a step: the next one of its list or, behind the last one, what follows the branch. */
  #behind(step: Step): FlowExit {
    const following = step.list.steps[step.position + 1];
    const { owner } = step.list;
    if (following || owner.kind === "workflow") {
      return { kind: "next", to: following };
    }
    return this.#exitOf(owner);
  }

  /** Where the flow goes when the branch of a condition is done. */
  #exitOf(condition: Condition): FlowExit {
    const known = this.#exits.get(condition);
    if (known) {
      return known;
    }
    const target = targetOf(this.#document, condition);
    let exit: FlowExit;
    if (target && target !== condition.step) {
      exit = { kind: "goto", to: target, jump: condition };
    } else if (isStop(condition) && !target) {
      exit = { kind: "next", to: undefined };
    } else {
      // A condition that goes to its own step is a fault of its own, and what follows is not to be blamed for it.
      exit = this.#behind(condition.step);
    }
    this.#exits.set(condition, exit);
    return exit;
  }
}

// A spread would do, but there are as many of these as there are steps, and it takes ten times as long.
function edgeTo(exit: FlowExit, condition: Condition | undefined): FlowEdge {
  return exit.kind === "goto"
    ? { kind: "goto", to: exit.to, jump: exit.jump, condition }
    : { kind: "next", to: exit.to, condition };
}

/** Whether a condition matches whenever its step ends with this code, as a step that decides does with OK. */
function isFor(condition: Condition, code: string): boolean {
  const isMatch = isForAnyStatus(condition) || statusOf(condition) === "OK";
  return isMatch && textOf(condition, "code") === code;
}

/** Neighbouring steps of one list, first to last. */
export type StepRun = readonly Step[];

/**
 * The steps that nothing can reach, as runs of neighbours; what is nested in an unreachable step is not listed
 * again.
 */
export function unreachableRuns(document: WorkflowDocument, flow: Flow): StepRun[] {
  const runs: Step[][] = [];
  const runOf = new Map<Step, Step[]>();
  for (const step of document.steps) {
    const { owner } = step.list;
    const isShown = owner.kind === "workflow" || flow.isReached(owner.step);
    if (flow.isReached(step) || !isShown) {
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
