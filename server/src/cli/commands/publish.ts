import { type CommandLine, choice } from "../args";
import { Checker, isWorkspace } from "../check";
import { paintFor } from "../colours";
import { UsageError } from "../exit";
import { mapLimited } from "../files/limit";
import { type Inputs, readInputs, type Source } from "../files/read";
import type { Host } from "../host";
import { exitCode, say, tell } from "../outcome";
import type { Problem } from "../problem";
import { type LocalFile, localFileOf, rivalsOf } from "../remote/local";
import { type PublishOptions, publishFile } from "../remote/publish";
import { REPORT_FORMATS, type RunReport, reportText } from "../remote/report";
import { isWell, type Result } from "../remote/result";
import { MOST_AT_ONCE, remotely, type Session } from "../remote/session";
import { count } from "../text";
import { filesOf, stdinName } from "./files";

/** `publish`: makes the token's workspace hold what files say. */
export async function publish(line: CommandLine, host: Host): Promise<number> {
  const format = choice(line, "format", REPORT_FORMATS);
  const names = filesOf(line);
  return remotely(line, host, async (session) => {
    const inputs = await readInputs(names, host, stdinName(line));
    const options = optionsOf(line, inputs, host, format === "json");
    const { problems, ...checked } = await check(inputs);
    const trouble = { unreadable: inputs.unreadable, empty: inputs.empty, ...checked };
    if (checked.faults.length + checked.failures.length > 0) {
      tell(host, trouble);
      say(host.stderr, "Nothing was published, as the workflows could not be checked as they are to be.");
      return exitCode(trouble, true);
    }
    const report = await publishAll(session, inputs, problems, options);
    print(report, format, host);
    tell(host, trouble);
    const isPending = options.isDry && report.results.some(({ status }) => status !== "unchanged");
    return exitCode(trouble, isPending || !report.results.every(isWell));
  });
}

function optionsOf(
  { options, command }: CommandLine,
  { sources, unreadable }: Inputs,
  { stdout, env }: Host,
  isPlain: boolean,
): PublishOptions {
  const hash = options.get("if-hash");
  if (hash === "") {
    throw new UsageError("--if-hash needs a value: --if-hash HASH.", command?.name);
  }
  if (hash !== undefined && sources.length + unreadable.length !== 1) {
    throw new UsageError("--if-hash is about one workflow, so name one file.", command?.name);
  }
  return {
    isDry: options.has("dry-run"),
    isDraft: options.has("draft"),
    hash: typeof hash === "string" ? hash : undefined,
    paint: isPlain ? (_style, text) => text : paintFor(stdout, env),
  };
}

interface Checked {
  /** The errors of the files, by their names. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
  readonly faults: readonly string[];
  readonly failures: readonly string[];
}

async function check(inputs: Inputs): Promise<Checked> {
  const checker = new Checker();
  const files = await checker.prepare(inputs.sources);
  const problems = new Map<string, Problem[]>();
  for (const problem of checker.check(files, isWorkspace(inputs))) {
    if (problem.severity === "error") {
      problems.set(problem.file, [...(problems.get(problem.file) ?? []), problem]);
    }
  }
  return { problems, faults: checker.faults, failures: checker.failures };
}

/** Publishes what can be; the results are in the order of the files. */
async function publishAll(
  session: Session,
  { sources, unreadable }: Inputs,
  problems: Checked["problems"],
  options: PublishOptions,
): Promise<RunReport> {
  const judged = sources.map((source) => judge(source, problems.get(source.name) ?? []));
  const rivals = rivalsOf(judged.filter((file) => "source" in file));
  const verdicts = judged.map((file) => ("source" in file ? unlessRivalled(file, rivals.get(file)) : file));
  const isAny = verdicts.some((verdict) => "source" in verdict);
  const workspace = isAny ? (await session.connect()).workspace : undefined;
  const results = await mapLimited(verdicts, MOST_AT_ONCE, async (verdict) =>
    "source" in verdict ? publishFile(await session.connect(), verdict, options) : verdict,
  );
  return { workspace, results, unreadable, isDry: options.isDry };
}

/** Of files with the same id each would overwrite the other. */
function unlessRivalled(file: LocalFile, rivals: readonly string[] | undefined): LocalFile | Result {
  const { source, id } = file;
  return rivals ? refusalOf(source.name, `It has the same id as ${rivals.join(" and ")}.`, { id }) : file;
}

/** The file as it can be published, or why it cannot. */
function judge(source: Source, problems: readonly Problem[]): LocalFile | Result {
  if (problems.length > 0) {
    return refusalOf(source.name, `It has ${count(problems.length, "error")}.`, { problems });
  }
  const file = localFileOf(source);
  return "reason" in file ? refusalOf(source.name, file.reason, {}) : file;
}

function refusalOf(file: string, reason: string, more: Partial<Result>): Result {
  return { file, id: undefined, status: "refused", message: `${reason} Nothing was sent.`, ...more };
}

function print(report: RunReport, format: (typeof REPORT_FORMATS)[number], host: Host): void {
  // What would change can go on for pages, and is for standard output alone, as with `fix`.
  const isApart = report.isDry && format === "pretty";
  if (isApart) {
    host.stdout.write(report.results.map(({ diff }) => diff ?? "").join(""));
  }
  const output = isApart ? host.stderr : host.stdout;
  output.write(reportText(report, format, paintFor(output, host.env)));
}
