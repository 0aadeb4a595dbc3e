import type { Catalog } from "../../schema/catalog";
import { cursorIn } from "../../workflow/cursor";
import type { WorkflowDocument } from "../../workflow/document";
import { indexBehind } from "../../workflow/locate";
import type { Condition, Step } from "../../workflow/model";
import type { Workspace } from "../../workflow/workspace";
import { type CompletionContext, type CompletionItem, toItem } from "./item";
import { suggestListItems } from "./items";
import { suggestKeys } from "./keys";
import { suggestValues } from "./values";

export { MOST_STEPS } from "./steps";

/** What can be typed at an offset, in a text that may be half-typed. The items are in no particular order. */
export function findCompletions(
  document: WorkflowDocument,
  catalog: Catalog,
  offset: number,
  newId: () => string,
  workspace?: Workspace,
): CompletionItem[] {
  const cursor = cursorIn(document, offset);
  if (!cursor) {
    return [];
  }
  const context: CompletionContext = { document, catalog, cursor, newId, workspace };
  // A part is recognised by its opening bracket: in a half-typed text, indexes can differ from the tree's.
  const step = innermost(document.steps, cursor.brackets);
  const condition = innermost(document.conditions, cursor.brackets);
  const suggestions = cursor.isKey
    ? suggestKeys(context, step)
    : [...suggestListItems(context, step), ...suggestValues(context, step, condition)];
  return suggestions.map((suggestion) => toItem(context, suggestion));
}

/** The innermost part that begins at one of the open brackets. */
function innermost<T extends Step | Condition>(
  parts: readonly T[],
  brackets: readonly number[],
): T | undefined {
  for (const start of brackets.toReversed()) {
    const part = parts[indexBehind(parts, start, ({ span }) => span.start) - 1];
    if (part?.span.start === start) {
      return part;
    }
  }
  return undefined;
}
