import { conditionsTo, type WorkflowDocument } from "../workflow/document";
import { idAt } from "../workflow/find";
import { fieldOf } from "../workflow/model";
import { insideQuotes } from "../workflow/quotes";
import type { Span } from "../workflow/span";

/** What a step's UUID may be made of while it is typed, as a regular expression; some are made by hand. */
export const ID_PATTERN = "[\\w-]*";

/**
 * The places that change together with the UUID at an offset: a step's `id` and every `step_id` that goes there,
 * without their quotes. None where only one place is, where the `id` is not one step's alone, or where the same
 * UUID is spelt in two ways, as then some places would be left behind.
 */
export function findLinkedPlaces(document: WorkflowDocument, offset: number): Span[] {
  const found = idAt(document, offset);
  if (found?.steps.length !== 1) {
    return [];
  }
  const { text } = document;
  const values = [
    ...found.steps.map((step) => fieldOf(step, "id")?.value),
    ...conditionsTo(document, found.id).map((condition) => fieldOf(condition, "step_id")?.value),
  ];
  const places = values.map((value) => value && insideQuotes(text, value));
  const known = places.filter((place) => place !== undefined);
  const spellings = new Set(known.map(({ start, end }) => text.slice(start, end)));
  const isSure = known.length === places.length && known.length > 1 && spellings.size === 1;
  return isSure ? known.sort((a, b) => a.start - b.start) : [];
}
