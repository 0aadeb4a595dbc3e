import { type CommandLine, choice, wholeNumber } from "../args";
import { Checker, isWorkspace } from "../check";
import { paintFor } from "../colours";
import { readInputs } from "../files/read";
import type { Host } from "../host";
import { exitCode, isTooMuch, tell } from "../outcome";
import { type Report, reportOf, withoutHints } from "../problem";
import { github } from "../reporters/github";
import { json } from "../reporters/json";
import { pretty } from "../reporters/pretty";
import { pathsFromRoot } from "../reporters/root";
import { sarif, type Troubles } from "../reporters/sarif";
import { filesOf, stdinName } from "./files";

/** The forms of a report. */
const FORMATS = ["pretty", "json", "sarif", "github"] as const;

/** `validate`: reports what is wrong. */
export async function validate(line: CommandLine, host: Host): Promise<number> {
  const format = choice(line, "format", FORMATS);
  const most = wholeNumber(line, "max-warnings") ?? Number.POSITIVE_INFINITY;
  const inputs = await readInputs(filesOf(line), host, stdinName(line));
  const checker = new Checker();
  const files = await checker.prepare(inputs.sources);
  const all = reportOf(checker.check(files, isWorkspace(inputs)), files.length);
  const report = format === "json" || line.options.has("hints") ? all : withoutHints(all);
  const { unreadable, empty } = inputs;
  const { faults, failures } = checker;
  host.stdout.write(print(format, report, { unreadable, faults }, host));
  tell(host, { unreadable, empty, faults, failures });
  const hasFindings = isTooMuch(host, report.summary, most);
  return exitCode({ unreadable, empty, faults, failures }, hasFindings);
}

function print(format: (typeof FORMATS)[number], report: Report, troubles: Troubles, host: Host): string {
  switch (format) {
    case "pretty":
      return pretty(report, paintFor(host.stdout, host.env));
    case "json":
      return json(report, troubles.unreadable);
    case "sarif":
      return sarif(report, troubles, pathsFromRoot(host.env));
    case "github":
      return github(report, troubles.unreadable, pathsFromRoot(host.env));
  }
}
