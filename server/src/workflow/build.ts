import type { Condition, Step, StepList, Workflow } from "./model";
import { type Node, propertyOf } from "./node";
import type { Span } from "./span";

/** Reads the workflow out of a tree; undefined when its root is no object. Fields of a wrong type hold nothing. */
export function buildWorkflow(root: Node | undefined): Workflow | undefined {
  return root?.type === "object" ? new WorkflowPart(root) : undefined;
}

class WorkflowPart implements Workflow {
  readonly kind = "workflow";
  readonly span: Span;
  readonly steps: StepList;
  readonly rescue: StepList;

  constructor(readonly node: Node) {
    this.span = node;
    this.steps = new StepsOf("steps", this);
    this.rescue = new StepsOf("rescue", this);
  }
}

class StepsOf implements StepList {
  readonly steps: readonly Step[];

  constructor(
    readonly name: StepList["name"],
    readonly owner: StepList["owner"],
  ) {
    this.steps = objectsOf(owner.node, name).map((node, index) => new StepPart(node, this, index));
  }
}

class StepPart implements Step {
  readonly kind = "step";
  readonly span: Span;
  readonly conditions: readonly Condition[];

  constructor(
    readonly node: Node,
    readonly list: StepList,
    readonly index: number,
  ) {
    this.span = node;
    this.conditions = objectsOf(node, "next").map((item, at) => new ConditionPart(item, this, at));
  }
}

class ConditionPart implements Condition {
  readonly kind = "condition";
  readonly span: Span;
  readonly steps: StepList;

  constructor(
    readonly node: Node,
    readonly step: Step,
    readonly index: number,
  ) {
    this.span = node;
    this.steps = new StepsOf("steps", this);
  }
}

const NONE: readonly Node[] = [];

/** The objects in the array behind the property of this name. */
function objectsOf(node: Node, name: string): readonly Node[] {
  const value = propertyOf(node, name)?.value;
  return value ? value.items.filter((item) => item.type === "object") : NONE;
}
