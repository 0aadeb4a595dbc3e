import { type Node, type Property, propertyOf } from "./node";
import type { Span } from "./span";

/** What workflow, step and condition have in common: an object of the text, its fields being the properties of the node. */
export interface Part {
  readonly node: Node;
  readonly span: Span;
}

/** The root object of the file, whatever of it is there. */
export interface Workflow extends Part {
  readonly kind: "workflow";
  readonly steps: StepList;
  readonly rescue: StepList;
}

/** The steps that run one after the other: the main ones, those of `rescue`, or those of a condition. */
export interface StepList {
  readonly name: "steps" | "rescue";
  readonly owner: Workflow | Condition;
  readonly steps: readonly Step[];
}

/** One step. Its `next` holds its conditions, in order. */
export interface Step extends Part {
  readonly kind: "step";
  readonly list: StepList;
  /** The index in the array as it stands in the file, from 0. */
  readonly index: number;
  /** The index in `list.steps`, which leaves out what is no step. */
  readonly position: number;
  readonly conditions: readonly Condition[];
  /** The field that names the action: `action`, else `provider`. Everybody asks for it, so it is looked up once. */
  readonly actionField: Field | undefined;
  /** The ID of the action as written; undefined when there is none or it is no string. Looked up once too. */
  readonly action: string | undefined;
  /** Counts the changes of the step or of what is in it, for whoever keeps what was found out about it. */
  readonly revision: number;
}

/** One condition of a step: what it matches, and where it leads. */
export interface Condition extends Part {
  readonly kind: "condition";
  readonly step: Step;
  /** The index in `next` as it stands in the file, from 0. */
  readonly index: number;
  readonly steps: StepList;
}

/** A field of a workflow, a step or a condition. */
export type Field = Property;

/** The field of this name; of one that stands twice, the last. */
export function fieldOf(part: Part, name: string): Field | undefined {
  return propertyOf(part.node, name);
}

/** The text of a string field; undefined when it is absent or no string. */
export function textOf(part: Part, name: string): string | undefined {
  const value = fieldOf(part, name)?.value?.value;
  return typeof value === "string" ? value : undefined;
}

/** The keys under which a step's action stands: today's, and the older one that the Console still writes. */
export const ACTION_KEYS = ["action", "provider"] as const;

/** The field that names the step's action: `action`, else `provider`. */
export function actionField(step: Step): Field | undefined {
  return step.actionField;
}

/** The ID of the step's action as written; undefined when there is none or it is no string. */
export function actionOf(step: Step): string | undefined {
  return step.action;
}

/** What may have another spelling; nearly no UUID has, and to see that costs less than to spell it anew. */
const UNUSUAL = /[^a-z0-9-]/;

/** The form in which two spellings of one UUID are equal. */
export function normalId(uuid: string): string {
  return UNUSUAL.test(uuid) ? uuid.toLowerCase() : uuid;
}

/** How a step is called to a person: its name, else its action, else its place in the list. */
export function labelOf(step: Step): string {
  return textOf(step, "name") || actionOf(step) || `Step ${step.index + 1}`;
}

/** Where a step stands, as a path such as `steps[2].next[0].steps[1]`. */
export function pathOf({ list, index }: Step): string {
  return pathIn(list, index);
}

/** Where an item of a list of steps stands or would stand, as a path such as `steps[2].next[0].steps[1]`. */
export function pathIn({ owner, name }: StepList, index: number): string {
  const own = `${name}[${index}]`;
  return owner.kind === "workflow" ? own : `${pathOf(owner.step)}.next[${owner.index}].${own}`;
}

/** The main steps or `rescue`: the list that a step stands in, however deep. */
export function rootListOf({ list }: Step): StepList {
  return list.owner.kind === "workflow" ? list : rootListOf(list.owner.step);
}

/** The array in which the steps of a list stand; whatever else its key has for a value, if that is no array. */
export function arrayOf({ owner, name }: StepList): Node | undefined {
  return fieldOf(owner, name)?.value;
}

/** A step and all that are nested in it, in the order of the text. */
export function withNested(step: Step): Step[] {
  return [step, ...step.conditions.flatMap((condition) => condition.steps.steps.flatMap(withNested))];
}

/**
 * Whether two steps stand in different branches, the conditions of which may exclude each other. Those of the main
 * steps and those of `rescue` do not.
 */
export function standApart(a: Step, b: Step): boolean {
  return rootListOf(a) === rootListOf(b) && !isWithin(a, b.list) && !isWithin(b, a.list);
}

function isWithin({ list }: Step, outer: StepList): boolean {
  return list === outer || (list.owner.kind === "condition" && isWithin(list.owner.step, outer));
}

/** How a condition is called to a person: what it matches, such as `KO 4107`, `true` or `any`. */
export function matchLabelOf(condition: Condition): string {
  const status = statusOf(condition);
  const code = textOf(condition, "code");
  return status && code ? `${status} ${code}` : status || code || "any";
}

/** The status that a condition matches; undefined stands for any: absent, empty, or the Console's `NA`. */
export function statusOf(condition: Condition): string | undefined {
  const status = textOf(condition, "status");
  return status === "" || status === "NA" ? undefined : status;
}

/** Whether a condition matches every status. One with a value of a wrong type is not sure to. */
export function isForAnyStatus(condition: Condition): boolean {
  const status = fieldOf(condition, "status")?.value;
  return (
    status === undefined ||
    status.type === "null" ||
    (status.type === "string" && statusOf(condition) === undefined)
  );
}

/** The keys that a condition can have. */
const CONDITION_KEYS: ReadonlySet<string> = new Set(["code", "status", "step_id", "steps", "stop"]);

/**
 * Whether a condition matches whatever its step returned. One with a value of a wrong type is not sure to, nor is
 * one with another key, which may be one of these with a slip of the pen.
 */
export function isUnconditional(condition: Condition): boolean {
  const code = fieldOf(condition, "code")?.value;
  const isForAnyCode = code === undefined || code.type === "null" || code.value === "";
  return (
    isForAnyCode &&
    isForAnyStatus(condition) &&
    condition.node.properties.every(({ name }) => CONDITION_KEYS.has(name))
  );
}

/** Whether a condition ends the workflow after its branch. */
export function isStop(condition: Condition): boolean {
  return fieldOf(condition, "stop")?.value?.value === true;
}
