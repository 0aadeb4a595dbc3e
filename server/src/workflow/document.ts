import { buildWorkflow } from "./build";
import { groupBy } from "./groupBy";
import { type Condition, fieldOf, normalId, type Step, type StepList, textOf, type Workflow } from "./model";
import type { Anchor, Node } from "./node";
import type { SyntaxProblem } from "./problems";
import { parseText } from "./tree";

/**
 * One version of a workflow's text and all that was read from it. Made once for each version. The next version may
 * be made of this one (`updateDocument`), after which this one is no longer true.
 */
export interface WorkflowDocument {
  readonly text: string;
  readonly root: Node | undefined;
  readonly problems: readonly SyntaxProblem[];
  /** Whether brackets are missing or too many, so that nobody knows what belongs to what. */
  readonly isTorn: boolean;
  /** Undefined when the text is no JSON object. */
  readonly workflow: Workflow | undefined;
  /** Every step of the file in the order of the text: main, nested and rescue ones. */
  readonly steps: readonly Step[];
  /** Every condition of the file, in the order of the text. */
  readonly conditions: readonly Condition[];
  /** The steps by their normal `id`; more than one where an id is taken twice. */
  readonly stepsById: ReadonlyMap<string, readonly Step[]>;
  /**
   * Stands for the ids, actions and conditions of all steps: as long as it is the same object, in whatever version,
   * so are the ways through the workflow.
   */
  readonly shape: object;
  /** The only step with faults, where all else is known to be sound; undefined where there are none, or more. */
  readonly faultyStep: Step | undefined;
  /** Where the parts begin that can move on their own, in the order of the text. */
  readonly anchors: readonly Anchor[];
  /** How many values there are. */
  readonly values: number;
}

/** Parses a text and indexes what is in it. Never throws. */
export function parseDocument(text: string): WorkflowDocument {
  const tree = parseText(text);
  const workflow = buildWorkflow(tree.root);
  return { ...tree, text, workflow, ...indexOf(workflow), shape: {}, faultyStep: undefined };
}

/** All steps and conditions of a workflow, in the order of the text, and the steps by their ids. */
export function indexOf(
  workflow: Workflow | undefined,
): Pick<WorkflowDocument, "steps" | "conditions" | "stepsById"> {
  const steps: Step[] = [];
  const conditions: Condition[] = [];
  const stepsById = new Map<string, Step[]>();
  const collect = (list: StepList): void => {
    for (const step of list.steps) {
      steps.push(step);
      const id = textOf(step, "id");
      if (id) {
        const known = stepsById.get(normalId(id));
        if (known) {
          known.push(step);
        } else {
          stepsById.set(normalId(id), [step]);
        }
      }
      for (const condition of step.conditions) {
        conditions.push(condition);
        collect(condition.steps);
      }
    }
  };
  if (workflow) {
    // The lists are taken as they stand in the file, so that the index is in its order too.
    const lists = [workflow.steps, workflow.rescue];
    const place = (list: StepList) => fieldOf(workflow, list.name)?.key.start ?? 0;
    for (const list of lists.sort((a, b) => place(a) - place(b))) {
      collect(list);
    }
  }
  return { steps, conditions, stepsById };
}

/**
 * Whether it is known what belongs to what, so that parts of the text can be moved: nothing but a comment or a comma
 * too many is in the way of strict JSON, which would be mended by deleting it.
 */
export function isSound({ isTorn, problems }: WorkflowDocument): boolean {
  return !isTorn && problems.every((problem) => problem.remove !== undefined);
}

/** The step that a condition goes to; undefined without a `step_id` or when no step has it. */
export function targetOf(document: WorkflowDocument, condition: Condition): Step | undefined {
  const id = textOf(condition, "step_id");
  return id ? document.stepsById.get(normalId(id))?.[0] : undefined;
}

/** The conditions whose `step_id` names a step, in the order of the text. */
export function conditionsTo(document: WorkflowDocument, id: string): readonly Condition[] {
  const known =
    CONDITIONS.get(document) ??
    groupBy(document.conditions, (condition) => normalId(textOf(condition, "step_id") ?? ""));
  CONDITIONS.set(document, known);
  return known.get(normalId(id)) ?? [];
}

/** The conditions of a version by where they go, once somebody has asked: who asks for one step asks for many. */
const CONDITIONS = new WeakMap<WorkflowDocument, ReadonlyMap<string, readonly Condition[]>>();
