import type { Catalog } from "../../schema/catalog";
import { cursorAt } from "../../workflow/cursor";
import type { WorkflowDocument } from "../../workflow/document";
import type { Condition, Step } from "../../workflow/model";
import type { Workspace } from "../../workflow/workspace";
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
  workspace?: Workspace,
): CompletionItem[] {
  const cursor = cursorAt(document.text, offset);
  if (!cursor) {
    return [];
  }
  const context: CompletionContext = { document, catalog, cursor, newId, workspace };
  // A step is recognised by its opening bracket: in a half-typed text, indexes can differ from the tree's.
  const isAround = (part: Step | Condition): boolean => cursor.brackets.includes(part.span.start);
  const step = document.steps.findLast(isAround);
  const condition = document.conditions.findLast(isAround);
  const suggestions = cursor.isKey
    ? suggestKeys(context, step)
    : [...suggestListItems(context, step), ...suggestValues(context, step, condition)];
  return suggestions.map((suggestion) => toItem(context, suggestion));
}
