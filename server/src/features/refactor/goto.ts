import { parseDocument, type WorkflowDocument } from "../../workflow/document";
import { applyEdits, type Edit, editedSlice } from "../../workflow/edits";
import { createFlow } from "../../workflow/flow";
import { giveFreshIds } from "../../workflow/freshIds";
import { replaceFields } from "../../workflow/insert";
import { indentAt, type Layout, layoutOf } from "../../workflow/layout";
import { removeMembers } from "../../workflow/members";
import type { Condition, Step } from "../../workflow/model";
import { type FieldPiece, literal, type RawPiece } from "../../workflow/pieces";
import { cutOut } from "./cut";
import { followingOf, gotoTarget, type Plan, planFor } from "./plan";
import { arrayOf, called, holds, type RefactorContext, type Refactoring } from "./refactoring";

/** Ways to put the steps that a condition goes to inside of it, as the Console asks for. */
export function inlineGoto(context: RefactorContext): Refactoring[] {
  const { document, range } = context;
  const condition = document.conditions.findLast(({ span }) => holds(span, range));
  const target = condition && gotoTarget(document, condition);
  if (!condition || !target) {
    return [];
  }
  const layout = layoutOf(document);
  const plan = planFor(document, condition, target);
  if (typeof plan === "string") {
    const title = `Replace Go-to by a copy of ${called(target)}`;
    return [
      { kind: "inline", title, edits: [], obstacle: plan },
      ...copyAlone(context, layout, condition, target),
    ];
  }
  if (plan.steps.length === 0) {
    const title = `Remove Go-to: the flow goes on with ${called(target)} anyway`;
    return [{ kind: "inline", title, edits: putInside(document, layout, condition, [], false) }];
  }
  const copied = copy(context, layout, condition, plan);
  const moved = move(context, layout, condition, plan, copied);
  if (moved) {
    return [{ kind: "inline", title: `Move ${names(plan)} into this condition`, edits: moved }];
  }
  return [
    { kind: "inline", title: `Replace Go-to by a copy of ${names(plan)}`, edits: copied },
    ...(plan.steps.length > 1 ? copyAlone(context, layout, condition, target) : []),
  ];
}

/** The copy of the target without what runs behind it, which is not the same any more; the title says so. */
function copyAlone(
  context: RefactorContext,
  layout: Layout,
  condition: Condition,
  target: Step,
): Refactoring[] {
  const following = followingOf(condition.step);
  if (holds(target.span, condition.span) || following === "unknown") {
    return [];
  }
  const then = following === "end" ? "then end" : `then go on with ${called(following)}`;
  const edits = copy(context, layout, condition, { steps: [target], stop: false });
  return [{ kind: "inline", title: `Replace Go-to by a copy of ${called(target)} alone, ${then}`, edits }];
}

function names({ steps: [first, ...rest] }: Plan): string {
  const behind = rest.length === 1 ? " and the step after it" : ` and the ${rest.length} steps after it`;
  return (first ? called(first) : "") + (rest.length === 0 ? "" : behind);
}

/** Puts copies of steps into a condition; inside of them, what goes to a copied step goes to its copy. */
function copy(
  { document, newId }: RefactorContext,
  layout: Layout,
  condition: Condition,
  { steps, stop }: Plan,
): Edit[] {
  const isCopied = ({ span }: Step | Condition): boolean => steps.some((step) => holds(step.span, span));
  const ids = giveFreshIds(
    document,
    document.steps.filter(isCopied),
    document.conditions.filter(isCopied),
    newId,
  );
  const pieces = steps.map((step): RawPiece => {
    const inside = ids.filter((edit) => holds(step.span, edit.span));
    const text = editedSlice(document.text, step.span, inside);
    const indent = indentAt(document.text, step.span.start);
    return { kind: "raw", text, indent, isInline: !/[\r\n]/.test(text) };
  });
  return putInside(document, layout, condition, pieces, stop);
}

/** Puts the steps themselves into the condition, where nothing else leads to any of them. */
function move(
  context: RefactorContext,
  layout: Layout,
  condition: Condition,
  { steps, stop }: Plan,
  copied: readonly Edit[],
): Edit[] | undefined {
  const { document } = context;
  const [first] = steps;
  const last = steps.at(-1);
  const array = first && arrayOf(first.list);
  if (!first || !last || !array || !isRun(steps) || !areNeedless(context, condition, steps, copied)) {
    return undefined;
  }
  const piece = cutOut(document.text, array, first.index, last.index);
  return [
    ...putInside(document, layout, condition, [piece], stop),
    ...removeMembers(document.text, array, first.index, last.index),
  ];
}

/** Whether steps stand one behind the other in one list, with nothing between them. */
function isRun(steps: readonly Step[]): boolean {
  return steps.every((step, at) => {
    const previous = steps[at - 1];
    return !previous || (previous.list === step.list && previous.index + 1 === step.index);
  });
}

/** Whether nothing leads to any of the steps any more once the condition has copies of them. */
function areNeedless(
  { document: { text }, catalog }: RefactorContext,
  condition: Condition,
  steps: readonly Step[],
  copied: readonly Edit[],
): boolean {
  const changed = applyEdits(text, copied);
  const shift = changed.length - text.length;
  const after = parseDocument(changed);
  const flow = createFlow(after, catalog);
  const starts = new Set(
    steps.map(({ span }) => (span.start < condition.span.start ? span.start : span.start + shift)),
  );
  const left = after.steps.filter((step) => starts.has(step.span.start));
  return left.length === steps.length && !left.some((step) => flow.isReached(step));
}

function putInside(
  { text }: WorkflowDocument,
  layout: Layout,
  condition: Condition,
  steps: readonly RawPiece[],
  stop: boolean,
): Edit[] {
  const fields: FieldPiece[] = [
    ...(steps.length > 0 ? [{ key: "steps", value: { kind: "array", items: steps } as const }] : []),
    ...(stop ? [{ key: "stop", value: literal("true") }] : []),
  ];
  const changes = new Map<string, readonly FieldPiece[]>([
    ["step_id", fields],
    ...(steps.length > 0 ? [["steps", []] as const] : []),
    ...(stop ? [["stop", []] as const] : []),
  ]);
  return replaceFields(text, layout, condition.node, changes);
}
