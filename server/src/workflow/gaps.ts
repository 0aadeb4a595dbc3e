import { createScanner } from "jsonc-parser";
import { MAX_DEPTH } from "./problems";
import type { Span } from "./span";
import { Kind } from "./tokens";

/** The white space between two tokens, before the first or behind the last one; often empty. */
export interface Gap extends Span {
  /**
   * The kind of the token before it, `Kind.End` at the start of the text. A block comment does not count when it
   * stands on the line of the token before it, as it belongs to that one.
   */
  readonly before: number;
  /** The kind of the token behind it, `Kind.End` at the end of the text. */
  readonly after: number;
  /** Whether a comment stands right before it, counted in `before` or not. */
  readonly isBehindComment: boolean;
  /** How many line breaks are in it. */
  readonly breaks: number;
  /** How many brackets are open where the token behind it stands, a closing bracket's own not among them. */
  readonly depth: number;
  /**
   * Whether something that is no JSON stands before it on its line or right behind it, so that the gap may be part
   * of what somebody means to write, as in text in single quotes.
   */
  readonly isFaulty: boolean;
}

/**
 * Reads the white space of a text, in order; undefined when the brackets do not match or stand too deep, so that
 * nobody knows what belongs to what. A byte order mark is no part of any gap.
 *
 * @param trimsComments counts white space at the end of a comment's line as part of the gap behind it
 */
export function readGaps(text: string, trimsComments: boolean): Gap[] | undefined {
  const reader = new GapReader(text, trimsComments);
  return reader.read() ? reader.gaps : undefined;
}

class GapReader {
  readonly gaps: Gap[] = [];
  readonly #text: string;
  readonly #trimsComments: boolean;
  readonly #scanner: ReturnType<typeof createScanner>;
  readonly #open: number[] = [];
  /** The end of the last token, its kind, and what it counts as. */
  #end: number;
  #previous: number = Kind.End;
  #before: number = Kind.End;
  #isFaulty = false;

  constructor(text: string, trimsComments: boolean) {
    this.#text = text;
    this.#trimsComments = trimsComments;
    this.#scanner = createScanner(text, false);
    this.#end = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    this.#scanner.setPosition(this.#end);
  }

  /** False as soon as the brackets do not match. */
  read(): boolean {
    for (;;) {
      let breaks = 0;
      let kind: number = this.#scanner.scan();
      for (; kind === Kind.LineBreak || kind === Kind.Trivia; kind = this.#scanner.scan()) {
        breaks += kind === Kind.LineBreak ? 1 : 0;
      }
      if (!this.#close(kind)) {
        return false;
      }
      this.#take(kind, breaks);
      if (kind === Kind.End) {
        return this.#open.length === 0;
      }
      if (kind === Kind.OpenBrace || kind === Kind.OpenBracket) {
        this.#open.push(kind);
      }
      if (this.#open.length > MAX_DEPTH) {
        return false;
      }
    }
  }

  /** Whether the token closes the bracket that is open, or is no closing one. */
  #close(kind: number): boolean {
    switch (kind) {
      case Kind.CloseBrace:
        return this.#open.pop() === Kind.OpenBrace;
      case Kind.CloseBracket:
        return this.#open.pop() === Kind.OpenBracket;
      default:
        return true;
    }
  }

  /** The gap before the token, and the token as the one before the next gap. */
  #take(kind: number, breaks: number): void {
    const scanner = this.#scanner;
    const isFault = kind === Kind.Unknown || scanner.getTokenError() !== 0;
    const start = scanner.getTokenOffset();
    this.gaps.push({
      start: this.#end,
      end: start,
      before: this.#before,
      after: kind,
      isBehindComment: isComment(this.#previous),
      breaks,
      depth: this.#open.length,
      isFaulty: this.#isFaulty || isFault,
    });
    this.#end = start + scanner.getTokenLength();
    if (this.#trimsComments && kind === Kind.LineComment) {
      this.#end = start + this.#text.slice(start, this.#end).trimEnd().length;
    }
    const belongsToPrevious = kind === Kind.BlockComment && breaks === 0 && this.#previous !== Kind.End;
    this.#previous = kind;
    this.#before = belongsToPrevious ? this.#before : kind;
    this.#isFaulty = isFault || (this.#isFaulty && breaks === 0);
  }
}

/** Whether a kind of token is a comment. */
export function isComment(kind: number): boolean {
  return kind === Kind.LineComment || kind === Kind.BlockComment;
}
