import fc from "fast-check";

/** A step as JSON gives it; its name is its id. */
interface JsonStep {
  readonly id: string;
  readonly action: string;
  readonly next: readonly JsonCondition[];
}

interface JsonCondition {
  readonly status?: string;
  readonly code?: string;
  readonly steps?: readonly JsonStep[];
  readonly step_id?: string;
  readonly stop?: boolean;
}

/** A small workflow as the tests of ways make one up. */
export interface JsonWorkflow {
  readonly steps: readonly JsonStep[];
  readonly rescue: readonly JsonStep[];
}

/** One step further: the id of the step that runs next, or nothing at the end. */
export interface Move {
  readonly to: string | undefined;
  /** What was matched; undefined where the step passes on by itself. */
  readonly condition: JsonCondition | undefined;
}

/** An action that has run, as `action list step` with a mark behind it when it failed or was skipped. */
export type Ran = string;

/** A step, and all that has run when it starts. */
interface Moment {
  readonly id: string;
  readonly ran: ReadonlySet<Ran>;
}

/** The codes of the only action whose codes are all known. */
export const CODES: Readonly<Record<string, readonly string[]>> = { if: ["true", "false"], mute: [] };

/**
 * A workflow read off its JSON and walked step by step, slowly and as Invopop's documentation tells it. It knows
 * nothing of the server's own view of the flow.
 */
export class Walker {
  readonly #places = new Map<string, Place>();

  constructor(readonly workflow: JsonWorkflow) {
    this.#enter(workflow.steps, "steps", undefined);
    this.#enter(workflow.rescue, "rescue", undefined);
  }

  get ids(): string[] {
    return [...this.#places.keys()];
  }

  movesFrom(id: string): Move[] {
    const place = this.#placeOf(id);
    const { action, next } = place.step;
    const moves = next.map((condition): Move => ({ to: this.#match(condition, place), condition }));
    const isAlwaysMatched = next.some(({ status, code }) => isAny(status) && !code);
    const codes = CODES[action] ?? [];
    const isEachMatched =
      codes.length > 0 &&
      codes.every((code) =>
        next.some(
          (condition) => condition.code === code && (isAny(condition.status) || condition.status === "OK"),
        ),
      );
    return isAlwaysMatched || isEachMatched
      ? moves
      : [...moves, { to: this.#behind(place), condition: undefined }];
  }

  /** All moments of all walks: first those from the main steps, then those from `rescue`, after whatever ran. */
  moments(): Moment[] {
    const main = this.#momentsFrom(this.workflow.steps[0]?.id, new Set());
    const all = new Set(main.flatMap(({ id, ran }) => [...ran, this.#ranBy(id, true)]));
    return [...main, ...this.#momentsFrom(this.workflow.rescue[0]?.id, all)];
  }

  #momentsFrom(start: string | undefined, ran: ReadonlySet<Ran>): Moment[] {
    const seen = new Map<string, Moment>();
    const visit = (id: string | undefined, before: ReadonlySet<Ran>): void => {
      const key = `${id}: ${[...before].sort().join()}`;
      if (id === undefined || seen.has(key)) {
        return;
      }
      seen.set(key, { id, ran: before });
      for (const { to, condition } of this.movesFrom(id)) {
        const isDone = !["KO", "SKIP", "TIMEOUT"].includes(condition?.status ?? "");
        visit(to, new Set([...before, this.#ranBy(id, isDone)]));
      }
    };
    visit(start, ran);
    return [...seen.values()];
  }

  /** Whether some walk from a step comes to an end within so many steps. */
  canEnd(id: string, steps = this.ids.length): boolean {
    return this.movesFrom(id).some(({ to }) => to === undefined || (steps > 0 && this.canEnd(to, steps - 1)));
  }

  #ranBy(id: string, isDone: boolean): Ran {
    const { step, root } = this.#placeOf(id);
    return `${step.action} ${root} ${id}${isDone ? "" : " undone"}`;
  }

  #enter(list: readonly JsonStep[], root: Place["root"], branchOf: Branch | undefined): void {
    list.forEach((step, at) => {
      const place: Place = { step, list, at, root, branchOf };
      this.#places.set(step.id, place);
      for (const condition of step.next) {
        this.#enter(condition.steps ?? [], root, { condition, place });
      }
    });
  }

  #match(condition: JsonCondition, place: Place): string | undefined {
    const [first] = condition.steps ?? [];
    return first ? first.id : this.#leave(condition, place);
  }

  /** What runs when the steps of a condition, if it has any, are done. */
  #leave({ step_id, stop }: JsonCondition, place: Place): string | undefined {
    const target = this.#places.get(step_id ?? "");
    const isItself = target === place;
    if (target && !isItself) {
      return target.step.id;
    }
    // A step that goes to itself is a fault that is told of as such, and here it goes on.
    return stop && !isItself ? undefined : this.#behind(place);
  }

  #behind({ list, at, branchOf }: Place): string | undefined {
    const following = list[at + 1];
    return following ? following.id : branchOf && this.#leave(branchOf.condition, branchOf.place);
  }

  #placeOf(id: string): Place {
    const place = this.#places.get(id);
    if (!place) {
      throw new Error(`No step is called ${id}.`);
    }
    return place;
  }
}

interface Branch {
  readonly condition: JsonCondition;
  readonly place: Place;
}

interface Place {
  readonly step: JsonStep;
  readonly list: readonly JsonStep[];
  readonly at: number;
  readonly root: "steps" | "rescue";
  readonly branchOf: Branch | undefined;
}

function isAny(status: string | undefined): boolean {
  return status === undefined || status === "" || status === "NA";
}

interface DrawnStep {
  readonly action: string;
  readonly next: readonly DrawnCondition[];
}

interface DrawnCondition {
  readonly match: { readonly status?: string; readonly code?: string };
  readonly steps: readonly DrawnStep[];
  /** The number of the step that it goes to, counted round. */
  readonly go: number | undefined;
  readonly stop: boolean;
}

const ALWAYS: readonly DrawnCondition["match"][] = [{}, { status: "NA" }, { status: "", code: "" }];
const MATCHES: readonly DrawnCondition["match"][] = [
  { status: "OK" },
  { status: "KO" },
  { status: "SKIP" },
  { code: "true" },
  { code: "false" },
  { status: "OK", code: "false" },
  { status: "KO", code: "true" },
];

function drawnSteps(depth: number): fc.Arbitrary<readonly DrawnStep[]> {
  const condition = fc.record({
    match: fc.oneof(fc.constantFrom(...ALWAYS), fc.constantFrom(...MATCHES)),
    steps: depth > 0 ? fc.oneof(fc.constant([]), drawnSteps(depth - 1)) : fc.constant([]),
    go: fc.option(fc.nat(9), { nil: undefined, freq: 2 }),
    stop: fc.oneof({ arbitrary: fc.constant(false), weight: 2 }, fc.constant(true)),
  });
  const step = fc.record({
    action: fc.constantFrom("if", "mute", "x", "y", "z"),
    next: fc.array(condition, { maxLength: 2 }),
  });
  return fc.array(step, { maxLength: depth === 2 ? 3 : 2 });
}

/** Any workflow of a few steps, whose conditions branch, stop and go to steps of it and to one that is not there. */
export const smallWorkflow: fc.Arbitrary<JsonWorkflow> = fc
  .record({ steps: drawnSteps(2), rescue: drawnSteps(1) })
  .map(({ steps, rescue }) => {
    let last = 0;
    const toSteps = (list: readonly DrawnStep[]): JsonStep[] =>
      list.map(({ action, next }) => {
        const id = `s${last++}`;
        return { id, action, next: next.map(toCondition) };
      });
    const toCondition = ({ match, steps: inner, go, stop }: DrawnCondition): JsonCondition => ({
      ...match,
      ...(inner.length > 0 && { steps: toSteps(inner) }),
      ...(go !== undefined && { step_id: `s${go}` }),
      ...(stop && { stop }),
    });
    return { steps: toSteps(steps), rescue: toSteps(rescue) };
  })
  .filter((workflow) => new Walker(workflow).ids.length <= 8);
