import { type FormatObject, WRITTEN_ORDER } from "../../schema/format";
import { type Edit, editedSlice } from "../../workflow/edits";
import { membersOf, permuteMembers } from "../../workflow/members";
import { fieldOf } from "../../workflow/model";
import type { Node, Property } from "../../workflow/node";
import type { RefactorContext, Refactoring } from "./refactoring";

/** Writes `action` for every `provider`, its older name. Steps that have both are left to a person. */
export function renameProviders({ document }: RefactorContext): Refactoring[] {
  const edits = document.steps
    .filter((step) => !fieldOf(step, "action"))
    .flatMap((step) => step.node.properties.filter(({ name }) => name === "provider"))
    .map(({ key }) => ({ span: key, text: '"action"' }));
  return edits.length > 0
    ? [{ kind: "action-keys", title: "Rename every 'provider' to 'action'", edits }]
    : [];
}

/** Brings the keys of the workflow, its steps and conditions into the order in which they are best read. */
export function sortKeys({ document: { text, root } }: RefactorContext): Refactoring[] {
  const edits = root ? sortObject(text, root, "workflow") : [];
  return edits.length > 0 ? [{ kind: "sort-keys", title: "Sort keys", edits }] : [];
}

function sortObject(text: string, node: Node, kind: FormatObject): Edit[] {
  const { properties } = node;
  const rank = ({ name }: Property): number => {
    const known = WRITTEN_ORDER[kind].indexOf(name);
    return known < 0 ? WRITTEN_ORDER[kind].length : known;
  };
  // Keys of one rank keep their order: unknown ones, and those that stand twice, of which the last one counts.
  const order = properties
    .map((property, at) => ({ at, rank: rank(property) }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ at }) => at);
  const inside = properties.map((property) => sortInside(text, property, kind));
  const members = membersOf(text, node);
  return [
    ...order.flatMap((from, to) => (from === to ? (inside[to] ?? []) : [])),
    ...permuteMembers(text, members, order, (from) => {
      const block = members[from]?.block ?? node;
      return editedSlice(text, block, inside[from] ?? []);
    }),
  ];
}

/** The lists of the format, by the object that has them, and what their items are. */
const LISTS: Readonly<Record<FormatObject, Readonly<Record<string, FormatObject>>>> = {
  workflow: { steps: "step", rescue: "step" },
  step: { next: "condition" },
  condition: { steps: "step" },
};

function sortInside(text: string, { name, value }: Property, kind: FormatObject): Edit[] {
  const item = Object.hasOwn(LISTS[kind], name) ? LISTS[kind][name] : undefined;
  return item
    ? (value?.items ?? []).flatMap((node) => (node.type === "object" ? sortObject(text, node, item) : []))
    : [];
}
