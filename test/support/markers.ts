/** A marked stretch of a text, in UTF-16 offsets of the clean text; `end` is the first offset behind it. */
export interface MarkedRange {
  readonly tag: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** What a marked text says: the text without its markers, and where they stood. */
export interface MarkedText {
  readonly text: string;
  /** The offset of `<|>`; undefined when there is none. */
  readonly cursor: number | undefined;
  /** In the order of the text; of those that start together, the longer ones first. */
  readonly ranges: readonly MarkedRange[];
}

const MARKER = /<\|>|‹(?:([a-z0-9-]+)\|)?|›/g;

/**
 * Reads a text with markers: `<|>` for one cursor, `‹…›` for a range and `‹tag|…›` for a range with a tag of
 * small letters, digits and hyphens. Ranges may stand in one another.
 *
 * @throws Error when a second cursor stands in the text, or when a range is not closed or not open
 */
export function parseMarkers(marked: string): MarkedText {
  const ranges: MarkedRange[] = [];
  const open: { readonly tag: string | undefined; readonly start: number }[] = [];
  let text = "";
  let cursor: number | undefined;
  let readTo = 0;
  for (const match of marked.matchAll(MARKER)) {
    text += marked.slice(readTo, match.index);
    readTo = match.index + match[0].length;
    if (match[0] === "<|>") {
      if (cursor !== undefined) {
        throw new Error(`A second cursor stands at ${match.index} of the marked text: ${marked}`);
      }
      cursor = text.length;
    } else if (match[0] === "›") {
      const range = open.pop();
      if (!range) {
        throw new Error(`The › at ${match.index} closes nothing: ${marked}`);
      }
      ranges.push({ ...range, end: text.length });
    } else {
      open.push({ tag: match[1], start: text.length });
    }
  }
  if (open.length > 0) {
    throw new Error(`A ‹ is not closed: ${marked}`);
  }
  return { text: text + marked.slice(readTo), cursor, ranges: ranges.sort(byPlace) };
}

/**
 * Reads a text that has exactly one cursor.
 *
 * @throws Error when the cursor is missing, and as `parseMarkers` does
 */
export function atCursor(marked: string): MarkedText & { readonly cursor: number } {
  const { cursor, ...rest } = parseMarkers(marked);
  if (cursor === undefined) {
    throw new Error(`No cursor <|> stands in: ${marked}`);
  }
  return { ...rest, cursor };
}

/** Writes markers into a text, so that expected and actual places compare as whole texts. */
export function mark(text: string, ranges: readonly MarkedRange[]): string {
  const inside = (from: number, to: number, rest: readonly MarkedRange[]): string => {
    const [range, ...others] = rest;
    if (!range) {
      return text.slice(from, to);
    }
    const { tag, start, end } = range;
    const nested = others.filter((other) => other.end <= end && other.start < Math.max(end, start + 1));
    const behind = others.filter((other) => !nested.includes(other));
    const crossing = behind.find((other) => other.start < end);
    if (crossing) {
      throw new Error(
        `${start}-${end} (${tag}) and ${crossing.start}-${crossing.end} (${crossing.tag}) cross.`,
      );
    }
    const opening = tag === undefined ? "‹" : `‹${tag}|`;
    return `${text.slice(from, start)}${opening}${inside(start, end, nested)}›${inside(end, to, behind)}`;
  };
  return inside(0, text.length, [...ranges].sort(byPlace));
}

function byPlace(a: MarkedRange, b: MarkedRange): number {
  return a.start - b.start || b.end - a.end || (a.tag ?? "").localeCompare(b.tag ?? "");
}

/** A stretch of a text as plain numbers, whatever it is a stretch of. */
export function plainSpan({ start, end }: { readonly start: number; readonly end: number }) {
  return { start, end };
}
