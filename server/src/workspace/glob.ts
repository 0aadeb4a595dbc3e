/** Whether a path fits a pattern. Paths have slashes and none at their start. */
export type Glob = (path: string) => boolean;

/** Longer patterns are not taken, in UTF-16 units. */
const MOST_CHARACTERS = 1000;

/** How many patterns the alternatives in braces may stand for together. */
const MOST_ALTERNATIVES = 1000;

/**
 * Compiles a pattern with the wildcards that LSP knows: `*` and `?` inside a name, `**` for any number of
 * folders, `{a,b}` for alternatives, `[a-z]` and `[!a-z]` for one character. A slash at the end stands for all
 * that is below. Undefined for a pattern that is empty, or too long, or has too many alternatives.
 *
 * Patterns come with a folder that somebody else wrote. Matching takes no regular expression, so that none of
 * them can take more time than the lengths of pattern and path multiplied.
 */
export function compileGlob(pattern: string): Glob | undefined {
  const trimmed = pattern.replace(/^(\.?\/)+/, "");
  // All that is below a folder is not the folder itself.
  const whole = trimmed.replace(/(^|\/)(\*\*)?$/, "$1**/*");
  const alternatives = trimmed === "" || whole.length > MOST_CHARACTERS ? undefined : expand(whole);
  if (!alternatives) {
    return undefined;
  }
  const compiled = alternatives.map((alternative) => alternative.split("/").map(toSegment));
  return (path) => {
    const names = path.split("/").map((name) => [...name]);
    return compiled.some((segments) => fits(segments, names, (segment, name) => fits(segment, name, isIn)));
  };
}

/** The pattern that fits one path and no other. */
export function escapeGlob(path: string): string {
  return path.replace(/[[\]{}*?]/g, "[$&]");
}

/** Stands for any number of items. */
const MANY = "many";

/** Whether one character fits. */
type Test = (character: string) => boolean;

type Segment = readonly (Test | typeof MANY)[] | typeof MANY;

function isIn(test: Test, character: string): boolean {
  return test(character);
}

/**
 * Whether items fit a pattern, part for part. What fits behind one `MANY` need never be tried with fewer items
 * for the one before it, which keeps this from trying all ways to share the items out.
 */
function fits<P, I>(
  pattern: readonly (P | typeof MANY)[],
  items: readonly I[],
  matches: (part: P, item: I) => boolean,
): boolean {
  let at = 0;
  let next = 0;
  let behindMany: number | undefined;
  let retry = 0;
  for (;;) {
    const part = pattern[at];
    const item = items[next];
    if (part === MANY) {
      behindMany = ++at;
      retry = next;
    } else if (item === undefined && part === undefined) {
      return true;
    } else if (item !== undefined && part !== undefined && matches(part, item)) {
      at++;
      next++;
    } else if (behindMany !== undefined && retry < items.length) {
      at = behindMany;
      next = ++retry;
    } else {
      return false;
    }
  }
}

function toSegment(text: string): Segment {
  if (text === "**") {
    return MANY;
  }
  const tests: (Test | typeof MANY)[] = [];
  const characters = [...text];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at];
    const end = character === "[" ? endOfSet(characters, at) : undefined;
    if (end !== undefined) {
      tests.push(toSet(characters.slice(at + 1, end)));
      at = end;
    } else if (character === "*") {
      tests.push(MANY);
    } else {
      tests.push(character === "?" ? () => true : (other) => other === character);
    }
  }
  return tests;
}

/** Where the set that is opened at an index is closed; a bracket that stands first in it does not close it. */
function endOfSet(characters: readonly string[], open: number): number | undefined {
  const first = open + (isNegation(characters[open + 1]) ? 2 : 1);
  const end = characters.indexOf("]", first + 1);
  return end < 0 ? undefined : end;
}

function isNegation(character: string | undefined): boolean {
  return character === "!" || character === "^";
}

function toSet(characters: readonly string[]): Test {
  const isNegated = isNegation(characters[0]) && characters.length > 1;
  const members = isNegated ? characters.slice(1) : characters;
  const ranges: [string, string][] = [];
  for (let at = 0; at < members.length; at++) {
    const from = members[at] ?? "";
    const to = members[at + 1] === "-" ? members[at + 2] : undefined;
    ranges.push([from, to ?? from]);
    at += to === undefined ? 0 : 2;
  }
  return (character) => ranges.some(([from, to]) => from <= character && character <= to) !== isNegated;
}

/** The patterns that one with alternatives in braces stands for; undefined when they are too many. */
function expand(pattern: string): string[] | undefined {
  const done: string[] = [];
  const open = [pattern];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const braces = firstBraces(next);
    if (!braces) {
      done.push(next);
    } else {
      const { start, end, options } = braces;
      const before = next.slice(0, start);
      const behind = next.slice(end);
      open.push(...options.map((option) => `${before}${option}${behind}`));
    }
    if (done.length + open.length > MOST_ALTERNATIVES) {
      return undefined;
    }
  }
  return done;
}

/** The first braces that are closed and hold a comma, with what stands between their commas. */
function firstBraces(pattern: string): { start: number; end: number; options: string[] } | undefined {
  let start = 0;
  let depth = 0;
  let commas: number[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === "[") {
      at = Math.max(at, pattern.indexOf("]", at + 2));
    } else if (character === "{") {
      if (depth++ === 0) {
        start = at;
        commas = [];
      }
    } else if (character === "," && depth === 1) {
      commas.push(at);
    } else if (character === "}" && depth > 0 && --depth === 0 && commas.length > 0) {
      const bounds = [start, ...commas, at];
      const options = bounds.slice(1).map((bound, index) => pattern.slice((bounds[index] ?? 0) + 1, bound));
      return { start, end: at + 1, options };
    }
  }
  return undefined;
}
