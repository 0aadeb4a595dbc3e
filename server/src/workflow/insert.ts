import { type Edit, editedSlice } from "./edits";
import { indentAt, isSpread, type Layout, LINE_WIDTH, reindent } from "./layout";
import { type Member, membersOf, removeMembers } from "./members";
import type { Node } from "./node";
import {
  type FieldPiece,
  type Piece,
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
}

/** What becomes of a member: it stays (`keep`), and new ones stand behind it or in its place. */
interface Change {
  readonly keep: boolean;
  readonly entries: readonly Entry[];
}

/** Puts an item behind the last one of an array, laid out as the array is. */
export function appendItem(text: string, layout: Layout, array: Node, item: Piece): Edit[] {
  const entry = { spread: writeWith(item, layout), inline: writeInline(item, layout) };
  return append(text, layout, array, entry);
}

/** Puts a field behind the last one of an object, laid out as the object is. */
export function appendField(text: string, layout: Layout, object: Node, field: FieldPiece): Edit[] {
  return append(text, layout, object, fieldEntry(field, layout));
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

function append(text: string, layout: Layout, node: Node, entry: Entry): Edit[] {
  const count = node.type === "object" ? node.properties.length : node.items.length;
  const list = Array.from({ length: count }, (_, at): Change => {
    return { keep: true, entries: at === count - 1 ? [entry] : [] };
  });
  return count === 0 ? fill(text, layout, node, entry) : change(text, layout, node, list);
}

function fieldEntry(field: FieldPiece, layout: Layout): Entry {
  return {
    spread: (indent) => writeField(field, layout, indent),
    inline: writeInlineField(field, layout),
  };
}

function writeWith(piece: Piece, layout: Layout): Entry["spread"] {
  return (indent) => writeSpread(piece, layout, indent);
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
  const spread = layout.eol + inner + entry.spread(inner);
  // A comment is all that can stand in there, and it stays.
  return isEmpty
    ? [{ span, text: spread + layout.eol + indent }]
    : [{ span: { start: span.start, end: span.start }, text: spread }];
}

function change(text: string, layout: Layout, node: Node, changes: readonly Change[]): Edit[] {
  const members = membersOf(text, node);
  const entries = changes.flatMap((one) => one.entries);
  const dropped = droppedRuns(changes).flatMap(([from, to]) => removeMembers(text, node, from, to));
  if (isSpread(text, node)) {
    const indent = indentAt(text, members[0]?.block.start ?? node.start);
    const texts = entries.map((entry) => entry.spread(indent));
    return [...dropped, ...inPlace(members, changes, texts, layout.eol + indent)];
  }
  const inline = entries.map((entry) => entry.inline);
  const texts = inline.filter((one) => one !== undefined);
  if (texts.length === inline.length) {
    const gap = gapOf(text, members) ?? layout.gap;
    const edits = [...dropped, ...inPlace(members, changes, texts, gap)];
    if (fitsOnLine(text, layout, node, editedSlice(text, node, edits))) {
      return edits;
    }
  }
  return [expand(text, layout, node, members, changes)];
}

/** The changes as edits between the members; `texts` are the new ones in order, `gap` what stands before them. */
function inPlace(
  members: readonly Member[],
  changes: readonly Change[],
  texts: readonly string[],
  gap: string,
): Edit[] {
  const left = [...texts];
  return members.flatMap((member, at): Edit[] => {
    const { keep = true, entries = [] } = changes[at] ?? {};
    const added = left.splice(0, entries.length);
    if (keep) {
      return added.length > 0 ? insertBehind(member, added, gap) : [];
    }
    return added.length > 0 ? [{ span: member.value, text: added.join(`,${gap}`) }] : [];
  });
}

/** Puts members behind the last one, and behind its comments; a trailing comma that it has is used up. */
function insertBehind(
  { block, end, hasComma, trail }: Member,
  texts: readonly string[],
  gap: string,
): Edit[] {
  const added = texts.map((text) => gap + text).join(",");
  const isBare = !hasComma && trail.start === trail.end;
  return [
    ...(hasComma || isBare ? [] : [{ span: { start: end, end }, text: "," }]),
    {
      span: { start: isBare ? block.end : trail.end, end: isBare ? block.end : trail.end },
      text: isBare ? `,${added}` : added,
    },
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
  text: string,
  layout: Layout,
  node: Node,
  members: readonly Member[],
  changes: readonly Change[],
): Edit {
  const outer = indentAt(text, node.start);
  const inner = outer + layout.unit;
  const lines = members.flatMap(({ block, trail }, at) => {
    const { keep = true, entries = [] } = changes[at] ?? {};
    const added = entries.map((entry) => ({ text: entry.spread(inner), trail: "" }));
    const own = reindent(text.slice(block.start, block.end), outer, inner);
    return keep ? [{ text: own, trail: text.slice(trail.start, trail.end) }, ...added] : added;
  });
  const rest = text.slice(members.at(-1)?.trail.end ?? node.end - 1, node.end - 1).trim();
  const written = lines.map((line, at) => {
    const comma = at < lines.length - 1 ? "," : "";
    return layout.eol + inner + line.text + comma + line.trail;
  });
  const tail = (rest && layout.eol + inner + rest) + (lines.length > 0 ? layout.eol + outer : "");
  const inside = written.join("") + tail;
  return { span: { start: node.start + 1, end: node.end - 1 }, text: inside };
}

/** The white space between the first two members, or before the only one. */
function gapOf(text: string, [first, second]: readonly Member[]): string | undefined {
  const gap = first && second ? text.slice(first.trail.end, second.block.start) : undefined;
  return gap !== undefined && /^[ \t]*$/.test(gap) ? gap : undefined;
}

/** Whether lines stay short when a text takes the place of a span. In a text of one line they need not. */
function fitsOnLine(text: string, layout: Layout, span: Span, written: string): boolean {
  const before = /[^\r\n]*$/.exec(text.slice(0, span.start))?.[0] ?? "";
  const behind = /^[^\r\n]*/.exec(text.slice(span.end))?.[0] ?? "";
  const lines = (before + written + behind).split(/\r\n|\n|\r/);
  return layout.isOneLine || lines.every((line) => line.length <= LINE_WIDTH);
}
