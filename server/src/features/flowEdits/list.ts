import { WRITTEN_ORDER } from "../../schema/format";
import type { Edit } from "../../workflow/edits";
import { insertField, insertItem, replaceFields } from "../../workflow/insert";
import type { Layout } from "../../workflow/layout";
import { type Condition, fieldOf, type Step, type Workflow } from "../../workflow/model";
import type { Piece, Style } from "../../workflow/pieces";

/** A list of the format, by the part that it belongs to and its key there. It may be absent or null. */
export interface List {
  readonly owner: Workflow | Step | Condition;
  readonly name: "steps" | "rescue" | "next";
}

/** Why nothing can be put into a list; undefined where something can. */
export function faultOf({ owner, name }: List): string | undefined {
  const same = owner.node.properties.filter((property) => property.name === name);
  if (same.length > 1) {
    return `The key '${name}' stands twice here, and only the last one counts. Remove one of them first.`;
  }
  const type = same[0]?.value?.type;
  return type === undefined || type === "array" || type === "null"
    ? undefined
    : `The value of '${name}' is no list here. Correct that first.`;
}

/**
 * Puts an item before the one with an index, or behind the last one, laid out as those are.
 *
 * @param style how the list is written where it is empty, null or absent
 */
export function putIn(
  text: string,
  layout: Layout,
  { owner, name }: List,
  at: number,
  item: Piece,
  style: Style,
): Edit[] {
  const field = fieldOf(owner, name);
  const array = field?.value?.type === "array" ? field.value : undefined;
  // In a list without items, comments can stand, which stay.
  if (array && text.slice(array.start + 1, array.end - 1).trim() !== "") {
    return insertItem(text, layout, array, at, item);
  }
  const added = { key: name, value: { kind: "array", items: [item], style } } as const;
  return field
    ? replaceFields(text, layout, owner.node, new Map([[name, [added]]]))
    : insertField(text, layout, owner.node, added, WRITTEN_ORDER[owner.kind]);
}
