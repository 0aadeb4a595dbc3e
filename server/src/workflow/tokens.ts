import { createScanner } from "jsonc-parser";
import type { Span } from "./span";

/** The kinds of tokens as jsonc-parser numbers them; its own names are a const enum that cannot be imported. */
export const Kind = {
  OpenBrace: 1,
  CloseBrace: 2,
  OpenBracket: 3,
  CloseBracket: 4,
  Comma: 5,
  Colon: 6,
  Null: 7,
  True: 8,
  False: 9,
  String: 10,
  Number: 11,
  LineComment: 12,
  BlockComment: 13,
  LineBreak: 14,
  Trivia: 15,
  Unknown: 16,
  End: 17,
} as const;

/** What may be wrong inside one token, by jsonc-parser's numbers. */
export const TokenError = {
  UnexpectedEndOfComment: 1,
  UnexpectedEndOfString: 2,
  UnexpectedEndOfNumber: 3,
  InvalidUnicode: 4,
  InvalidEscape: 5,
  InvalidCharacter: 6,
} as const;

/** Reads a text token by token, passing over white space, and over comments after telling of them. */
export class Tokens implements Span {
  readonly #scanner: ReturnType<typeof createScanner>;
  readonly #text: string;
  readonly #onComment: (span: Span, isClosed: boolean) => void;
  kind: number = Kind.End;
  start = 0;
  end = 0;
  /** Where the token before this one ended. */
  previousEnd = 0;
  /** Whether this token is the first one on its line. */
  startsLine = true;

  constructor(text: string, start: number, onComment: (span: Span, isClosed: boolean) => void) {
    this.#scanner = createScanner(text, false);
    this.#scanner.setPosition(start);
    this.#text = text;
    this.#onComment = onComment;
    this.next();
  }

  next(): void {
    const scanner = this.#scanner;
    this.previousEnd = this.end;
    this.startsLine = this.previousEnd === 0;
    for (;;) {
      this.#skipSpace();
      this.kind = scanner.scan();
      if (this.kind !== Kind.LineComment && this.kind !== Kind.BlockComment) {
        break;
      }
      const start = scanner.getTokenOffset();
      const isClosed = scanner.getTokenError() !== TokenError.UnexpectedEndOfComment;
      this.#onComment({ start, end: start + scanner.getTokenLength() }, isClosed);
    }
    this.start = scanner.getTokenOffset();
    this.end = this.start + scanner.getTokenLength();
  }

  /** Passes over white space, of which the scanner would make tokens, and of each its text. */
  #skipSpace(): void {
    const text = this.#text;
    const start = this.#scanner.getPosition();
    let at = start;
    for (let code = text.charCodeAt(at); isSpace(code); code = text.charCodeAt(++at)) {
      this.startsLine ||= isLineBreak(code);
    }
    if (at > start) {
      this.#scanner.setPosition(at);
    }
  }

  /** Passes over all that follows. */
  skipAll(): void {
    this.previousEnd = this.end;
    this.kind = Kind.End;
    this.#scanner.setPosition(this.#text.length);
    this.start = this.#text.length;
    this.end = this.#text.length;
  }

  /** The token's text; of a string, what it stands for. */
  get value(): string {
    return this.#scanner.getTokenValue();
  }

  /** What is wrong inside the token, one of `TokenError`; 0 when nothing is. */
  get error(): number {
    return this.#scanner.getTokenError();
  }

  /** Whether the token is the value of a key or item by itself. */
  get isLiteral(): boolean {
    return this.kind >= Kind.Null && this.kind <= Kind.Number;
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || isLineBreak(code);
}

function isLineBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}
