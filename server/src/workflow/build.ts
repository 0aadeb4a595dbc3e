import type { Node } from "jsonc-parser";
import type { Condition, Field, Step, StepList, Workflow } from "./model";
import { type Span, spanOf } from "./span";

/** Reads the workflow out of a tree; undefined when its root is no object. Fields of a wrong type hold nothing. */
export function buildWorkflow(root: Node | undefined): Workflow | undefined {
  return root?.type === "object" ? new WorkflowPart(root) : undefined;
}

class WorkflowPart implements Workflow {
  readonly kind = "workflow";
  readonly span: Span;
  readonly fields: readonly Field[];
  readonly steps: StepList;
  readonly rescue: StepList;

  constructor(readonly node: Node) {
    this.span = spanOf(node);
    this.fields = fieldsOf(node);
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
    this.steps = objectsOf(owner.fields, name).map((node, index) => new StepPart(node, this, index));
  }
}

class StepPart implements Step {
  readonly kind = "step";
  readonly span: Span;
  readonly fields: readonly Field[];
  readonly conditions: readonly Condition[];

  constructor(
    readonly node: Node,
    readonly list: StepList,
    readonly index: number,
  ) {
    this.span = spanOf(node);
    this.fields = fieldsOf(node);
    this.conditions = objectsOf(this.fields, "next").map((item, at) => new ConditionPart(item, this, at));
  }
}

class ConditionPart implements Condition {
  readonly kind = "condition";
  readonly span: Span;
  readonly fields: readonly Field[];
  readonly steps: StepList;

  constructor(
    readonly node: Node,
    readonly step: Step,
    readonly index: number,
  ) {
    this.span = spanOf(node);
    this.fields = fieldsOf(node);
    this.steps = new StepsOf("steps", this);
  }
}

function fieldsOf(node: Node): Field[] {
  const fields: Field[] = [];
  for (const property of node.children ?? []) {
    const key = property.children?.[0];
    if (key !== undefined) {
      fields.push({ name: String(key.value), key, value: property.children?.[1] });
    }
  }
  return fields;
}

/** The objects in the array behind the last field of this name. */
function objectsOf(fields: readonly Field[], name: string): Node[] {
  const value = fields.findLast((field) => field.name === name)?.value;
  return value?.type === "array" ? (value.children ?? []).filter((item) => item.type === "object") : [];
}
