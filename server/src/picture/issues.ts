import type { PictureSeverity } from "../flowProtocol";
import type { WorkflowDocument } from "../workflow/document";
import { groupBy } from "../workflow/groupBy";
import { indexBehind, outerOf } from "../workflow/locate";
import type { Step } from "../workflow/model";

/** Something that is wrong at a place of the text, as the rules found it. */
export interface Issue {
  /** Where it starts, as an offset. */
  readonly start: number;
  readonly severity: PictureSeverity;
  readonly message: string;
}

/** What is wrong with one step, or with what is no part of any step. */
export interface Trouble {
  readonly severity: PictureSeverity;
  /** Sentences, those of the worst severity first. */
  readonly problems: readonly string[];
}

const SEVERITIES: readonly PictureSeverity[] = ["error", "warning", "information", "hint"];

/**
 * Gives each issue to the innermost step around its start; `undefined` has those that are in none. Hints are left
 * out, as nobody has to follow them and most steps have some.
 */
export function troublesOf(
  { steps }: WorkflowDocument,
  issues: readonly Issue[],
): Map<Step | undefined, Trouble> {
  const told = issues.filter(({ severity }) => severity !== "hint");
  const byStep = groupBy(told, ({ start }) => stepTouching(steps, start));
  return new Map([...byStep].map(([step, own]) => [step, toTrouble(own)]));
}

/** The innermost step around an offset, its ends included. */
function stepTouching(steps: readonly Step[], offset: number): Step | undefined {
  let step = steps[indexBehind(steps, offset, ({ span }) => span.start) - 1];
  while (step && step.span.end < offset) {
    step = outerOf(step);
  }
  return step;
}

/** All that is wrong in several parts, as one; undefined when nothing is. */
export function together(troubles: readonly Trouble[]): Trouble | undefined {
  const [first, ...others] = SEVERITIES.flatMap((severity) =>
    troubles.filter((trouble) => trouble.severity === severity),
  );
  return (
    first && { severity: first.severity, problems: [first, ...others].flatMap(({ problems }) => problems) }
  );
}

function toTrouble(issues: readonly Issue[]): Trouble {
  const sorted = SEVERITIES.flatMap((severity) => issues.filter((issue) => issue.severity === severity));
  return { severity: sorted[0]?.severity ?? "hint", problems: sorted.map(({ message }) => message) };
}
