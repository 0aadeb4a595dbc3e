import type { WorkflowDocument } from "./document";
import { type Condition, type Field, normalId, type Step, type Workflow } from "./model";
import { type Span, touches } from "./span";

/** What stands at an offset: a field, the part that it belongs to, and which side of the colon the offset is on. */
export interface Found {
  readonly part: Workflow | Step | Condition;
  readonly field: Field;
  readonly onKey: boolean;
  /** The key or the value, quotes included. */
  readonly span: Span;
}

/** The field of the workflow, a step or a condition at an offset; inside a config, that is the config's field. */
export function fieldAt(document: WorkflowDocument, offset: number): Found | undefined {
  const part = partAt(document, offset);
  for (const field of part?.node.properties ?? []) {
    const value = field.value;
    if (part && touches(field.key, offset)) {
      return { part, field, onKey: true, span: field.key };
    }
    if (part && value && touches(value, offset)) {
      return { part, field, onKey: false, span: value };
    }
  }
  return undefined;
}

/** The innermost part whose object holds an offset. */
function partAt(document: WorkflowDocument, offset: number): Workflow | Step | Condition | undefined {
  const holds = (part: Step | Condition): boolean => part.span.start <= offset && offset <= part.span.end;
  const step = document.steps.findLast(holds);
  const condition = document.conditions.findLast(holds);
  if (step && condition) {
    return condition.span.start > step.span.start ? condition : step;
  }
  return step ?? condition ?? document.workflow;
}

/** The UUID that stands for a step at an offset: a step's `id` or a condition's `step_id`. */
export interface FoundId {
  readonly id: string;
  /** The whole value, quotes included. */
  readonly span: Span;
  /** The steps that have this id: none for a broken reference, several where it is taken twice. */
  readonly steps: readonly Step[];
}

/** The step's UUID at an offset, if one stands there. */
export function idAt(document: WorkflowDocument, offset: number): FoundId | undefined {
  const found = fieldAt(document, offset);
  const id: unknown = found?.field.value?.value;
  if (!found || found.onKey || typeof id !== "string" || id === "") {
    return undefined;
  }
  const { part, field, span } = found;
  const isReference = part.kind === "condition" && field.name === "step_id";
  const isOwn = part.kind === "step" && field.name === "id";
  return isReference || isOwn ? { id, span, steps: document.stepsById.get(normalId(id)) ?? [] } : undefined;
}
