import type { Edit } from "./edits";
import type { Node } from "./node";
import type { Span } from "./span";

/** An item of an array or a property of an object, with the comments that belong to it. */
export interface Member {
  /** The value, of a property with its key. */
  readonly value: Span;
  /** The value with the comments before it, and those between it and its comma. */
  readonly block: Span;
  /** The offset behind its comma; the end of the block where it has none. */
  readonly end: number;
  readonly hasComma: boolean;
  /** The comments behind it on its line, with the white space before them; empty at `end` where there are none. */
  readonly trail: Span;
  /** Whether nothing but the trail stands behind it on its line. */
  readonly endsLine: boolean;
}

/** A comma or a comment between two members. */
interface Token extends Span {
  readonly kind: "," | "/*" | "//";
}

/** The members of an object or array, in order. The text must be sound but for comments and trailing commas. */
export function membersOf(text: string, node: Node): Member[] {
  const values: readonly Span[] =
    node.type === "object" ? node.properties.map((property) => property.span) : node.items;
  const members: Member[] = [];
  let lead: number | undefined = tokensIn(text, node.start + 1, values[0]?.start ?? node.end)[0]?.start;
  values.forEach((value, at) => {
    const isLast = at === values.length - 1;
    const to = values[at + 1]?.start ?? node.end - 1;
    const tokens = tokensIn(text, value.end, to);
    const comma = tokens.findIndex(({ kind }) => kind === ",");
    const before = tokens.slice(0, Math.max(0, comma));
    const behind = tokens.slice(comma + 1);
    const end = tokens[comma]?.end;
    let blockEnd = endOf(text, before.at(-1)) ?? value.end;
    const trail = trailOf(text, end ?? blockEnd, behind, to);
    let rest = behind.slice(trail.length);
    let trailEnd = trail.at(-1)?.end ?? end ?? blockEnd;
    if (isLast && end === undefined && trail.length === 0) {
      // What stands between the last member and the bracket on one line is the member's, whichever comes first.
      const own = sameLine(text, blockEnd, behind);
      blockEnd = endOf(text, own.at(-1)) ?? blockEnd;
      trailEnd = blockEnd;
      rest = behind.slice(own.length);
    }
    members.push({
      value: { start: value.start, end: value.end },
      block: { start: lead ?? value.start, end: blockEnd },
      end: end ?? blockEnd,
      hasComma: end !== undefined,
      trail: { start: end ?? blockEnd, end: trailEnd },
      endsLine: /^[ \t]*[\r\n]/.test(text.slice(trailEnd, to)),
    });
    lead = rest[0]?.start;
  });
  return members;
}

/** Takes neighbouring members out of their object or array, with their comments and the comma too many. */
export function removeMembers(text: string, node: Node, from: number, to: number): Edit[] {
  const members = membersOf(text, node);
  const first = members[from];
  const last = members[to];
  const previous = members[from - 1];
  const next = members[to + 1];
  if (!first || !last) {
    return [];
  }
  if (next) {
    return [remove(first.block.start, next.block.start)];
  }
  if (!previous) {
    const isEmpty = text.slice(last.trail.end, node.end - 1).trim() === "";
    return [isEmpty ? remove(node.start + 1, node.end - 1) : remove(first.block.start, last.trail.end)];
  }
  // Where there is a trailing comma, the one of the member before becomes it.
  const comma = previous.hasComma && !last.hasComma ? previous.end - 1 : previous.end;
  // A comment behind the member before may run to the end of its line, so what follows stays on the next one.
  const start = last.endsLine ? previous.trail.end : first.block.start;
  return previous.trail.end === previous.end
    ? [remove(comma, last.trail.end)]
    : [remove(comma, previous.end), remove(start, last.trail.end)].filter(
        ({ span }) => span.start < span.end,
      );
}

/**
 * Puts members of one object or array into another order. Commas and white space stay where they are; comments
 * go with their members.
 *
 * @param order the index of the member that each place gets
 * @param write the text of a member's block at its new place; by default as it stands
 */
export function permuteMembers(
  text: string,
  members: readonly Member[],
  order: readonly number[],
  write: (from: number) => string = (from) => sliceOf(text, members[from]?.block),
): Edit[] {
  const moved = order.flatMap((from, to) => (from === to ? [] : [members[to]]));
  // A comment behind a member may run to the end of its line, so nothing may stand there.
  const movesTrails = moved.every((member) => member?.endsLine);
  return order.flatMap((from, to) => {
    const place = members[to];
    if (!place || from === to) {
      return [];
    }
    const trail = sliceOf(text, members[from]?.trail);
    const hasTrail = movesTrails && trail !== sliceOf(text, place.trail);
    return [
      { span: place.block, text: write(from) },
      ...(hasTrail ? [{ span: place.trail, text: trail }] : []),
    ];
  });
}

function sliceOf(text: string, span: Span | undefined): string {
  return span ? text.slice(span.start, span.end) : "";
}

function remove(start: number, end: number): Edit {
  return { span: { start, end }, text: "" };
}

function tokensIn(text: string, from: number, to: number): Token[] {
  return [...text.slice(from, to).matchAll(/,|\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)/g)].map((match) => ({
    kind: match[0].startsWith("//") ? "//" : match[0].startsWith("/*") ? "/*" : ",",
    start: from + match.index,
    end: from + match.index + match[0].length,
  }));
}

/** The end of a comment; of one that runs to the end of its line, behind the line break. */
function endOf(text: string, token: Token | undefined): number | undefined {
  if (token?.kind !== "//") {
    return token?.end;
  }
  return token.end + (/^(\r\n|\n|\r)/.exec(text.slice(token.end, token.end + 2))?.[0].length ?? 0);
}

/** The comments that stand on the line of an offset, if nothing else does behind it. */
function trailOf(text: string, offset: number, comments: readonly Token[], to: number): readonly Token[] {
  const own = sameLine(text, offset, comments);
  const end = own.at(-1)?.end ?? offset;
  return /^[ \t]*[\r\n]/.test(text.slice(end, to)) ? own : [];
}

/** The comments that start on the line of an offset. */
function sameLine(text: string, offset: number, comments: readonly Token[]): readonly Token[] {
  const own: Token[] = [];
  let end = offset;
  for (const comment of comments) {
    if (/[\r\n]/.test(text.slice(end, comment.start))) {
      break;
    }
    own.push(comment);
    end = comment.end;
  }
  return own;
}
