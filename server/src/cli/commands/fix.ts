import { v7 } from "uuid";
import { mend } from "../../rules/fixes";
import { type CommandLine, wholeNumber } from "../args";
import { type CheckedFile, Checker, isWorkspace, weightOf, workspaceOf } from "../check";
import { paintFor } from "../colours";
import { unifiedDiff } from "../diff";
import { readInputs } from "../files/read";
import { isChanged, type Rewritten, writeBack } from "../files/rewrite";
import type { Host } from "../host";
import { exitCode, isTooMuch, tell } from "../outcome";
import { reportOf, withoutHints } from "../problem";
import { pretty } from "../reporters/pretty";
import { count } from "../text";
import { filesOrStdin, stdinName } from "./files";

/** `fix`: applies the fixes that are surely right, and reports what remains. */
export async function fix(line: CommandLine, host: Host): Promise<number> {
  const most = wholeNumber(line, "max-warnings") ?? Number.POSITIVE_INFINITY;
  const isDry = line.options.has("dry-run");
  const inputs = await readInputs(filesOrStdin(line), host, stdinName(line));
  const checker = new Checker();
  const files = await checker.prepare(inputs.sources);
  const seesAll = isWorkspace(inputs);
  const mended = mendAll(files, checker, seesAll, line);
  const unwritable = isDry ? [] : await writeBack(mended, host);
  if (isDry) {
    printDiffs(mended, host);
  }
  const left = mended.map(({ file, source, text }) => ({ ...file, source: { ...source, text } }));
  const all = reportOf(checker.check(left, seesAll), files.length);
  const report = line.options.has("hints") ? all : withoutHints(all);
  // Where the text itself goes to standard output, nothing else may.
  const output = isDry || inputs.sources.some(({ isStdin }) => isStdin) ? host.stderr : host.stdout;
  output.write(`${tally(mended, isDry)}\n\n${pretty(report, paintFor(output, host.env))}`);
  const { unreadable, empty } = inputs;
  const { faults, failures } = checker;
  const trouble = { unreadable, unwritable, empty, faults, failures };
  tell(host, trouble);
  return exitCode(trouble, isTooMuch(host, report.summary, most));
}

/** A text with its fixes applied, and how many there were. */
interface MendedFile extends Rewritten {
  readonly file: CheckedFile;
  readonly count: number;
}

function mendAll(
  files: readonly CheckedFile[],
  checker: Checker,
  seesAll: boolean,
  { options }: CommandLine,
): MendedFile[] {
  const isSafe = options.has("safe");
  const countsHints = options.has("hints");
  const workspace = seesAll ? workspaceOf(files, new Map()) : undefined;
  return files.map((file) => ({
    file,
    source: file.source,
    ...mend(file.source.text, {
      ...checker.optionsFor(file, workspace),
      newId: () => v7(),
      accepts: (candidate, finding) =>
        (isSafe ? candidate.isSafe : candidate.preferred) === true &&
        (countsHints || weightOf(file, finding) !== "hint"),
    }),
  }));
}

function printDiffs(mended: readonly MendedFile[], { stdout, env }: Host): void {
  const paint = paintFor(stdout, env);
  for (const { source, text } of mended.filter(isChanged)) {
    stdout.write(unifiedDiff(source.name, source.text, text, paint));
  }
}

function tally(mended: readonly MendedFile[], isDry: boolean): string {
  const fixes = count(
    mended.reduce((sum, file) => sum + file.count, 0),
    "fix",
    "fixes",
  );
  const places = count(mended.filter(isChanged).length, "file");
  return `${fixes} ${isDry ? "would be applied" : "applied"} in ${places}.`;
}
