import { EXIT } from "./exit";
import type { Inputs } from "./files/read";
import type { Unreadable } from "./files/reason";
import type { Host, Output } from "./host";
import type { Summary } from "./problem";
import { count, printable } from "./text";

/** What went wrong in a run besides what was found in the files. */
export interface Trouble {
  readonly unreadable: readonly Unreadable[];
  readonly unwritable?: readonly Unreadable[];
  readonly empty: readonly string[];
  /** What is wrong in the files of projects, in sentences. */
  readonly faults?: readonly string[];
  /** What failed and is a fault of ours, in sentences. */
  readonly failures?: readonly string[];
}

/** Tells on standard error what went wrong. */
export function tell({ stderr }: Pick<Host, "stderr">, trouble: Trouble): void {
  const { unreadable, unwritable = [], empty, faults = [], failures = [] } = trouble;
  for (const { name, reason } of unreadable) {
    say(stderr, `${name} could not be read: ${reason}.`);
  }
  for (const { name, reason } of unwritable) {
    say(stderr, `${name} could not be written: ${reason}.`);
  }
  for (const name of empty) {
    say(stderr, `${name} holds no workflows; their names end in .workflow.json or .invopop.json.`);
  }
  for (const fault of faults) {
    say(stderr, fault);
  }
  for (const failure of failures) {
    stderr.write(`${failure}\n`);
  }
}

/** Writes a sentence with names from outside in it. */
export function say(output: Output, sentence: string): void {
  output.write(`${printable(sentence)}\n`);
}

/** The exit code of a run, the worst of what happened. */
export function exitCode(trouble: Trouble, hasFindings: boolean): number {
  const { unreadable, unwritable = [], faults = [], failures = [] } = trouble;
  if (failures.length > 0) {
    return EXIT.failed;
  }
  if (unreadable.length + unwritable.length + faults.length > 0) {
    return EXIT.unreadable;
  }
  return hasFindings ? EXIT.findings : EXIT.clean;
}

/** Whether what was found lets a run fail; too many warnings are told of, as nothing else shows that they count. */
export function isTooMuch(
  { stderr }: Pick<Host, "stderr">,
  { errors, warnings }: Summary,
  most: number,
): boolean {
  if (errors === 0 && warnings > most) {
    say(stderr, `${count(warnings, "warning")}, and --max-warnings allows ${most}.`);
  }
  return errors > 0 || warnings > most;
}

/** The exit code's part of the inputs of a run. */
export function troubleOf({ unreadable, empty }: Inputs): Trouble {
  return { unreadable, empty };
}
