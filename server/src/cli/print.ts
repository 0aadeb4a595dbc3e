import type { Severity } from "../rules/rule";
import type { Problem } from "./validate";

/** What is printed after the problems: how many files were checked and what was found in them. */
export interface Summary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
}

const COLOURS: Readonly<Record<Severity, string>> = {
  error: "\u001b[31m",
  warning: "\u001b[33m",
  information: "\u001b[36m",
  hint: "\u001b[2m",
};
const RESET = "\u001b[0m";

/** The problems for people, a line each under their file's name. Hints, which are for editors, are left out. */
export function printPretty(problems: readonly Problem[], summary: Summary, colours: boolean): string {
  const lines: string[] = [];
  let file: string | undefined;
  for (const problem of problems.filter(({ severity }) => severity !== "hint")) {
    if (problem.file !== file) {
      lines.push(...(file === undefined ? [] : [""]), problem.file);
      file = problem.file;
    }
    const place = `${problem.line}:${problem.column}`.padEnd(8);
    const severity = problem.severity.padEnd(11);
    const shown = colours ? `${COLOURS[problem.severity]}${severity}${RESET}` : severity;
    lines.push(`  ${place}  ${shown}  ${problem.message}  ${problem.code}`);
  }
  lines.push(...(file === undefined ? [] : [""]), summaryOf(summary));
  return `${lines.join("\n")}\n`;
}

/** All problems, hints too, and the summary as one JSON object. */
export function printJson(problems: readonly Problem[], summary: Summary): string {
  return `${JSON.stringify({ problems, summary }, null, 2)}\n`;
}

function summaryOf({ files, errors, warnings }: Summary): string {
  return `${count(files, "file")} checked: ${count(errors, "error")}, ${count(warnings, "warning")}.`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
