import { copyOut, cutOut } from "../../workflow/cut";
import { parseDocument } from "../../workflow/document";
import { applyEdits, type Edit, placeAfter } from "../../workflow/edits";
import { createFlow } from "../../workflow/flow";
import { replaceFields } from "../../workflow/insert";
import { called } from "../../workflow/label";
import { layoutOf } from "../../workflow/layout";
import { removeMembers } from "../../workflow/members";
import { arrayOf, type Condition, type Step } from "../../workflow/model";
import { type FieldPiece, literal, type RawPiece } from "../../workflow/pieces";
import { holds } from "../../workflow/span";
import { followingOf, gotoTarget, type Plan, planFor } from "./plan";
import type { RefactorContext, Refactoring } from "./refactoring";

/** Ways to put the steps that a condition goes to inside of it, as the Console asks for. */
export function inlineGoto(context: RefactorContext): Refactoring[] {
  const { document, range } = context;
  const condition = document.conditions.findLast(({ span }) => holds(span, range));
  const target = condition && gotoTarget(document, condition);
  if (!condition || !target) {
    return [];
  }
  const plan = planFor(document, condition, target);
  if (typeof plan === "string") {
    const title = `Replace Go-to by a copy of ${called(target)}`;
    return [{ kind: "inline", title, edits: [], obstacle: plan }, ...copyAlone(context, condition, target)];
  }
  if (plan.steps.length === 0) {
    const title = `Remove Go-to: the flow goes on with ${called(target)} anyway`;
    return [{ kind: "inline", title, edits: putInside(context, condition, [], false) }];
  }
  let moved = 0;
  let edits = inlined(context, condition, plan, moved);
  let needless = countNeedless(context, plan, moved, edits);
  // What nothing leads to any more is moved; that can leave what is behind it without a way to it too.
  while (needless > 0) {
    moved += needless;
    edits = inlined(context, condition, plan, moved);
    needless = countNeedless(context, plan, moved, edits);
  }
  const isMore = moved === 0 && plan.steps.length > 1;
  return [
    { kind: "inline", title: titleOf(plan, moved), edits },
    ...(isMore ? copyAlone(context, condition, target) : []),
  ];
}

/** The copy of the target without what runs behind it, which is not the same any more; the title says so. */
function copyAlone(context: RefactorContext, condition: Condition, target: Step): Refactoring[] {
  const following = followingOf(condition.step);
  if (holds(target.span, condition.span) || following === "unknown") {
    return [];
  }
  const then = following === "end" ? "then end" : `then go on with ${called(following)}`;
  const edits = inlined(context, condition, { steps: [target], stop: false }, 0);
  return [{ kind: "inline", title: `Replace Go-to by a copy of ${called(target)} alone, ${then}`, edits }];
}

function titleOf({ steps }: Plan, moved: number): string {
  const [first] = steps;
  const name = first ? called(first) : "";
  if (moved === 0) {
    return `Replace Go-to by a copy of ${name}${others(" and ", steps.length - 1, "after it")}`;
  }
  const copied = steps.length - moved;
  const copies = `, with ${copied === 1 ? "a copy" : "copies"} of `;
  const moves = name + others(" and ", moved - 1, "after it");
  return `Move ${moves} into this condition${others(copies, copied, moved === 1 ? "after it" : "after those")}`;
}

/** So many further steps in words; nothing where there are none. */
function others(before: string, count: number, where: string): string {
  return count === 0 ? "" : `${before}${count === 1 ? "the step" : `the ${count} steps`} ${where}`;
}

/**
 * Puts steps into a condition: the first so many themselves, which stand one behind the other, and of the rest
 * copies. Inside of these, what goes to a copied step goes to its copy.
 */
function inlined(
  context: RefactorContext,
  condition: Condition,
  { steps, stop }: Plan,
  moved: number,
): Edit[] {
  const { text } = context.document;
  const first = steps[0];
  const last = steps[moved - 1];
  const array = first && arrayOf(first.list);
  const copies = copyOut(context.document, steps.slice(moved), context.newId);
  if (!first || !last || !array) {
    return putInside(context, condition, copies, stop);
  }
  return [
    ...putInside(context, condition, [cutOut(text, array, first.index, last.index), ...copies], stop),
    ...removeMembers(text, array, first.index, last.index),
  ];
}

/** How many of the steps that are not moved, from the first on, nothing leads to any more after the edits. */
function countNeedless(
  { document: { text }, catalog }: RefactorContext,
  { steps }: Plan,
  moved: number,
  edits: readonly Edit[],
): number {
  const after = parseDocument(applyEdits(text, edits));
  const flow = createFlow(after, catalog);
  const stepAt = new Map(after.steps.map((step) => [step.span.start, step]));
  const copied = steps.slice(moved);
  const needed = copied.findIndex(({ span, list, index }, at) => {
    const step = stepAt.get(placeAfter(edits, span.start));
    const previous = steps[moved + at - 1];
    const isBehind = !previous || (previous.list === list && previous.index + 1 === index);
    return !isBehind || !step || flow.isReached(step);
  });
  return needed < 0 ? copied.length : needed;
}

/** Puts steps in the place of a condition's `step_id`. */
function putInside(
  { document }: RefactorContext,
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
  return replaceFields(document.text, layoutOf(document), condition.node, changes);
}
