import { keysOf, WRITTEN_ORDER } from "../../schema/format";
import { isUuid } from "../../schema/uuid";
import { targetOf, type WorkflowDocument } from "../../workflow/document";
import { insertField, replaceFields } from "../../workflow/insert";
import { called, shortened } from "../../workflow/label";
import { layoutOf } from "../../workflow/layout";
import {
  arrayOf,
  type Condition,
  fieldOf,
  isStop,
  matchLabelOf,
  normalId,
  pathOf,
  type Step,
  statusOf,
  textOf,
} from "../../workflow/model";
import { type FieldPiece, literal, type Piece } from "../../workflow/pieces";
import { selectionOf } from "../../workflow/selection";
import type { Span } from "../../workflow/span";
import { type Change, calledCondition, type FlowEditContext, type Made, shownAt } from "./change";
import { faultOf, putIn } from "./list";
import { conditionStyle, nextStyle } from "./style";

/**
 * Adds a condition behind those of a step. It has no steps yet, for which there is an empty list.
 *
 * @param status none, empty and `NA` stand for any
 * @param code none and an empty one stand for any
 */
export function addCondition({ document }: FlowEditContext, step: Step, status = "", code = ""): Made {
  const list = { owner: step, name: "next" } as const;
  const fault = faultOf(list) ?? statusFault(status) ?? repeatFault(step, status, code);
  if (fault !== undefined) {
    return fault;
  }
  const fields: FieldPiece[] = [
    ...(isAny(status) ? [] : [{ key: "status", value: literal(JSON.stringify(status)) }]),
    ...(code === "" ? [] : [{ key: "code", value: literal(JSON.stringify(code)) }]),
    { key: "steps", value: literal("[]") },
  ];
  const condition: Piece = { kind: "object", fields, style: conditionStyle(document, step, step.conditions) };
  const at = fieldOf(step, "next")?.value?.items.length ?? 0;
  return {
    edits: putIn(document.text, layoutOf(document), list, at, condition, nextStyle(document, step)),
    shown: (after) => shownAt(after, pathOf(step), ({ conditions }) => selectionAt(conditions, at)),
  };
}

function isAny(status: string): boolean {
  return status === "" || status === "NA";
}

function statusFault(status: string): string | undefined {
  const known = keysOf("condition").get("status")?.values ?? [];
  return known.some(({ value }) => value === status)
    ? undefined
    : `'${shortened(status)}' is no status, so no condition was added.`;
}

function repeatFault(step: Step, status: string, code: string): string | undefined {
  const wanted = isAny(status) ? undefined : status;
  const same = step.conditions.find(
    (condition) => statusOf(condition) === wanted && (textOf(condition, "code") ?? "") === code,
  );
  return same && `${called(step)} has a condition for '${shortened(matchLabelOf(same))}' already.`;
}

/** Has a condition go to a step. Where it went so far makes way, and so does that it stopped. */
export function pointTo({ document }: FlowEditContext, condition: Condition, step: Step): Made {
  const { text } = document;
  const fault = faultOf(condition.steps) ?? pointFault(document, condition, step);
  if (fault !== undefined) {
    return fault;
  }
  const shown: Change["shown"] = (after) =>
    shownAt(after, pathOf(condition.step), ({ conditions }) => selectionAt(conditions, condition.index));
  if (targetOf(document, condition) === step && !isStop(condition)) {
    return { edits: [], shown };
  }
  const layout = layoutOf(document);
  // In a condition that has nothing in it yet, it is on a line of its own where other conditions are on lines.
  const isInline = layout.isOneLine || conditionStyle(document, condition.step, [condition]) === "inline";
  const id = { ...literal(JSON.stringify(textOf(step, "id"))), isInline };
  const field: FieldPiece = { key: "step_id", value: id };
  const stop = isStop(condition) ? ["stop"] : [];
  const replaced = ["step_id", "steps", ...stop].find((name) => fieldOf(condition, name));
  const changes = new Map<string, readonly FieldPiece[]>(stop.map((name) => [name, []]));
  return {
    edits: replaced
      ? replaceFields(text, layout, condition.node, changes.set(replaced, [field]))
      : insertField(text, layout, condition.node, field, WRITTEN_ORDER.condition),
    shown,
  };
}

function pointFault({ stepsById }: WorkflowDocument, condition: Condition, step: Step): string | undefined {
  const id = textOf(step, "id") ?? "";
  if (condition.step === step) {
    return `A condition of ${called(step)} cannot go to ${called(step)}, which would never end.`;
  }
  // What is no step in there is not to be lost either.
  if ((arrayOf(condition.steps)?.items ?? []).length > 0) {
    return `The condition ${calledCondition(condition)} has steps of its own, so it cannot go to another one. Move or delete them first.`;
  }
  if (!isUuid(id)) {
    return `${called(step)} has no UUID by which a condition could go to it. Give it one first.`;
  }
  return (stepsById.get(normalId(id))?.length ?? 0) > 1
    ? `Another step has the UUID of ${called(step)} too, so a condition cannot go to it. Give one of them a new UUID first.`
    : undefined;
}

function selectionAt(conditions: readonly Condition[], index: number): Span | undefined {
  const condition = conditions.find((one) => one.index === index);
  return condition && selectionOf(condition);
}
