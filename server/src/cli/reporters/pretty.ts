import { groupBy } from "../../workflow/groupBy";
import { type Paint, SEVERITY_STYLES } from "../colours";
import type { Problem, Report, Summary } from "../problem";
import { count, printable } from "../text";

/** The problems for people, a line each under their file's name. */
export function pretty({ problems, summary }: Report, paint: Paint): string {
  const blocks = [...groupBy(problems, ({ file }) => file)].map(([file, group]) =>
    [paint("bold", printable(file)), ...group.map((problem) => line(problem, paint))].join("\n"),
  );
  const fixable = problems.filter(({ severity, fixable }) => fixable && severity !== "hint").length;
  return [...blocks, `${summaryLine(summary, paint)}\n${fixLine(fixable)}`].join("\n\n");
}

function line({ line, column, severity, message, code }: Problem, paint: Paint): string {
  const place = paint("dim", `${line}:${column}`.padEnd(8));
  const weight = paint(SEVERITY_STYLES[severity], severity.padEnd(11));
  return `  ${place}  ${weight}  ${printable(message)}  ${paint("dim", code)}`;
}

function summaryLine({ files, errors, warnings }: Summary, paint: Paint): string {
  const shown = {
    errors: paint(errors > 0 ? "red" : "green", count(errors, "error")),
    warnings: paint(warnings > 0 ? "yellow" : "green", count(warnings, "warning")),
  };
  return `${count(files, "file")} checked: ${shown.errors}, ${shown.warnings}.`;
}

function fixLine(fixable: number): string {
  return fixable === 0 ? "" : `'invopop-workflows fix' mends ${fixable} of them.\n`;
}
