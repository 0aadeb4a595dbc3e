import { createScanner } from "jsonc-parser";
import type { WorkflowDocument } from "./document";
import { stepAround } from "./locate";
import { fieldOf, type Step } from "./model";
import type { Node } from "./node";
import { MAX_DEPTH } from "./problems";
import type { Path } from "./shape";
import type { Span } from "./span";
import { Kind } from "./tokens";

/** Where a cursor stands in a text that may be half-typed, and what typing there replaces. */
export interface Cursor {
  readonly offset: number;
  /** The path of the value at the cursor; for a key, the path of its object. */
  readonly path: Path;
  /** Where the brackets start that are open at the cursor, the outermost first. */
  readonly brackets: readonly number[];
  readonly isKey: boolean;
  /** The whole string or word at the cursor, quotes included; empty where nothing stands. */
  readonly replace: Span;
  /** What of it stands before the cursor, without its quote. */
  readonly typed: string;
  /** The end of what stands before without the comma that a new item needs; undefined when none is missing. */
  readonly missingCommaAt: number | undefined;
  /** Whether a new item needs a comma behind it, because another one follows. */
  readonly needsComma: boolean;
  /** Whether a key at the cursor has its colon already. */
  readonly hasColon: boolean;
}

/** An object or array that is open at the place the reader has come to, and what it expects next. */
interface Frame {
  readonly isObject: boolean;
  readonly start: number;
  expects: "key" | "colon" | "value" | "comma";
  key: string;
  index: number;
}

interface Token {
  readonly kind: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Finds out where an offset stands, reading the tokens before it and forgiving what is missing between them.
 * Undefined where nothing can be typed: behind the root, between a key and its missing colon, in a comment.
 */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  return readTo(text, offset, 0, []);
}

/** The same for a text that was read: where all is sound around a step, reading begins at the step. */
export function cursorIn(document: WorkflowDocument, offset: number): Cursor | undefined {
  const { text, steps, problems, faultyStep, isTorn } = document;
  const step = isTorn ? undefined : stepAround(steps, { start: offset, end: offset });
  return step && (problems.length === 0 || faultyStep === step)
    ? readTo(text, offset, step.span.start, framesAround(step))
    : cursorAt(text, offset);
}

/** What is open where a step begins. */
function framesAround({ list, index }: Step): Frame[] {
  const { owner, name } = list;
  const array = fieldOf(owner, name)?.value;
  const around =
    owner.kind === "workflow"
      ? []
      : [
          ...framesAround(owner.step),
          frameOf(owner.step.node, "next"),
          frameOf(fieldOf(owner.step, "next")?.value, owner.index),
        ];
  return [
    ...around,
    frameOf(owner.node, name),
    // Here the value that comes is the one with this index; of those around it has begun.
    { ...frameOf(array, index), expects: "value" },
  ];
}

function frameOf(node: Node | undefined, place: string | number): Frame {
  const [key, index] = typeof place === "string" ? [place, 0] : ["", place];
  return { isObject: typeof place === "string", start: node?.start ?? 0, expects: "comma", key, index };
}

/** @param start where reading begins, with these brackets open */
function readTo(text: string, offset: number, start: number, frames: Frame[]): Cursor | undefined {
  const scanner = createScanner(text, false);
  scanner.setPosition(start);
  let lastEnd = start;
  for (;;) {
    const token = nextToken(scanner);
    if (token.kind === Kind.End || token.start > offset || (token.start === offset && !isWord(token))) {
      const end = isWord(token) ? endOfValue(text, offset, token, frames.at(-1)) : offset;
      return toCursor(text, offset, frames, { start: offset, end }, lastEnd);
    }
    if (isWord(token) && token.start <= offset && offset <= token.end) {
      const isCommentStart = token.text.startsWith("//") || token.text.startsWith("/*");
      const replace = isCommentStart ? undefined : wordSpan(text, token, offset);
      return replace && toCursor(text, offset, frames, replace, lastEnd);
    }
    if (!isTrivia(token)) {
      advance(frames, token);
      lastEnd = token.end;
    } else if (isInComment(token, offset)) {
      return undefined;
    }
    if (frames.length > MAX_DEPTH) {
      return undefined;
    }
  }
}

function nextToken(scanner: ReturnType<typeof createScanner>): Token {
  const kind: number = scanner.scan();
  const start = scanner.getTokenOffset();
  return { kind, start, end: start + scanner.getTokenLength(), text: scanner.getTokenValue() };
}

/** Strings, numbers, literals and half-typed ones. */
function isWord({ kind }: Token): boolean {
  return (kind >= Kind.Null && kind <= Kind.Number) || kind === Kind.Unknown;
}

/** Comments, line breaks and white space. */
function isTrivia({ kind }: Token): boolean {
  return kind >= Kind.LineComment && kind <= Kind.Trivia;
}

/** A comment to the end of the line goes on where the cursor stands at that end. */
function isInComment({ kind, end }: Token, offset: number): boolean {
  return (kind === Kind.LineComment && offset <= end) || (kind === Kind.BlockComment && offset < end);
}

function advance(frames: Frame[], token: Token): void {
  const frame = frames.at(-1);
  switch (token.kind) {
    case Kind.OpenBrace:
    case Kind.OpenBracket: {
      beginValue(frame);
      const isObject = token.kind === Kind.OpenBrace;
      frames.push({ isObject, start: token.start, expects: isObject ? "key" : "value", key: "", index: 0 });
      return;
    }
    case Kind.CloseBrace:
    case Kind.CloseBracket: {
      const at = frames.findLastIndex((open) => open.isObject === (token.kind === Kind.CloseBrace));
      if (at >= 0) {
        frames.length = at;
      }
      return;
    }
    case Kind.Comma:
      if (frame) {
        frame.index += frame.isObject ? 0 : 1;
        frame.expects = frame.isObject ? "key" : "value";
      }
      return;
    case Kind.Colon:
      if (frame?.isObject) {
        frame.expects = "value";
      }
      return;
    default:
      if (frame?.isObject && frame.expects !== "value") {
        frame.key = token.kind === Kind.String ? token.text : "";
        frame.expects = "colon";
      } else {
        beginValue(frame);
      }
  }
}

/** A value starts; in an array without a comma before it, that is the next item all the same. */
function beginValue(frame: Frame | undefined): void {
  if (frame) {
    frame.index += !frame.isObject && frame.expects === "comma" ? 1 : 0;
    frame.expects = "comma";
  }
}

/** The end of the value that follows the cursor on its line: a cursor before a value means that value. */
function endOfValue(text: string, offset: number, token: Token, frame: Frame | undefined): number {
  const isValue = frame?.isObject && frame.expects === "value" && !/\n/.test(text.slice(offset, token.start));
  return isValue && !/^\s*:/.test(text.slice(token.end)) ? token.end : offset;
}

function toCursor(
  text: string,
  offset: number,
  frames: readonly Frame[],
  replace: Span,
  lastEnd: number,
): Cursor | undefined {
  const frame = frames.at(-1);
  const isEmpty = replace.start === replace.end;
  if (!frame ? lastEnd > 0 : frame.isObject && frame.expects === "colon" && isEmpty) {
    return undefined;
  }
  const outer = frames.slice(0, -1).map((open) => (open.isObject ? open.key : open.index));
  const lacksComma = frame !== undefined && (frame.expects === "comma" || frame.expects === "colon");
  const isKey = frame?.isObject === true && frame.expects !== "value";
  const own = !frame || isKey ? [] : [frame.isObject ? frame.key : frame.index + (lacksComma ? 1 : 0)];
  const following = /\S/.exec(text.slice(replace.end, replace.end + 2000))?.[0] ?? "";
  return {
    offset,
    path: [...outer, ...own],
    brackets: frames.map((open) => open.start),
    isKey,
    replace,
    typed: text.slice(replace.start, offset).replace(/^"/, ""),
    missingCommaAt: lacksComma ? lastEnd : undefined,
    needsComma: following !== "" && !",:]}".includes(following),
    hasColon: isKey && following === ":",
  };
}

/**
 * The word at the cursor. A string whose closing quote is missing swallows what follows on its line; then only
 * the part that the cursor is in is taken.
 */
function wordSpan(text: string, token: Token, offset: number): Span {
  const { start, end } = token;
  const isClosed = token.kind !== Kind.String || (end - start > 1 && text[end - 1] === '"');
  const behind = /[^\S\n]*(\S?)/y;
  behind.lastIndex = end;
  const following = behind.exec(text)?.[1] ?? "";
  if (isClosed && (following === "" || ",:]}".includes(following))) {
    return { start, end };
  }
  if (token.kind !== Kind.String) {
    return { start, end };
  }
  const rest = /^[\w.\-/]*/.exec(text.slice(offset, end))?.[0] ?? "";
  return { start, end: offset + rest.length };
}
