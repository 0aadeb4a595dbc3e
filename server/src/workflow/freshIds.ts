import { targetOf, type WorkflowDocument } from "./document";
import type { Edit } from "./edits";
import type { FoundId } from "./find";
import { type Condition, fieldOf, type Step, textOf } from "./model";

/**
 * Gives steps fresh UUIDs of their own, one for each step that has an `id`, and has conditions follow that go to
 * one of them. Where an id is taken twice, conditions mean the first step that has it.
 */
export function giveFreshIds(
  document: WorkflowDocument,
  steps: readonly Step[],
  conditions: readonly Condition[],
  newId: () => string,
): Edit[] {
  const ids = new Map<Step, string>();
  const edits: Edit[] = [];
  for (const step of steps) {
    const value = fieldOf(step, "id")?.value;
    if (value?.type === "string") {
      const text = JSON.stringify(newId());
      ids.set(step, text);
      edits.push({ span: { start: value.start, end: value.end }, text });
    }
  }
  for (const condition of conditions) {
    const target = targetOf(document, condition);
    const value = fieldOf(condition, "step_id")?.value;
    const text = target && ids.get(target);
    if (value && text !== undefined && textOf(condition, "step_id")) {
      edits.push({ span: { start: value.start, end: value.end }, text });
    }
  }
  return edits;
}

/** The step that a UUID in the text means: the one whose own it is, else the first that has it. */
export function stepMeantBy({ span, steps }: FoundId): Step | undefined {
  return steps.find((step) => fieldOf(step, "id")?.value?.start === span.start) ?? steps[0];
}
