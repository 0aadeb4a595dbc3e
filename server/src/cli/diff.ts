import type { Paint } from "./colours";

/** How many unchanged lines are shown around a change. */
const CONTEXT = 3;

/** Texts that differ in more lines are shown as one whole change, as finding a smaller one would take long. */
const MOST_CHANGES = 500;

/** A line of a difference: kept, taken out or put in. */
interface DiffLine {
  readonly sign: " " | "-" | "+";
  /** The line with its line break, where it has one. */
  readonly text: string;
}

/** What the two versions of a file are called. */
export interface DiffNames {
  readonly before: string;
  readonly after: string;
}

/**
 * The difference of two versions of a file in the unified format, as `patch` takes it; nothing for equal ones.
 *
 * @param name what the file is called in it, or each version
 */
export function unifiedDiff(name: string | DiffNames, before: string, after: string, paint: Paint): string {
  const hunks = hunksOf(diffLines(linesOf(before), linesOf(after)));
  if (hunks.length === 0) {
    return "";
  }
  const names = typeof name === "string" ? { before: name, after: name } : name;
  return [paint("bold", `--- ${names.before}`), "\n", paint("bold", `+++ ${names.after}`), "\n"]
    .concat(hunks.map((hunk) => print(hunk, paint)))
    .join("");
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The shortest way from one list of lines to the other, found by the algorithm of Myers. */
function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const rounds = search(before, after);
  if (!rounds) {
    return [
      ...before.map((text): DiffLine => ({ sign: "-", text })),
      ...after.map((text): DiffLine => ({ sign: "+", text })),
    ];
  }
  const lines: DiffLine[] = [];
  let at = { x: before.length, y: after.length };
  for (let changes = rounds.length - 1; changes >= 0; changes--) {
    const reached = rounds[changes] ?? new Map();
    const diagonal = at.x - at.y;
    const isPut = isFromAbove(reached, diagonal, changes);
    const from = diagonal + (isPut ? 1 : -1);
    const x = reached.get(from) ?? 0;
    const start = { x, y: x - from };
    let y = at.y;
    for (let kept = at.x; kept > start.x && y > start.y; kept--, y--) {
      lines.push({ sign: " ", text: before[kept - 1] ?? "" });
    }
    if (changes > 0) {
      lines.push(
        isPut ? { sign: "+", text: after[start.y] ?? "" } : { sign: "-", text: before[start.x] ?? "" },
      );
    }
    at = start;
  }
  return lines.reverse();
}

/** How many lines of the first text each diagonal reaches; the diagonal is that less the lines of the second. */
type Reached = Map<number, number>;

/**
 * What was reached before each round, in which one change more is allowed; undefined when the texts differ in more
 * than is looked for.
 */
function search(before: readonly string[], after: readonly string[]): Reached[] | undefined {
  const reached: Reached = new Map([[1, 0]]);
  const rounds: Reached[] = [];
  for (let changes = 0; changes <= MOST_CHANGES; changes++) {
    rounds.push(new Map(reached));
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      const isPut = isFromAbove(reached, diagonal, changes);
      let x = isPut ? (reached.get(diagonal + 1) ?? 0) : (reached.get(diagonal - 1) ?? 0) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) {
        x++;
      }
      reached.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) {
        return rounds;
      }
    }
  }
  return undefined;
}

/** Whether a diagonal is best reached by putting a line in, not by taking one out. */
function isFromAbove(reached: Reached, diagonal: number, changes: number): boolean {
  const left = reached.get(diagonal - 1) ?? 0;
  const right = reached.get(diagonal + 1) ?? 0;
  return diagonal === -changes || (diagonal !== changes && left < right);
}

/** Changes with the lines around them, and where they stand: the numbers of the lines before them. */
interface Hunk {
  readonly before: number;
  readonly after: number;
  readonly lines: readonly DiffLine[];
}

/** Changes that are near enough to share the lines between them stand in one hunk. */
function hunksOf(lines: readonly DiffLine[]): Hunk[] {
  const changed = lines.flatMap(({ sign }, at) => (sign === " " ? [] : [at]));
  const spans: { start: number; end: number }[] = [];
  for (const at of changed) {
    const last = spans.at(-1);
    const end = Math.min(at + CONTEXT + 1, lines.length);
    if (last && at - CONTEXT <= last.end) {
      last.end = end;
    } else {
      spans.push({ start: Math.max(at - CONTEXT, 0), end });
    }
  }
  return spans.map(({ start, end }) => {
    const skipped = lines.slice(0, start);
    return {
      before: skipped.filter(({ sign }) => sign !== "+").length,
      after: skipped.filter(({ sign }) => sign !== "-").length,
      lines: lines.slice(start, end),
    };
  });
}

function print({ before, after, lines }: Hunk, paint: Paint): string {
  const length = (other: "-" | "+") => lines.filter(({ sign }) => sign !== other).length;
  const header = `@@ -${range(before, length("+"))} +${range(after, length("-"))} @@`;
  return [`${paint("cyan", header)}\n`, ...lines.map((line) => printLine(line, paint))].join("");
}

/** An empty range is named by the line before it, any other by its first one. */
function range(skipped: number, length: number): string {
  return `${length === 0 ? skipped : skipped + 1},${length}`;
}

function printLine({ sign, text }: DiffLine, paint: Paint): string {
  const isWhole = text.endsWith("\n");
  const line = `${sign}${isWhole ? text.slice(0, -1) : text}`;
  const shown = sign === " " ? line : paint(sign === "-" ? "red" : "green", line);
  return `${shown}\n${isWhole ? "" : "\\ No newline at end of file\n"}`;
}
