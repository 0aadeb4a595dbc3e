import { id, numbers } from "./random";

/** A text to measure with, and places in it, as offsets. */
export interface Sample {
  readonly steps: number;
  readonly text: string;
  /** Inside the name, or comment, of the middle step. */
  readonly typing: number;
  /** Inside the quotes of a step's action, or of a state's type. */
  readonly choice: number;
  /** Inside the quotes of a UUID, or name, that leads to another step or state. */
  readonly jump: number;
}

/**
 * A workflow of so many steps as people write them: named, with config, with a condition here and there, and
 * nothing in it that a server would report.
 */
export function workflowOf(steps: number): Sample {
  const random = numbers(1);
  let left = steps;
  const list = (depth: number, most: number): Record<string, unknown>[] => {
    const made: Record<string, unknown>[] = [];
    while (left > 0 && made.length < most) {
      left--;
      made.push(step(depth));
    }
    return made;
  };
  const step = (depth: number): Record<string, unknown> => {
    const kind = Math.floor(random() * 4);
    const number = steps - left;
    const base = { id: id(random), name: `Step number ${number}` };
    if (number === 1) {
      return { ...base, action: "verifactu.generate" };
    }
    switch (kind) {
      case 0:
        return {
          ...base,
          action: "silo.state",
          summary: "Set state to `sent`{.state .sent}",
          config: { state: "sent" },
        };
      case 1:
        return { ...base, action: "pdf", config: { locale: "es", layout: "A4", date_format: "%Y-%m-%d" } };
      case 2:
        return {
          ...base,
          action: "verifactu.send",
          ...(depth < 3 && left > 3 && { next: [{ status: "KO", code: "4107", steps: list(depth + 1, 3) }] }),
        };
      default:
        return { ...base, action: "sequence.enumerate", config: { name: "invoices", padding: 6 } };
    }
  };
  const main = list(0, Number.POSITIVE_INFINITY);
  for (const [at, { next }] of main.entries()) {
    const target = main[at + 2];
    if (Array.isArray(next) && target) {
      next.push({ status: "TIMEOUT", step_id: target["id"] });
    }
  }
  const jump = { id: id(random), action: "silo.close", next: [{ status: "SKIP", step_id: main[0]?.["id"] }] };
  const workflow = {
    name: "Generated",
    description: `A workflow of ${steps} steps`,
    schema: "bill/invoice",
    // Small ones may have no jump of their own.
    steps: [...main.slice(0, -1), ...(steps > 1 ? [] : [jump]), ...main.slice(-1)],
    rescue: [],
  };
  return sampleOf(steps, workflow, '"name": "Step', '"action": "', '"step_id": "');
}

/** A state machine of so many states, each with a comment and a successor, in about as many lines for each. */
export function stateMachineOf(states: number): Sample {
  const machine = {
    StartAt: "Step1",
    States: Object.fromEntries(
      Array.from({ length: states }, (_, at) => {
        const number = at + 1;
        const state = {
          Comment: `Step number ${number}`,
          Type: "Task",
          Resource: "arn:aws:lambda:us-east-1:123456789012:function:Send",
          Parameters: { locale: "es", layout: "A4", date_format: "%Y-%m-%d" },
        };
        return [
          `Step${number}`,
          { ...state, ...(number < states ? { Next: `Step${number + 1}` } : { End: true }) },
        ];
      }),
    ),
  };
  return sampleOf(states, machine, '"Comment": "Step', '"Type": "', '"Next": "');
}

function sampleOf(steps: number, value: unknown, name: string, choice: string, jump: string): Sample {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  return {
    steps,
    text,
    typing: middleOf(text, name) - 2,
    choice: middleOf(text, choice) + 1,
    jump: middleOf(text, jump) + 1,
  };
}

/** The offset behind the occurrence of a text that is nearest to the middle. */
function middleOf(text: string, what: string): number {
  const half = Math.floor(text.length / 2);
  const [before, behind] = [text.lastIndexOf(what, half), text.indexOf(what, half)];
  const nearest = behind < 0 || (before >= 0 && half - before < behind - half) ? before : behind;
  if (nearest < 0) {
    throw new Error(`The text has no ${what}.`);
  }
  return nearest + what.length;
}
