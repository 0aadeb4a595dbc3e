import { ACTION_KEYS, type Condition, type Field, type Step, type StepList, type Workflow } from "./model";
import { type Node, propertyOf } from "./node";
import type { Span } from "./span";

/** Reads the workflow out of a tree; undefined when its root is no object. Fields of a wrong type hold nothing. */
export function buildWorkflow(root: Node | undefined): Workflow | undefined {
  return root?.type === "object" ? new WorkflowPart(root) : undefined;
}

/**
 * Lets a step stand for another object, which takes the place of its own in the text. The step stays the same, and
 * so do those nested in it, when there are as many conditions and nested steps at the same places as before; else
 * a new one takes its place in the list.
 */
export function renewStep(step: Step, node: Node): Step {
  if (!(step instanceof StepPart)) {
    throw new TypeError("Only steps that were read from a text can be renewed.");
  }
  const fresh = new StepPart(node, step.list, step.index, step.position);
  if (step.adopt(fresh)) {
    return step;
  }
  step.list.replace(fresh);
  return fresh;
}

/** Tells of a change inside of a step, or of those nested in it. */
export function touchStep(step: Step): void {
  if (step instanceof StepPart) {
    step.touch();
  }
}

class WorkflowPart implements Workflow {
  readonly kind = "workflow";
  readonly steps: StepList;
  readonly rescue: StepList;

  constructor(readonly node: Node) {
    this.steps = new StepsOf("steps", this);
    this.rescue = new StepsOf("rescue", this);
  }

  get span(): Span {
    return this.node;
  }
}

class StepsOf implements StepList {
  readonly steps: StepPart[];

  constructor(
    readonly name: StepList["name"],
    readonly owner: StepList["owner"],
  ) {
    this.steps = objectsOf(
      owner.node,
      name,
      (node, index, position) => new StepPart(node, this, index, position),
    );
  }

  replace(step: StepPart): void {
    this.steps[step.position] = step;
  }
}

class StepPart implements Step {
  readonly kind = "step";
  readonly conditions: readonly ConditionPart[];
  #node: Node;
  #actionField: Field | undefined;
  #action: string | undefined;
  #isActionKnown = false;
  #revision = 0;

  constructor(
    node: Node,
    readonly list: StepsOf,
    readonly index: number,
    readonly position: number,
  ) {
    this.#node = node;
    this.conditions = objectsOf(node, "next", (item, at) => new ConditionPart(item, this, at));
  }

  get node(): Node {
    return this.#node;
  }

  get span(): Span {
    return this.#node;
  }

  get actionField(): Field | undefined {
    this.#readAction();
    return this.#actionField;
  }

  get action(): string | undefined {
    this.#readAction();
    return this.#action;
  }

  get revision(): number {
    return this.#revision;
  }

  touch(): void {
    this.#revision++;
    this.#isActionKnown = false;
  }

  #readAction(): void {
    if (!this.#isActionKnown) {
      const [current, older] = ACTION_KEYS;
      this.#actionField = propertyOf(this.#node, current) ?? propertyOf(this.#node, older);
      const value = this.#actionField?.value?.value;
      this.#action = typeof value === "string" ? value : undefined;
      this.#isActionKnown = true;
    }
  }

  /** Stands for what another one stands for from now on; false, and as before, where that has other parts. */
  adopt(other: StepPart): boolean {
    if (!this.#isBuiltLike(other)) {
      return false;
    }
    this.#take(other);
    return true;
  }

  #isBuiltLike({ index, conditions }: StepPart): boolean {
    return (
      index === this.index &&
      conditions.length === this.conditions.length &&
      this.conditions.every((condition, at) => {
        const other = conditions[at];
        return (
          condition.index === other?.index &&
          condition.steps.steps.length === other.steps.steps.length &&
          condition.steps.steps.every((step, position) => {
            const nested = other.steps.steps[position];
            return nested !== undefined && step.#isBuiltLike(nested);
          })
        );
      })
    );
  }

  #take(other: StepPart): void {
    this.#node = other.#node;
    this.touch();
    for (const [at, condition] of this.conditions.entries()) {
      const fresh = other.conditions[at];
      condition.node = fresh?.node ?? condition.node;
      for (const [position, step] of condition.steps.steps.entries()) {
        const nested = fresh?.steps.steps[position];
        if (nested) {
          step.#take(nested);
        }
      }
    }
  }
}

class ConditionPart implements Condition {
  readonly kind = "condition";
  readonly steps: StepsOf;

  constructor(
    public node: Node,
    readonly step: Step,
    readonly index: number,
  ) {
    this.steps = new StepsOf("steps", this);
  }

  get span(): Span {
    return this.node;
  }
}

const NONE: readonly Node[] = [];

/** Makes a part of each object in the array behind the property of this name. */
function objectsOf<T>(
  node: Node,
  name: string,
  toPart: (object: Node, index: number, position: number) => T,
): T[] {
  const parts: T[] = [];
  const items = propertyOf(node, name)?.value?.items ?? NONE;
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (item?.type === "object") {
      parts.push(toPart(item, index, parts.length));
    }
  }
  return parts;
}
