import { targetOf, type WorkflowDocument } from "../workflow/document";
import type { Flow, FlowEdge } from "../workflow/flow";
import { type Condition, isStop, type Step } from "../workflow/model";
import { type Keys, keysOf } from "./keys";

/** A text whose ways are drawn, and what its parts are called in the picture. */
export interface Side {
  readonly document: WorkflowDocument;
  readonly flow: Flow;
  readonly keys: Keys;
  /** The key of a condition in the picture, which has those of an older text too. */
  keyOf(condition: Condition): string;
  /** Whether a condition of an older text is in the newer one as well. */
  isKnown(condition: Condition): boolean;
}

/** A text by itself. */
export function sideOf(document: WorkflowDocument, flow: Flow): Side {
  const keys = keysOf(document);
  return { document, flow, keys, keyOf: keys.ofCondition, isKnown: () => true };
}

/** Where a way from a step leads: to another one, or to a sign for where the workflow ends or jumps to. */
export type Exit = {
  /** The condition that opens the way. */
  readonly condition: Condition | undefined;
  /** Whether it is the way straight on. */
  readonly isStraight: boolean;
  /** Whether the flow does not come back from it to what is behind the step. */
  readonly isAside: boolean;
} & (
  | { readonly kind: "next" | "branch"; readonly to: Step }
  | { readonly kind: "end" }
  | { readonly kind: "stop"; readonly stop: Condition }
  | { readonly kind: "goto"; readonly to: Step; readonly jump: Condition }
);

/** The ways on from a step, in the order of the text. */
export function exitsFrom(step: Step, { document, flow }: Side): Exit[] {
  const edges = flow.edgesFrom(step);
  const straight = straightOf(document, step, edges);
  return edges.map((edge): Exit => {
    const { condition } = edge;
    const isAside = condition !== undefined && leaves(document, condition);
    const common = { condition, isStraight: edge === straight, isAside };
    if (edge.kind === "goto") {
      return { ...common, kind: "goto", to: edge.to, jump: edge.jump };
    }
    if (edge.to) {
      return { ...common, kind: edge.kind, to: edge.to };
    }
    const stop = stopBehind(document, step, condition);
    return stop ? { ...common, kind: "stop", stop } : { ...common, kind: "end" };
  });
}

/** By what a way from a step is the same one in two texts. */
export function nameOf(exit: Exit, side: Side): string {
  const condition = exit.condition ? side.keyOf(exit.condition) : "";
  switch (exit.kind) {
    case "next":
    case "branch":
      return `${condition} to ${side.keys.ofStep(exit.to)}`;
    case "end":
      return `${condition} to the end`;
    case "stop":
      return `${condition} to the stop of ${side.keyOf(exit.stop)}`;
    case "goto":
      return `${condition} to ${side.keys.ofStep(exit.to)} by ${side.keyOf(exit.jump)}`;
  }
}

/** The way that is drawn without a turn: on by itself, else without steps of its own, else by the first branch. */
function straightOf(
  document: WorkflowDocument,
  step: Step,
  edges: readonly FlowEdge[],
): FlowEdge | undefined {
  const goesOn = ({ condition }: FlowEdge): boolean => !condition || !leaves(document, condition);
  const isLast = step.list.steps[step.position + 1] === undefined;
  return (
    edges.find(({ condition }) => !condition) ??
    edges.find((edge) => edge.kind === "next" && goesOn(edge)) ??
    edges.find(goesOn) ??
    (isLast ? edges[0] : undefined)
  );
}

/** Whether the flow does not go on behind the step of a condition once its branch is done. */
function leaves(document: WorkflowDocument, condition: Condition): boolean {
  const target = targetOf(document, condition);
  return target ? target !== condition.step : isStop(condition);
}

/** The condition that ends the workflow behind a step; undefined where its lane simply comes to its end. */
function stopBehind(
  document: WorkflowDocument,
  step: Step,
  condition: Condition | undefined,
): Condition | undefined {
  let at = condition ?? ownerOf(step);
  while (at && !(isStop(at) && !targetOf(document, at))) {
    at = ownerOf(at.step);
  }
  return at;
}

function ownerOf({ list }: Step): Condition | undefined {
  return list.owner.kind === "condition" ? list.owner : undefined;
}
