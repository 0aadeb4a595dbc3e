import { renewStep, touchStep } from "./build";
import { indexOf, parseDocument, type WorkflowDocument } from "./document";
import { indexBehind, outerOf, stepAround } from "./locate";
import { actionOf, type Step, textOf } from "./model";
import { type Anchor, countValues, type Node, propertyOf } from "./node";
import { Parser } from "./parser";
import { MOST_VALUES } from "./size";
import type { Span } from "./span";
import { Kind, Tokens } from "./tokens";

/** A change of a text: what stood from `start` to `end`, as offsets of the text before, is so long now. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

/** One change that stands for two, the second of which counts in the text after the first. */
export function mergeChanges(first: TextChange, second: TextChange): TextChange {
  const start = Math.min(first.start, second.start);
  const between = Math.max(first.start + first.length, second.end);
  const grown = first.length - (first.end - first.start);
  return {
    start,
    end: between - grown,
    length: between - start + second.length - (second.end - second.start),
  };
}

/**
 * The document of a text that was made of another one by one change. What a change inside of one step can tell is
 * read anew, and the rest is taken over: nodes, steps and conditions stay the objects that they were, and the
 * document before is not true any more. Any other change has the whole text read.
 *
 * The result is the same as that of `parseDocument`, whatever the change.
 */
export function updateDocument(before: WorkflowDocument, change: TextChange, text: string): WorkflowDocument {
  const step = before.isTorn ? undefined : stepAround(before.steps, change);
  // While a step is half typed, all faults are in it, as they came when all else was sound.
  const isSoundAround = before.problems.length === 0 || (step !== undefined && before.faultyStep === step);
  const updated =
    step && isSoundAround
      ? (retypeText(before, step, change, text) ?? rereadStep(before, step, change, text))
      : undefined;
  return updated ?? parseDocument(text);
}

/** Takes over a change inside the quotes of a text; undefined where that is not all that has changed. */
function retypeText(
  before: WorkflowDocument,
  step: Step,
  change: TextChange,
  text: string,
): WorkflowDocument | undefined {
  const leaf = before.problems.length === 0 ? textAround(step.node, change) : undefined;
  const by = change.length - (change.end - change.start);
  const value = leaf && readText(text, leaf.start, leaf.end + by);
  if (!leaf || value === undefined || !before.root) {
    return undefined;
  }
  const shape = shapeOf(step);
  const id = textOf(step, "id");
  moveBehind(before.root, change, by, leaf);
  moveAnchors(before.anchors, indexBehind(before.anchors, change.start, offsetOf), by);
  leaf.value = value;
  touch(step);
  return {
    ...before,
    text,
    shape: shape === shapeOf(step) ? before.shape : {},
    ...(id !== textOf(step, "id") && indexOf(before.workflow)),
  };
}

/** The text in quotes around a change, among what belongs to a node. */
function textAround(node: Node, { start, end }: Span): Node | undefined {
  let around: Node | undefined = node;
  const holds = (value: Node | undefined): boolean =>
    value !== undefined && value.start < start && end < value.end;
  while (around && around.type !== "string") {
    around =
      around.type === "object"
        ? around.properties.find(({ value }) => holds(value))?.value
        : around.items.find(holds);
  }
  return around;
}

/** What a text in quotes says; undefined where something else stands at that place. */
function readText(text: string, start: number, end: number): string | undefined {
  const tokens = new Tokens(text, start, () => {});
  return tokens.kind === Kind.String && tokens.error === 0 && tokens.end === end ? tokens.value : undefined;
}

/** Reads one step anew; undefined where its end is another one now, or nobody knows where that is. */
function rereadStep(
  before: WorkflowDocument,
  step: Step,
  change: TextChange,
  text: string,
): WorkflowDocument | undefined {
  const { root, anchors, workflow } = before;
  const { start, end } = step.span;
  const by = change.length - (change.end - change.start);
  const parser = new Parser(text, start, depthOf(step));
  const node = parser.parseObject();
  const array = propertyOf(step.list.owner.node, step.list.name)?.value;
  const values = before.values - countValues(step.node) + parser.values;
  if (!root || !node || !array || parser.isTorn || node.end !== end + by || values > MOST_VALUES) {
    return undefined;
  }
  const ids = idsIn(step);
  const shape = shapeOf(step);
  const first = indexBehind(anchors, start - 1, offsetOf);
  const following = indexBehind(anchors, end - 1, offsetOf);
  moveBehind(root, change, by, step.node);
  moveAnchors(anchors, following, by);
  array.replaceItem(step.index, node);
  const renewed = renewStep(step, node);
  touch(outerOf(renewed));
  const isSame = renewed === step;
  return {
    ...before,
    text,
    values,
    anchors: [...anchors.slice(0, first), ...parser.anchors, ...anchors.slice(following)],
    problems: parser.problems.sort((a, b) => a.span.start - b.span.start),
    faultyStep: parser.problems.length > 0 ? renewed : undefined,
    shape: isSame && shape === shapeOf(step) ? before.shape : {},
    ...(!(isSame && ids === idsIn(step)) && indexOf(workflow)),
  };
}

/** How many brackets are open where a step begins. */
function depthOf(step: Step): number {
  const outer = outerOf(step);
  return outer ? depthOf(outer) + 4 : 2;
}

/** Tells a step and those around it, in which something has moved, that they are not as they were. */
function touch(step: Step | undefined): void {
  for (let around = step; around; around = outerOf(around)) {
    touchStep(around);
  }
}

/**
 * Makes room for a change in all that is around it and moves what follows, as far as it has no anchor of its own.
 *
 * @param innermost what holds the change and is not looked into
 */
function moveBehind(node: Node, change: Span, by: number, innermost: Node): void {
  for (let around: Node | undefined = node; around; ) {
    around.grow(by);
    if (around === innermost) {
      return;
    }
    let inner: Node | undefined;
    for (const property of around.properties) {
      const { value } = property;
      if (value && value.start < change.start && change.end < value.end) {
        inner = value;
      } else if (property.key.start >= change.end) {
        property.move(by);
      }
    }
    const items: readonly Node[] = around.items;
    const following = indexBehind(items, change.start, (item) => item.start);
    const last: Node | undefined = items[following - 1];
    if (last && change.end < last.end) {
      inner = last;
    }
    for (let at = following; at < items.length; at++) {
      const item = items[at];
      if (item?.anchor === around.anchor) {
        item.move(by);
      }
    }
    around = inner;
  }
}

function moveAnchors(anchors: readonly Anchor[], from: number, by: number): void {
  for (let at = from; at < anchors.length; at++) {
    const anchor = anchors[at];
    if (anchor) {
      anchor.offset += by;
    }
  }
}

function offsetOf({ offset }: Anchor): number {
  return offset;
}

/** The ids of a step and of those nested in it, as one text. */
function idsIn(step: Step): string {
  return JSON.stringify([step, ...nestedIn(step)].map((one) => textOf(one, "id") ?? null));
}

function nestedIn(step: Step): Step[] {
  return step.conditions.flatMap(({ steps }) =>
    steps.steps.flatMap((nested) => [nested, ...nestedIn(nested)]),
  );
}

/** All in a step that the ways through the workflow depend on, as one text. */
function shapeOf(step: Step): string {
  return JSON.stringify(
    [step, ...nestedIn(step)].map((one) => [
      textOf(one, "id") ?? null,
      actionOf(one) ?? null,
      one.conditions.map(({ node }) =>
        node.properties.map(({ name, value }) => [name, value?.type ?? null, value?.value ?? null]),
      ),
    ]),
  );
}
