import type { FlowOperation, FlowPlace } from "../../../server/src/flowProtocol";
import { keysOf } from "../../../server/src/picture/keys";
import { startValue } from "../../../server/src/schema/skeleton";
import type { WorkflowDocument } from "../../../server/src/workflow/document";
import { toValue } from "../../../server/src/workflow/node";
import { CATALOG } from "../../support/rules";
import { fresh } from "./refactored";

/** A JSON object of a workflow: itself, a step or a condition. */
interface Part {
  id?: string;
  status?: string;
  code?: string;
  step_id?: string;
  stop?: boolean;
  next?: Part[];
  steps?: Part[];
  rescue?: Part[];
  config?: unknown;
  [key: string]: unknown;
}

type ListName = "steps" | "rescue";

/**
 * The value that a workflow has after an operation, worked out without its text; undefined where the operation is
 * to be refused. The ids of the workflow's steps differ.
 */
export function told(document: WorkflowDocument, operation: FlowOperation): unknown {
  const value = new Told(document);
  return value.does(operation) ? value.root : undefined;
}

/** A workflow as its value, which operations change in place. */
class Told {
  readonly root: Part;
  readonly #steps = new Map<string, Part>();
  readonly #conditions = new Map<string, Part>();
  /** The workflow or condition that has a step, and the name of the list there. */
  readonly #homes = new Map<Part, readonly [Part, ListName]>();
  /** The steps that have the conditions. */
  readonly #owners = new Map<Part, Part>();

  constructor(document: WorkflowDocument) {
    this.root = JSON.parse(JSON.stringify(document.root && toValue(document.root)));
    const keys = keysOf(document);
    const steps = document.steps.map((step) => keys.ofStep(step));
    const conditions = document.conditions.map((condition) => keys.ofCondition(condition));
    const walk = (home: Part, name: ListName): void => {
      for (const step of home[name] ?? []) {
        this.#steps.set(steps[this.#steps.size] ?? "", step);
        this.#homes.set(step, [home, name]);
        for (const condition of step.next ?? []) {
          this.#conditions.set(conditions[this.#conditions.size] ?? "", condition);
          this.#owners.set(condition, step);
          walk(condition, "steps");
        }
      }
    };
    for (const name of Object.keys(this.root)) {
      if (name === "steps" || name === "rescue") {
        walk(this.root, name);
      }
    }
  }

  does(operation: FlowOperation): boolean {
    switch (operation.kind) {
      case "add-first":
        return this.#putFirst(this.root, operation.list, newStep(operation.action));
      case "add-after":
        return this.#put(newStep(operation.action), { after: operation.step });
      case "add-inside":
        return this.#put(newStep(operation.action), { inside: operation.condition });
      case "delete":
        return this.#with(operation.step, (step) => !this.#isWanted(step) && this.#takeOut(step));
      case "duplicate":
        return this.#with(operation.step, (step) => this.#put(copyOf(step), { after: operation.step }));
      case "move":
        return this.#with(operation.step, (step) => this.#move(step, operation.to));
      case "add-condition":
        return this.#with(operation.step, (step) => addCondition(step, operation.status, operation.code));
      case "point":
        return this.#with(operation.step, (step) => this.#point(operation.condition, step));
    }
  }

  #with(key: string, change: (step: Part) => boolean): boolean {
    const step = this.#steps.get(key);
    return step !== undefined && change(step);
  }

  #put(step: Part, to: FlowPlace): boolean {
    if ("inside" in to) {
      const condition = this.#conditions.get(to.inside);
      const isFree = condition && (condition.step_id === undefined || (condition.steps ?? []).length > 0);
      return isFree ? this.#putFirst(condition, "steps", step) : false;
    }
    const anchor = this.#steps.get("after" in to ? to.after : to.before);
    const list = anchor && this.#listOf(anchor);
    list?.splice(list.indexOf(anchor ?? step) + ("after" in to ? 1 : 0), 0, step);
    return list !== undefined;
  }

  #putFirst(home: Part, name: ListName, step: Part): boolean {
    home[name] = [step, ...(home[name] ?? [])];
    return true;
  }

  #move(step: Part, to: FlowPlace): boolean {
    const condition = "inside" in to ? this.#conditions.get(to.inside) : undefined;
    const anchor = "inside" in to ? undefined : this.#steps.get("after" in to ? to.after : to.before);
    const goal = condition ?? (anchor && this.#homes.get(anchor)?.[0]);
    if (anchor === step) {
      return true;
    }
    const isInside = nested(step).some((one) => one.next?.some((inner) => inner === goal));
    return goal !== undefined && !isInside && this.#takeOut(step) && this.#put(step, to);
  }

  #takeOut(step: Part): boolean {
    const list = this.#listOf(step);
    list?.splice(list.indexOf(step), 1);
    return list !== undefined;
  }

  #listOf(step: Part): Part[] | undefined {
    const [home, name] = this.#homes.get(step) ?? [];
    return home && name && home[name];
  }

  /** Whether conditions elsewhere go to a step or into it. */
  #isWanted(step: Part): boolean {
    const inside = nested(step);
    return [...this.#owners].some(
      ([condition, owner]) => !inside.includes(owner) && inside.some(({ id }) => id === condition.step_id),
    );
  }

  #point(key: string, step: Part): boolean {
    const condition = this.#conditions.get(key);
    if (!condition || this.#owners.get(condition) === step || (condition.steps ?? []).length > 0) {
      return false;
    }
    if (condition.step_id === undefined) {
      delete condition.steps;
    }
    if (condition.stop) {
      delete condition.stop;
    }
    Object.assign(condition, { step_id: step.id });
    return true;
  }
}

/** A step and all that are nested in it, in the order of the text. */
function nested(step: Part): Part[] {
  return [step, ...(step.next ?? []).flatMap(({ steps = [] }) => steps.flatMap(nested))];
}

function newStep(id: string): Part {
  const { title, config = [] } = CATALOG.get(id) ?? {};
  const required = config.filter((field) => field.required).map((field) => [field.key, startValue(field)]);
  return {
    id: fresh(1),
    name: title,
    action: id,
    ...(required.length > 0 && { config: Object.fromEntries(required) }),
  };
}

function copyOf(step: Part): Part {
  const copy: Part = structuredClone(step);
  const ids = new Map(nested(step).map(({ id }, at) => [id, fresh(at + 1)]));
  for (const one of nested(copy)) {
    Object.assign(one, { id: ids.get(one.id) });
    for (const condition of one.next ?? []) {
      const id = ids.get(condition.step_id);
      Object.assign(condition, id && { step_id: id });
    }
  }
  return copy;
}

function addCondition(step: Part, status?: string, code?: string): boolean {
  const next = step.next ?? [];
  const match = (one: Part): string => `${one.status === "NA" ? "" : (one.status ?? "")} ${one.code ?? ""}`;
  const condition: Part = { ...(status && { status }), ...(code && { code }), steps: [] };
  step.next = [...next, condition];
  return !next.some((one) => match(one) === match(condition));
}
