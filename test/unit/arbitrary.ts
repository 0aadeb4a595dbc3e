import fc from "fast-check";

/** A step as the tests make one up; `go` in its conditions is the number of a step, counted round. */
interface DrawnStep {
  readonly action: string;
  readonly isLegacy: boolean;
  readonly config: unknown;
  readonly next: readonly DrawnCondition[] | undefined;
}

interface DrawnCondition {
  readonly match: Readonly<Record<string, string>>;
  readonly stop: boolean | undefined;
  readonly go: number | undefined;
  readonly steps: readonly DrawnStep[] | undefined;
}

/** The UUID of the step with this number. */
export function stepId(number: number): string {
  return `019ab4c2-6b1e-7c1a-9d0e-${String(number).padStart(12, "0")}`;
}

const { step } = fc.letrec<{ readonly step: DrawnStep; readonly condition: DrawnCondition }>((tie) => ({
  step: fc.record({
    action: fc.constantFrom("pdf", "silo.close", "silo.if", "email.send", "acme.send"),
    isLegacy: fc.boolean(),
    config: fc.constantFrom(undefined, {}, { state: "sent", list: [1, { a: null }] }, { expr: "a > 1" }),
    next: fc.option(fc.array(tie("condition"), { maxLength: 3 }), {
      nil: undefined,
      depthIdentifier: "steps",
    }),
  }),
  condition: fc.record({
    match: fc.constantFrom<Readonly<Record<string, string>>>(
      {},
      { status: "KO" },
      { status: "OK", code: "1" },
      { status: "NA" },
      { code: "true" },
    ),
    stop: fc.constantFrom(undefined, undefined, false, true),
    go: fc.option(fc.nat(20), { nil: undefined }),
    steps: fc.option(fc.array(tie("step"), { maxLength: 3, depthIdentifier: "steps" }), {
      nil: undefined,
      depthIdentifier: "steps",
    }),
  }),
}));

/** A workflow with steps in one another, whose conditions stop, branch and go to steps of the file. */
export const anyWorkflow: fc.Arbitrary<unknown> = fc
  .record({
    steps: fc.array(step, { minLength: 1, maxLength: 5 }),
    rescue: fc.option(fc.array(step, { maxLength: 2 }), { nil: undefined }),
    id: fc.option(fc.constant(stepId(9999)), { nil: undefined }),
    goesForward: fc.boolean(),
  })
  .map(({ steps, rescue, id, goesForward }) => new Writer(goesForward).workflow(steps, rescue, id));

/** Numbers the steps in the order of the text, and has conditions go to them. */
class Writer {
  #count = 0;
  readonly #late: (() => void)[] = [];

  /** @param goesForward whether conditions only go to steps further down, so that every way has an end */
  constructor(private readonly goesForward: boolean) {}

  workflow(
    steps: readonly DrawnStep[],
    rescue: readonly DrawnStep[] | undefined,
    id: string | undefined,
  ): unknown {
    const workflow = {
      ...(id && { id }),
      name: "Any",
      steps: steps.map((one) => this.#step(one)),
      ...(rescue && { rescue: rescue.map((one) => this.#step(one)) }),
    };
    for (const write of this.#late) {
      write();
    }
    return workflow;
  }

  #step({ action, isLegacy, config, next }: DrawnStep): unknown {
    const number = this.#count++;
    return {
      id: stepId(number),
      name: `S${number}`,
      [isLegacy ? "provider" : "action"]: action,
      ...(config !== undefined && { config }),
      ...(next && { next: next.map((condition) => this.#condition(condition)) }),
    };
  }

  #condition({ match, stop, go, steps }: DrawnCondition): unknown {
    const condition: Record<string, unknown> = { ...match };
    if (steps && go === undefined) {
      condition["steps"] = steps.map((one) => this.#step(one));
    }
    if (go !== undefined) {
      // Its place among the keys is here; which step it is shows once all are counted.
      condition["step_id"] = "";
      const first = this.goesForward ? this.#count : 0;
      this.#late.push(() => {
        const number = first + (go % Math.max(1, this.#count - first));
        condition["step_id"] = stepId(Math.min(number, this.#count - 1));
      });
    }
    if (stop !== undefined && !(stop && go !== undefined)) {
      condition["stop"] = stop;
    }
    return condition;
  }
}

/** How a value is written: each choice is taken in turn, from the start again when all are used up. */
export interface Style {
  readonly indent: string;
  readonly eol: string;
  readonly colon: string;
  readonly mark: string;
  readonly choices: readonly number[];
}

/** A way to write a text: tidy, all on one line, or with each object and array as it comes and keys in any order. */
export const anyStyle: fc.Arbitrary<Style> = fc.record({
  indent: fc.constantFrom("  ", "    ", "\t"),
  eol: fc.constantFrom("\n", "\r\n"),
  colon: fc.constantFrom(": ", ":", " : "),
  mark: fc.constantFrom("", "", "\ufeff"),
  choices: fc.oneof(
    fc.constant([0]),
    fc.constant([1]),
    fc.array(fc.nat(11), { minLength: 1, maxLength: 30 }),
  ),
});

/** Writes a value as strict JSON in a style. */
export function write(value: unknown, style: Style): string {
  let at = 0;
  const choose = (count: number): number => (style.choices[at++ % style.choices.length] ?? 0) % count;
  const members = (texts: readonly string[], open: string, close: string, indent: string): string => {
    const inner = style.eol + indent + style.indent;
    const isInline = choose(4) === 1;
    const gap = style.colon.endsWith(" ") ? " " : "";
    const padding = open === "{" ? gap : "";
    return texts.length === 0
      ? open + close
      : isInline
        ? open + padding + texts.join(`,${gap}`) + padding + close
        : open + inner + texts.join(`,${inner}`) + style.eol + indent + close;
  };
  const print = (part: unknown, indent: string): string => {
    if (Array.isArray(part)) {
      return members(
        part.map((item) => print(item, indent + style.indent)),
        "[",
        "]",
        indent,
      );
    }
    if (typeof part === "object" && part !== null) {
      const entries = Object.entries(part);
      const turn = choose(3) === 2 ? choose(entries.length || 1) : 0;
      const turned = [...entries.slice(turn), ...entries.slice(0, turn)];
      return members(
        turned.map(([key, item]) => JSON.stringify(key) + style.colon + print(item, indent + style.indent)),
        "{",
        "}",
        indent,
      );
    }
    return JSON.stringify(part);
  };
  return style.mark + print(value, "") + style.eol;
}

/** A workflow as a text. */
export const anyText: fc.Arbitrary<string> = fc
  .tuple(anyWorkflow, anyStyle)
  .map(([workflow, style]) => write(workflow, style));
