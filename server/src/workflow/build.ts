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
    this.steps = objectsOf(owner.node, name).map(
      ({ node, index }, position) => new StepPart(node, this, index, position),
    );
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
    readonly position: number,
  ) {
    this.span = node;
    this.conditions = objectsOf(node, "next").map((item) => new ConditionPart(item.node, this, item.index));
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

/** An object in an array, with its index there. */
interface Item {
  readonly node: Node;
  readonly index: number;
}

const NONE: readonly Item[] = [];

/** The objects in the array behind the property of this name. */
function objectsOf(node: Node, name: string): readonly Item[] {
  const items = propertyOf(node, name)?.value?.items ?? [];
  return items.length === 0
    ? NONE
    : items.map((item, index) => ({ node: item, index })).filter((item) => item.node.type === "object");
}
