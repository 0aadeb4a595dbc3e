import type { Catalog } from "../../schema/catalog";
import { cursorAt } from "../../workflow/cursor";
import type { WorkflowDocument } from "../../workflow/document";
import type { Condition, Step } from "../../workflow/model";
import { nodeAt, type Path, placeAt } from "../../workflow/shape";
import { type CompletionContext, type CompletionItem, toItem } from "./item";
import { suggestListItems } from "./items";
import { suggestKeys } from "./keys";
import { suggestValues } from "./values";

/** What can be typed at an offset, in a text that may be half-typed. The items are in no particular order. */
export function findCompletions(
  document: WorkflowDocument,
  catalog: Catalog,
  offset: number,
  newId: () => string,
): CompletionItem[] {
  const cursor = cursorAt(document.text, offset);
  if (!cursor) {
    return [];
  }
  const context: CompletionContext = { document, catalog, cursor, newId };
  const step = partOn(document, cursor.path, "step", document.steps);
  const condition = partOn(document, cursor.path, "condition", document.conditions);
  const suggestions = cursor.isKey
    ? suggestKeys(context, step)
    : [...suggestListItems(context, step), ...suggestValues(context, step, condition)];
  return suggestions.map((suggestion) => toItem(context, suggestion));
}

/** The innermost step or condition on a path. */
function partOn<T extends Step | Condition>(
  document: WorkflowDocument,
  path: Path,
  place: "step" | "condition",
  parts: readonly T[],
): T | undefined {
  for (let length = path.length; length > 0; length--) {
    const part = path.slice(0, length);
    if (placeAt(part) === place) {
      const node = document.root && nodeAt(document.root, part);
      return parts.find((candidate) => candidate.node === node);
    }
  }
  return undefined;
}
