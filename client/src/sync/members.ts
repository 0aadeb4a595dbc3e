import type { Node } from "jsonc-parser";
import { hasLineBreak, type Layout } from "./layout";
import type { Lines } from "./lines";
import { endOf } from "./tree";

/** A property or an item as it is to stand in an object or a list. */
export interface Member {
  /** Its index among those that are there now, whose surroundings it keeps; undefined for one that is new. */
  readonly own: number | undefined;
  readonly text: string;
}

/** How the members of an object or a list are laid out. */
export interface Frame {
  /** What stands before the first member, before each other one that is new, and behind the last one. */
  readonly first: string;
  readonly separator: string;
  readonly tail: string;
  /** The indentation of the lines that members start in. */
  readonly indent: string;
  /** Whether all stands on one line. */
  readonly isInline: boolean;
  /** Whether each object and list among the members stands on one line. */
  readonly isNarrow: boolean;
}

/** Finds out how the members of an object or a list are laid out; those of an empty one as those around it. */
export function frameOf(text: string, container: Node, layout: Layout, lines: Lines): Frame {
  const outer = lines.indentAt(container.offset);
  const isInline = isOnOneLine(container, lines);
  const gaps = gapsOf(text, container);
  const isNarrow = areOnOneLine(container.children ?? [], lines);
  if (gaps.before.length === 0) {
    const padding = container.type === "object" ? layout.padding : "";
    const line = layout.eol + outer;
    return isInline
      ? { first: padding, separator: layout.gap, tail: padding, indent: outer, isInline, isNarrow }
      : {
          first: line + layout.unit,
          separator: line + layout.unit,
          tail: line,
          indent: outer + layout.unit,
          isInline,
          isNarrow,
        };
  }
  const [opening = "", ...others] = gaps.before;
  const first = hasComment(opening) ? lastLineOf(opening, layout) : opening;
  const other = others.find((gap) => !hasComment(gap)) ?? others[0];
  const separator =
    other !== undefined
      ? lastLineOf(other, layout)
      : hasLineBreak(first)
        ? lastLineOf(first, layout)
        : layout.gap;
  return {
    first,
    separator,
    tail: gaps.tail,
    indent: indentIn(separator) ?? indentIn(first) ?? outer,
    isInline,
    isNarrow,
  };
}

/** The text of an object or a list with these members. Those that are there now keep what stands around them. */
export function rebuild(text: string, container: Node, members: readonly Member[], frame: Frame): string {
  const [open, close] = container.type === "object" ? ["{", "}"] : ["[", "]"];
  if (members.length === 0) {
    return open + close;
  }
  const gaps = gapsOf(text, container);
  const pieces = members.map(({ own, text: member }, at) => {
    const [before, after = ""] = own === undefined ? [] : [gaps.before[own], gaps.after[own]];
    return leadOf(before, own === 0, at === 0, frame) + member + after;
  });
  return open + pieces.join(",") + frame.tail + close;
}

/** What stands before a member: what did, unless it comes to stand first or no longer does. */
function leadOf(own: string | undefined, wasFirst: boolean, isFirst: boolean, frame: Frame): string {
  const isKept = own !== undefined && (wasFirst === isFirst || hasComment(own));
  return isKept ? own : isFirst ? frame.first : frame.separator;
}

interface Gaps {
  /** For each member, what stands before it, from the bracket or the comma on. */
  readonly before: readonly string[];
  /** For each member but the last, what stands between it and its comma. */
  readonly after: readonly string[];
  /** What stands behind the last member. */
  readonly tail: string;
}

// A comment without its end goes on to the end, so that none is looked for twice.
const COMMENT = /(?:\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$))[ \t]*/g;
const COMMENT_OR_COMMA = /\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)|,/g;

function gapsOf(text: string, container: Node): Gaps {
  const members = container.children ?? [];
  const before: string[] = [];
  const after: string[] = [];
  let at = container.offset + 1;
  for (const [index, member] of members.entries()) {
    before.push(text.slice(at, member.offset));
    const next = members[index + 1];
    if (next) {
      const between = text.slice(endOf(member), next.offset);
      const comma = [...between.matchAll(COMMENT_OR_COMMA)].find(([token]) => token === ",")?.index ?? 0;
      after.push(between.slice(0, comma));
      at = endOf(member) + comma + 1;
    } else {
      at = endOf(member);
    }
  }
  return { before, after, tail: text.slice(at, endOf(container) - 1) };
}

function hasComment(gap: string): boolean {
  return gap.includes("/");
}

/** A gap without blank lines and comments. */
function lastLineOf(gap: string, layout: Layout): string {
  const blank = gap.replace(COMMENT, "");
  return /(?:\r\n|\r|\n)[ \t]*$/.exec(blank)?.[0] ?? (hasComment(gap) ? layout.gap : gap);
}

function indentIn(gap: string): string | undefined {
  return /[\r\n]([ \t]*)$/.exec(gap)?.[1];
}

/** Whether an object or a list stands on one line; an empty one, as what it is in. */
function isOnOneLine(container: Node, lines: Lines): boolean {
  let node: Node | undefined = container;
  while (node && (node.type === "property" || (node.children ?? []).length === 0)) {
    node = node.parent;
  }
  return node !== undefined && lines.isOne(node.offset, endOf(node));
}

/** Whether there are objects or lists with something in them, each on one line. */
function areOnOneLine(items: readonly Node[], lines: Lines): boolean {
  const containers = items.filter(({ type, children = [] }) => type !== "property" && children.length > 0);
  return containers.length > 0 && containers.every((item) => lines.isOne(item.offset, endOf(item)));
}
