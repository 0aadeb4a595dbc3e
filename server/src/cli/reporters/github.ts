import type { Severity } from "../../rules/rule";
import type { Unreadable } from "../files/reason";
import type { Problem, Report } from "../problem";
import { count } from "../text";
import type { PathFromRoot } from "./root";

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

/** The problems as commands of a GitHub Actions run, which shows them in the changed files. */
export function github(
  { problems, summary }: Report,
  unreadable: readonly Unreadable[],
  pathFromRoot: PathFromRoot,
): string {
  const lines = [
    ...problems.map((problem) => annotation(problem, pathFromRoot)),
    ...unreadable.map(({ name, reason }) =>
      command("error", { file: pathFromRoot(name) }, `This could not be read: ${reason}.`),
    ),
    `${count(summary.files, "file")} checked: ${count(summary.errors, "error")}, ${count(summary.warnings, "warning")}.`,
  ];
  return `${lines.join("\n")}\n`;
}

function annotation(problem: Problem, pathFromRoot: PathFromRoot): string {
  const { file, line, endLine, column, endColumn, severity, code, message } = problem;
  // GitHub takes columns only inside of one line.
  const columns = line === endLine ? { col: column, endColumn } : {};
  const properties = { file: pathFromRoot(file), line, endLine, ...columns, title: code };
  return command(COMMANDS[severity], properties, message);
}

function command(
  name: string,
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${list.join(",")}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
