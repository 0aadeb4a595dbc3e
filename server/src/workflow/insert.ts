import { type Edit, editedSlice } from "./edits";
import { indentAt, isSpread, type Layout, LINE_WIDTH, reindent } from "./layout";
import { type Member, membersOf, removeMembers } from "./members";
import type { Node } from "./node";
import {
  type FieldPiece,
  type Piece,
  trailOf,
  writeField,
  writeInline,
  writeInlineField,
  writeSpread,
} from "./pieces";
import type { Span } from "./span";

/** Something to put into an object or array, as it is written on lines and, where it can be, on one. */
interface Entry {
  readonly spread: (indent: string) => string;
  readonly inline: string | undefined;
  /** Comments that stay behind it on its line; the comma goes before them. */
  readonly trail: string;
}

/** What becomes of a member: it stays (`keep`), and new ones stand before it, or behind it or in its place. */
interface Change {
  readonly keep: boolean;
  readonly before?: Entry;
  readonly entries: readonly Entry[];
}

/** Puts an item behind the last one of an array, laid out as the array is. */
export function appendItem(text: string, layout: Layout, array: Node, item: Piece): Edit[] {
  return insertItem(text, layout, array, array.items.length, item);
}

/** Puts an item before the one with an index, or behind the last one, laid out as the array is. */
export function insertItem(text: string, layout: Layout, array: Node, at: number, item: Piece): Edit[] {
  const entry: Entry = {
    spread: (indent) => writeSpread(item, layout, indent),
    inline: writeInline(item, layout),
    trail: trailOf(item),
  };
  return insert(text, layout, array, at, entry);
}

/** Puts a field behind the last one of an object, laid out as the object is. */
export function appendField(text: string, layout: Layout, object: Node, field: FieldPiece): Edit[] {
  return insert(text, layout, object, object.properties.length, fieldEntry(field, layout));
}

/** Puts a field before the first one that comes behind it in an order of keys, else behind the last one. */
export function insertField(
  text: string,
  layout: Layout,
  object: Node,
  field: FieldPiece,
  order: readonly string[],
): Edit[] {
  const later = order.slice(order.indexOf(field.key) + 1);
  const at = object.properties.findIndex(({ name }) => later.includes(name));
  return insert(text, layout, object, at < 0 ? object.properties.length : at, fieldEntry(field, layout));
}

/**
 * Changes the fields of an object: those of a name in `changes` make way for the new fields, which stand in the
 * place of the last one of that name. An empty list only takes the field away.
 */
export function replaceFields(
  text: string,
  layout: Layout,
  object: Node,
  changes: ReadonlyMap<string, readonly FieldPiece[]>,
): Edit[] {
  const names = object.properties.map((property) => property.name);
  const list = names.map((name, at): Change => {
    const fields = changes.get(name);
    const isLast = names.lastIndexOf(name) === at;
    const entries = isLast ? (fields ?? []).map((field) => fieldEntry(field, layout)) : [];
    return { keep: fields === undefined, entries };
  });
  return change(text, layout, object, list);
}

function insert(text: string, layout: Layout, node: Node, at: number, entry: Entry): Edit[] {
  const count = node.type === "object" ? node.properties.length : node.items.length;
  const list = Array.from({ length: count }, (_, index): Change => {
    const isLast = at >= count && index === count - 1;
    return { keep: true, entries: isLast ? [entry] : [], ...(index === at && { before: entry }) };
  });
  return count === 0 ? fill(text, layout, node, entry) : change(text, layout, node, list);
}

function fieldEntry(field: FieldPiece, layout: Layout): Entry {
  return {
    spread: (indent) => writeField(field, layout, indent),
    inline: writeInlineField(field, layout),
    trail: trailOf(field.value),
  };
}

/** Puts the first member into an object or array that has none. */
function fill(text: string, layout: Layout, node: Node, entry: Entry): Edit[] {
  const span = { start: node.start + 1, end: node.end - 1 };
  const isEmpty = text.slice(span.start, span.end).trim() === "";
  const padding = node.type === "object" ? layout.padding : "";
  const inline = entry.inline === undefined ? undefined : padding + entry.inline + padding;
  if (inline !== undefined && isEmpty && fitsOnLine(text, layout, span, inline)) {
    return [{ span, text: inline }];
  }
  const indent = indentAt(text, node.start);
  const inner = indent + layout.unit;
  const spread = layout.eol + inner + entry.spread(inner) + entry.trail;
  // A comment is all that can stand in there, and it stays.
  return isEmpty
    ? [{ span, text: spread + layout.eol + indent }]
    : [{ span: { start: span.start, end: span.start }, text: spread + (entry.trail && layout.eol + inner) }];
}

function change(text: string, layout: Layout, node: Node, changes: readonly Change[]): Edit[] {
  const members = membersOf(text, node);
  const entries = changes.flatMap(({ before, entries: others }) => (before ? [before, ...others] : others));
  const dropped = droppedRuns(changes).flatMap(([from, to]) => removeMembers(text, node, from, to));
  const indent = indentAt(text, members[0]?.block.start ?? node.start);
  const isOnLines = isSpread(text, node);
  const gap = isOnLines ? layout.eol + indent : (gapOf(text, members) ?? layout.gap);
  const site: Site = { text, node, members, gap, eol: layout.eol };
  if (isOnLines || (isChain(site) && entries.every(({ trail }) => trail === ""))) {
    return [...dropped, ...inPlace(site, changes, (entry) => entry.spread(indent))];
  }
  // A comment behind a member may run to the end of its line, so nothing can stand behind it there.
  const canFollow = members.every(({ trail }, at) => isEmpty(trail) || changes[at]?.entries.length === 0);
  if (canFollow && entries.every(({ inline }) => inline !== undefined)) {
    const edits = [...dropped, ...inPlace(site, changes, ({ inline = "" }) => inline)];
    if (fitsOnLine(text, layout, node, editedSlice(text, node, edits))) {
      return edits;
    }
  }
  return [expand(text, layout, node, members, changes)];
}

/** An object or array that keeps its shape when members are put in. */
interface Site {
  readonly text: string;
  readonly node: Node;
  readonly members: readonly Member[];
  /** What stands before a member. */
  readonly gap: string;
  readonly eol: string;
}

/** Whether items of an array go over several lines, and each starts on the line on which the one before ends. */
function isChain({ text, node, members }: Site): boolean {
  return (
    node.type === "array" &&
    (members.length === 1 || gapOf(text, members) !== undefined) &&
    members.some(({ value }) => /[\r\n]/.test(text.slice(value.start, value.end))) &&
    members.every(({ trail }) => isEmpty(trail))
  );
}

/** The changes as edits between the members. */
function inPlace(site: Site, changes: readonly Change[], write: (entry: Entry) => string): Edit[] {
  return site.members.flatMap((member, at): Edit[] => {
    const { keep = true, before, entries = [] } = changes[at] ?? {};
    const { start } = member.block;
    const lead = before && `${write(before)},${before.trail}${site.gap}`;
    const added = entries.map((entry) => ({ text: write(entry), trail: entry.trail }));
    if (!keep) {
      const text = added.map((one) => one.text).join(`,${site.gap}`);
      return added.length > 0 ? [{ span: member.value, text }] : [];
    }
    return [
      ...(lead ? [{ span: { start, end: start }, text: lead }] : []),
      ...(added.length > 0 ? insertBehind(site, member, added) : []),
    ];
  });
}

/** A new member as it is written, and the comments behind it. */
interface Written {
  readonly text: string;
  readonly trail: string;
}

/** Puts members behind the last one, and behind its comments; a trailing comma that it has is used up. */
function insertBehind(site: Site, last: Member, texts: readonly Written[]): Edit[] {
  const { text, node, gap, eol } = site;
  const { block, end, hasComma, trail } = last;
  const isBare = !hasComma && isEmpty(trail);
  const at = isBare ? block.end : trail.end;
  const added = texts.map((one, index) => {
    const comma = index < texts.length - 1 ? "," : "";
    return gap + one.text + comma + one.trail;
  });
  // A comment at the end may run to the end of its line, so no bracket can stand behind it.
  const isClosed = !texts.at(-1)?.trail || /^[ \t]*[\r\n]/.test(text.slice(at));
  const tail = isClosed ? "" : eol + indentAt(text, node.start);
  return [
    ...(hasComma || isBare ? [] : [{ span: { start: end, end }, text: "," }]),
    { span: { start: at, end: at }, text: (isBare ? "," : "") + added.join("") + tail },
  ];
}

/** The runs of neighbouring members that go away with nothing in their place, as first and last index. */
function droppedRuns(changes: readonly Change[]): (readonly [number, number])[] {
  const runs: [number, number][] = [];
  changes.forEach(({ keep, entries }, at) => {
    const run = runs.at(-1);
    if (keep || entries.length > 0) {
      return;
    }
    if (run?.[1] === at - 1) {
      run[1] = at;
    } else {
      runs.push([at, at]);
    }
  });
  return runs;
}

/** Writes an object or array anew with every member on a line of its own. */
function expand(
  source: string,
  layout: Layout,
  node: Node,
  members: readonly Member[],
  changes: readonly Change[],
): Edit {
  const outer = indentAt(source, node.start);
  const inner = outer + layout.unit;
  const write = (entry: Entry): Written => ({ text: entry.spread(inner), trail: entry.trail });
  const lines = members.flatMap(({ value, block, trail }, at) => {
    const { keep = true, before, entries = [] } = changes[at] ?? {};
    const copy = (start: number, end: number): string => reindent(source.slice(start, end), outer, inner);
    const stays = keep ? copy(value.start, value.end) : entries[0]?.spread(inner);
    // The comments around a member stay where another one takes its place.
    const text = copy(block.start, value.start) + (stays ?? "") + copy(value.end, block.end);
    const own = stays === undefined ? [] : [{ text, trail: source.slice(trail.start, trail.end) }];
    return [...(before ? [write(before)] : []), ...own, ...entries.slice(keep ? 0 : 1).map(write)];
  });
  const rest = source.slice(members.at(-1)?.trail.end ?? node.end - 1, node.end - 1).trim();
  const written = lines.map((line, at) => {
    const comma = at < lines.length - 1 ? "," : "";
    return layout.eol + inner + line.text + comma + line.trail;
  });
  const tail = (rest && layout.eol + inner + rest) + (lines.length > 0 ? layout.eol + outer : "");
  const inside = written.join("") + tail;
  return { span: { start: node.start + 1, end: node.end - 1 }, text: inside };
}

function isEmpty({ start, end }: Span): boolean {
  return start === end;
}

/** The white space between the first two members, or before the only one. */
function gapOf(text: string, [first, second]: readonly Member[]): string | undefined {
  const gap = first && second ? text.slice(first.trail.end, second.block.start) : undefined;
  return gap !== undefined && /^[ \t]*$/.test(gap) ? gap : undefined;
}

/** Whether lines stay short when a text takes the place of a span. In a text of one line they need not. */
function fitsOnLine(text: string, layout: Layout, span: Span, written: string): boolean {
  const upTo = text.slice(0, span.start);
  const before = upTo.slice(Math.max(upTo.lastIndexOf("\n"), upTo.lastIndexOf("\r")) + 1);
  const behind = /^[^\r\n]*/.exec(text.slice(span.end))?.[0] ?? "";
  const lines = (before + written + behind).split(/\r\n|\n|\r/);
  return layout.isOneLine || lines.every((line) => line.length <= LINE_WIDTH);
}
