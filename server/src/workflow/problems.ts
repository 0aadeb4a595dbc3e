import { withCommas } from "./numbers";
import { MOST_VALUES } from "./size";
import type { Span } from "./span";
import { TokenError } from "./tokens";

/** A fault in the JSON itself. `remove` is set where deleting that stretch mends it. */
export interface SyntaxProblem {
  readonly span: Span;
  readonly message: string;
  readonly remove?: Span;
}

/**
 * How many brackets may stand in one another. Real workflows need a few dozen; the limit keeps every
 * recursive walk far from the end of the stack. What lies deeper is passed over.
 */
export const MAX_DEPTH = 500;

/** What is said of each kind of fault between the tokens. */
export const MESSAGES = {
  empty: "The file is empty; a workflow is a JSON object.",
  openComment: "This comment has no end, and strict JSON has no comments at all.",
  comment: "Invopop takes strict JSON, which has no comments. Use a step's notes.",
  trailingComma: "Strict JSON has no comma before a closing bracket.",
  unknownValue: "This is not a JSON value. Text needs double quotes.",
  key: "A key in double quotes is expected here.",
  value: "A value is missing here.",
  colon: "A colon is missing behind this key.",
  comma: "A comma is missing before this.",
  openBrace: "An opening brace is missing before this.",
  closeBrace: "A closing brace is missing here.",
  closeBracket: "A closing bracket is missing here.",
  stray: "This bracket closes nothing.",
  rest: "Nothing may follow the end of the workflow.",
  tooDeep: `Brackets stand more than ${MAX_DEPTH} deep in one another here; what is inside is not read.`,
  tooMany: `The file has more than ${withCommas(MOST_VALUES)} values; what follows is not read.`,
} as const;

/** What is said of a fault inside a token. */
export const TOKEN_MESSAGES: Readonly<Record<number, string>> = {
  [TokenError.UnexpectedEndOfString]: "This string has no closing quote.",
  [TokenError.UnexpectedEndOfNumber]: "This number is not complete.",
  [TokenError.InvalidUnicode]: "A Unicode escape is a backslash, u and four hexadecimal digits.",
  [TokenError.InvalidEscape]: "JSON has no such escape. A backslash itself is written as two.",
  [TokenError.InvalidCharacter]: "Control characters must be escaped inside a string, as in \\n or \\t.",
};
