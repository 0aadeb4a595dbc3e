import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Span } from "./span";

/** A fault in the JSON itself. `remove` is set where deleting that stretch mends it. */
export interface SyntaxProblem {
  readonly span: Span;
  readonly message: string;
  readonly remove?: Span;
}

/** What a text parses to: always a list of problems, and a tree as far as one could be made. */
export interface Tree {
  readonly root: Node | undefined;
  readonly problems: readonly SyntaxProblem[];
}

/**
 * How many brackets may stand in one another. Real workflows need a few dozen; the limit keeps every
 * recursive walk far from the end of the stack.
 */
export const MAX_DEPTH = 500;

/** By the parser's names of its errors, which are stable where its numbers are a const enum. */
const MESSAGES: Readonly<Record<string, string>> = {
  InvalidSymbol: "This is not a JSON value. Text needs double quotes.",
  InvalidNumberFormat: "This number is not written as JSON writes numbers.",
  PropertyNameExpected: "A key in double quotes is expected here.",
  ValueExpected: "A value is expected here.",
  ColonExpected: "A colon is expected between key and value.",
  CommaExpected: "A comma is expected before this.",
  CloseBraceExpected: "A closing brace is expected here.",
  CloseBracketExpected: "A closing bracket is expected here.",
  EndOfFileExpected: "Nothing may follow the end of the workflow.",
  InvalidCommentToken: "Invopop takes strict JSON, which has no comments. Use the step's notes.",
  UnexpectedEndOfComment: "This comment does not end, and strict JSON has no comments.",
  UnexpectedEndOfString: "This string has no closing quote.",
  UnexpectedEndOfNumber: "This number is not complete.",
  InvalidUnicode: "A Unicode escape is a backslash, u and four hexadecimal digits.",
  InvalidEscapeCharacter: "JSON has no such escape. A backslash itself is written as two.",
  InvalidCharacter: "Control characters must be escaped inside a string, such as \\n or \\t.",
};

/**
 * Parses a text as strict JSON. Never throws: what is broken becomes a problem, and the tree holds what could
 * still be understood. A byte order mark at the start is passed over.
 */
export function parseText(source: string): Tree {
  const text = source.charCodeAt(0) === 0xfeff ? ` ${source.slice(1)}` : source;
  const tooDeep = offsetBeyondDepth(text, MAX_DEPTH);
  if (tooDeep !== undefined) {
    const message = `Brackets stand more than ${MAX_DEPTH} deep in one another here; the file is not checked further.`;
    return { root: undefined, problems: [{ span: { start: tooDeep, end: tooDeep + 1 }, message }] };
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, {
    allowEmptyContent: false,
    allowTrailingComma: false,
    disallowComments: true,
  });
  if (text.trim() === "") {
    return {
      root,
      problems: [{ span: { start: 0, end: 0 }, message: "The file is empty; a workflow is a JSON object." }],
    };
  }
  return { root, problems: errors.length === 0 ? [] : toProblems(text, errors) };
}

/** One problem for each cause: what the parser says of a stretch that it complained of already is left out. */
function toProblems(text: string, errors: readonly ParseError[]): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  let lastEnd = -1;
  for (const error of [...errors].sort((a, b) => a.offset - b.offset)) {
    const problem = toProblem(text, error);
    if (problem.span.start >= lastEnd) {
      problems.push(problem);
      lastEnd = problem.span.end;
    }
  }
  return problems;
}

function toProblem(text: string, error: ParseError): SyntaxProblem {
  const name = printParseErrorCode(error.error);
  const message = MESSAGES[name] ?? "This is not valid JSON.";
  if (name === "ValueExpected" || name === "PropertyNameExpected") {
    const comma = trailingComma(text, error.offset);
    if (comma !== undefined) {
      const span = { start: comma, end: comma + 1 };
      return { span, message: "Strict JSON has no comma before a closing bracket.", remove: span };
    }
  }
  if (error.length === 0 || error.offset >= text.length) {
    // Something is missing at the end: the last character that is there shows where.
    const end = Math.min(text.trimEnd().length, Math.max(error.offset, 1));
    return { span: { start: Math.max(0, end - 1), end }, message };
  }
  const span = { start: error.offset, end: error.offset + error.length };
  return name === "InvalidCommentToken" ? { span, message, remove: span } : { span, message };
}

/** The offset of the comma that stands before a closing bracket at `offset`, if one does. */
function trailingComma(text: string, offset: number): number | undefined {
  if (text[offset] !== "}" && text[offset] !== "]") {
    return undefined;
  }
  let at = offset - 1;
  while (at >= 0 && /\s/.test(text.charAt(at))) {
    at--;
  }
  return text[at] === "," ? at : undefined;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;

/** The offset of the first bracket that opens more than `limit` levels deep; strings are passed over. */
function offsetBeyondDepth(text: string, limit: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (inString) {
      if (char === BACKSLASH) {
        at++;
      } else if (char === QUOTE || char === NEWLINE) {
        inString = false;
      }
    } else if (char === QUOTE) {
      inString = true;
    } else if (char === 0x7b || char === 0x5b) {
      depth++;
      if (depth > limit) {
        return at;
      }
    } else if (char === 0x7d || char === 0x5d) {
      depth--;
    }
  }
  return undefined;
}
