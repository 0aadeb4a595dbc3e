import assert from "node:assert/strict";
import { findCompletions } from "../../../server/src/features/completion";
import type { CompletionItem } from "../../../server/src/features/completion/item";
import { parseDocument } from "../../../server/src/workflow/document";
import { applyEdits } from "../../../server/src/workflow/edits";
import { atCursor } from "../../support/markers";
import { CATALOG } from "../../support/rules";

/** The UUID that completion takes for a fresh one. */
export const FRESH = "00000000-0000-7000-8000-000000000001";

/** The items at the cursor that an editor would show for what is typed there, in its order. */
export function offered(marked: string, catalog = CATALOG): CompletionItem[] {
  const { text, cursor } = atCursor(marked);
  return findCompletions(parseDocument(text), catalog, cursor, () => FRESH)
    .filter((item) => isSubsequence(text.slice(item.edit.span.start, cursor), item.filterText))
    .sort((a, b) => compare(a.sortText, b.sortText) || compare(a.label, b.label));
}

/** The labels of what is offered. */
export function labels(marked: string, catalog = CATALOG): string[] {
  return offered(marked, catalog).map((item) => item.label);
}

/** The whole text after the item with this label was chosen; snippets hold their first proposals. */
export function accepted(marked: string, label: string, catalog = CATALOG): string {
  const items = offered(marked, catalog);
  const found = items.filter((item) => item.label === label);
  assert.equal(
    found.length,
    1,
    `'${label}' is offered once, among: ${items.map((one) => one.label).join(", ")}`,
  );
  const [item] = found;
  return item ? applyItem(marked, item) : "";
}

/** The whole text after an item was chosen, as an editor with two spaces for a tab inserts it. */
export function applyItem(marked: string, { edit, additionalEdits, isSnippet }: CompletionItem): string {
  const { text } = atCursor(marked);
  const lineStart = text.lastIndexOf("\n", edit.span.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, edit.span.start))?.[0] ?? "";
  const inserted = isSnippet
    ? resolveSnippet(edit.text).replaceAll("\t", "  ").replaceAll("\n", `\n${indent}`)
    : edit.text;
  return applyEdits(text, [...additionalEdits, { ...edit, text: inserted }]);
}

/**
 * The text that a snippet stands for before anything is typed into its places.
 *
 * @throws Error when it is no snippet: a brace of a place is not closed, or a place has no number
 */
export function resolveSnippet(snippet: string): string {
  const place = /\\([\\$},|])|\$(\d+)|\$\{(\d+):((?:[^\\}]|\\.)*)\}|\$\{(\d+)\|((?:[^\\|]|\\.)*)\|\}|(\$)/g;
  return snippet.replace(place, (whole, escaped, number, _n, text, _m, choices, stray) => {
    if (stray !== undefined) {
      throw new Error(`A dollar that stands for no place: ${snippet}`);
    }
    if (number !== undefined) {
      return "";
    }
    if (text !== undefined) {
      return unescaped(text);
    }
    if (choices !== undefined) {
      return unescaped(/^(?:[^\\,]|\\.)*/.exec(choices)?.[0] ?? "");
    }
    return escaped ?? whole;
  });
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, "$1");
}

/** Whether the letters of what is typed stand in a text in this order, as the simplest of editors match. */
function isSubsequence(typed: string, text: string): boolean {
  let at = 0;
  const letters = text.toLowerCase();
  for (const letter of typed.toLowerCase()) {
    at = letters.indexOf(letter, at) + 1;
    if (at === 0) {
      return false;
    }
  }
  return true;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
