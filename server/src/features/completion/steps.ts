import { targetOf } from "../../workflow/document";
import { actionOf, type Condition, labelOf, pathOf, type Step, textOf } from "../../workflow/model";
import type { CompletionContext, Suggestion } from "./item";

/** How many steps are offered at once. A person who looks for one of more types what it is called. */
export const MOST_STEPS = 200;

/**
 * The steps that a condition can go to, found by name, action or UUID. Never the condition's own step; the one
 * that it goes to now comes first. Of very many, those that stand nearest and have what is typed.
 */
export function suggestSteps(
  { document, cursor }: CompletionContext,
  own: Step | undefined,
  condition?: Condition,
): Suggestion[] {
  const { steps } = document;
  const current = condition && targetOf(document, condition);
  const ownId = own && textOf(own, "id");
  const place = own ? steps.indexOf(own) : 0;
  const suggestions: Suggestion[] = [];
  for (const at of steps.length > MOST_STEPS ? outwards(place, steps.length) : steps.keys()) {
    const step = steps[at];
    const id = step && textOf(step, "id");
    if (!step || !id || step === own || id === ownId) {
      continue;
    }
    if (suggestions.length === MOST_STEPS) {
      break;
    }
    if (steps.length <= MOST_STEPS || step === current || isMeant(step, id, cursor.typed)) {
      suggestions.push(toSuggestion(step, id, step === current ? 0 : at + 1));
    }
  }
  return suggestions;
}

function toSuggestion(step: Step, id: string, rank: number): Suggestion {
  const action = actionOf(step);
  return {
    kind: "step",
    label: labelOf(step),
    text: JSON.stringify(id),
    description: action ?? "",
    documentation: `\`${id}\`\n\n\`${pathOf(step)}\``,
    words: [action, id],
    rank,
  };
}

/** Whether a step is called so that an editor would find it by what is typed: by its letters, in their order. */
function isMeant(step: Step, id: string, typed: string): boolean {
  const words = `${labelOf(step)} ${actionOf(step) ?? ""} ${id}`.toLowerCase();
  let at = 0;
  for (const letter of typed.toLowerCase()) {
    at = words.indexOf(letter, at) + 1;
    if (at === 0) {
      return false;
    }
  }
  return true;
}

/** The numbers below a length, those nearest to a place first. */
function* outwards(place: number, length: number): Generator<number> {
  for (let distance = 0; distance < length; distance++) {
    if (place + distance < length) {
      yield place + distance;
    }
    if (distance > 0 && place - distance >= 0) {
      yield place - distance;
    }
  }
}
