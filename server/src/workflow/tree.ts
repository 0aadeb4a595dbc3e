import type { Anchor, Node } from "./node";
import { Parser } from "./parser";
import type { SyntaxProblem } from "./problems";

/** What a text parses to: always a list of problems, and a tree as far as one could be made. */
export interface Tree {
  readonly root: Node | undefined;
  readonly problems: readonly SyntaxProblem[];
  /** Whether brackets are missing or too many, so that nobody knows what belongs to what. */
  readonly isTorn: boolean;
  /** Where the parts begin that can move on their own, in the order of the text. */
  readonly anchors: readonly Anchor[];
  /** How many values there are. */
  readonly values: number;
}

/**
 * Parses a text as strict JSON. Never throws: what is broken becomes a problem, one for each cause, and the
 * tree holds what could still be understood. A byte order mark at the start is passed over.
 */
export function parseText(source: string): Tree {
  const text = source.charCodeAt(0) === 0xfeff ? ` ${source.slice(1)}` : source;
  const parser = new Parser(text);
  const root = parser.parse();
  const problems = parser.problems.sort((a, b) => a.span.start - b.span.start);
  return { root, problems, isTorn: parser.isTorn, anchors: parser.anchors, values: parser.values };
}
