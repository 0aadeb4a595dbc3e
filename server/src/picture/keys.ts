import { isUuid } from "../schema/uuid";
import type { WorkflowDocument } from "../workflow/document";
import { type Condition, normalId, pathOf, type Step, textOf } from "../workflow/model";

/** The names by which the picture speaks of the steps and conditions of one version of a text. */
export interface Keys {
  /** The UUID of a step in lower case or, where it has none of its own, its path such as `steps[1]`. */
  ofStep(step: Step): string;
  /** The key of the condition's step and its place, such as `steps[1]/next[0]`. */
  ofCondition(condition: Condition): string;
  /** The step with a key; undefined when there is none in this version. */
  step(key: string): Step | undefined;
  /** The condition with a key; undefined when there is none in this version. */
  condition(key: string): Condition | undefined;
}

/** Names the steps and conditions of a document. A UUID that stands twice names nobody. */
export function keysOf(document: WorkflowDocument): Keys {
  const keys = new Map<Step, string>();
  const steps = new Map<string, Step>();
  for (const step of document.steps) {
    const key = ownId(document, step) ?? pathOf(step);
    keys.set(step, key);
    steps.set(key, step);
  }
  const ofStep = (step: Step): string => keys.get(step) ?? pathOf(step);
  return {
    ofStep,
    ofCondition: ({ step, index }) => `${ofStep(step)}/next[${index}]`,
    step: (key) => steps.get(key),
    condition: (key) => {
      const [, owner = "", index] = /^(.*)\/next\[(\d+)\]$/.exec(key) ?? [];
      return steps.get(owner)?.conditions.find((condition) => condition.index === Number(index));
    },
  };
}

function ownId({ stepsById }: WorkflowDocument, step: Step): string | undefined {
  const id = normalId(textOf(step, "id") ?? "");
  return isUuid(id) && stepsById.get(id)?.length === 1 ? id : undefined;
}
