/** A character of each plane of Unicode, those without any characters left out. */
const PLANES = String.fromCodePoint(0x41, 0x1f600, 0x20000, 0x30000, 0xe0100, 0xf0000, 0x10fffd);

/**
 * What may stand in a name without being wrong, or between two values. No character here is a fault of its own, so
 * that nothing but the faults that follow is found.
 */
export const NAMES: Readonly<Record<string, string>> = {
  "characters of every plane": PLANES,
  "half of a surrogate pair": "\ud83d",
  "the other half": "\ude00",
  "both halves in the wrong order": "\ude00\ud83d",
  "escaped halves": "\\ud83d \\ude00",
  "line separators that end no line": "\u2028\u2029\u0085",
  "a byte order mark": "\ufeff",
  "what reads from right to left": "\u202e\u05d0\u0627",
  "what combines": "e\u0301\u200d\u{1f468}\u200d\u{1f469}",
  "escaped control characters": "\\u0000\\u001f\\n",
  "a megabyte of it": "\u{1f600}".repeat(250_000),
};

/** How the lines of a file may end, and what may stand before all of them. */
export const LINE_ENDS: Readonly<Record<string, string>> = {
  "line feeds": "\n",
  "carriage returns and line feeds": "\r\n",
  "carriage returns": "\r",
  "no line ends": " ",
};

/** A workflow with such a name, and a step behind it whose action is not known and stands at the offset. */
export function named(name: string, eol: string): { readonly text: string; readonly offset: number } {
  const lines = [
    "{",
    `"name": "${name}", "steps": [`,
    `{ "id": "019ab4c2-6b1e-7c1a-9d0e-000000000001", "name": "${name}", "action": "acme.unknown" }`,
    "]",
    "}",
  ];
  const text = lines.join(eol);
  return { text, offset: text.indexOf('"acme.unknown"') };
}

/** How many brackets stand in one another, and how many keys or steps, in the texts that have too many. */
const DEEP = 100_000;
const MANY = 1_000_000;

/**
 * Texts that nobody means to write, with the first place of each code that is told of them, lines and characters
 * from 0.
 */
export const EXTREMES: Readonly<
  Record<string, { readonly text: () => string; readonly told: readonly string[] }>
> = {
  "nothing but NUL": { text: () => "\0\0\0", told: ["syntax 0:0"] },
  "NUL in a name": { text: () => sound('"a\0b"'), told: ["syntax 0:10"] },
  "a line separator between keys": { text: () => `{\u2028"name": "" }`, told: ["syntax 0:1"] },
  "a lone surrogate": { text: () => "\ud800", told: ["syntax 0:0"] },
  "a byte order mark alone": { text: () => "\ufeff", told: ["syntax 0:0"] },
  "arrays too deep": { text: () => "[".repeat(DEEP), told: ["syntax 0:500"] },
  "arrays too deep that are closed": {
    text: () => `${"[".repeat(DEEP)}${"]".repeat(DEEP)}`,
    told: ["schema 0:0", "syntax 0:500"],
  },
  "objects too deep": { text: () => '{"steps":'.repeat(DEEP), told: ["syntax 0:4500"] },
  "steps too deep": {
    text: () => `{ "name": "", "steps": [${'{"id":"","next":[{"steps":['.repeat(DEEP)}`,
    told: ["syntax 0:3389"],
  },
  "brackets that close nothing": { text: () => "]".repeat(DEEP), told: ["syntax 0:0"] },
};

/** The same of texts that are larger than any workflow. */
export const HUGE: typeof EXTREMES = {
  "a million keys": {
    text: () => sound('""', Array.from({ length: MANY }, (_, at) => `"k${at}":1`).join()),
    told: ["large-file 0:0"],
  },
  "a million steps": {
    text: () => `{ "name": "", "steps": [${"{},".repeat(MANY)}{}], "rescue": [] }`,
    told: ["large-file 0:0", "missing-step-id 0:24"],
  },
  "a line of 30 MB": { text: () => longLine(30_000_000), told: ["large-file 0:0"] },
};

/** A workflow on one line with a name of so many characters. */
export function longLine(length: number): string {
  return sound(`"${"a".repeat(length)}"`);
}

/** A workflow without a fault on one line. */
function sound(name: string, config = ""): string {
  const step = (id: number, more: string) =>
    `{ "id": "019ab4c2-6b1e-7c1a-9d0e-00000000000${id}", "action": "pdf"${more} }`;
  return `{ "name": ${name}, "steps": [${step(1, `, "config": {${config}}`)}], "rescue": [${step(2, "")}] }`;
}
