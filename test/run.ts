import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";

/** How a stage of the whole test ended, as its reporter writes it down. */
interface Counts {
  readonly passes: number;
  readonly failures: number;
  /** Each test that failed, with the first line of its error. */
  readonly failed: readonly string[];
}

const ROOT = join(__dirname, "..");
const MOCHA = join(ROOT, "node_modules/mocha/bin/mocha.js");

/** How long a test may take, in milliseconds, where it is to try ten times as much as usual. */
const THOROUGH = process.env["INVOPOP_TEST_THOROUGH"] ? ["--timeout", "600000"] : [];

/** These share nothing, so that several files of them can run at once. */
const AT_ONCE = ["--parallel", "--jobs", String(availableParallelism())];

/** The stages with tests, in their order. Those against built files come after the package was made. */
const STAGES: Readonly<Record<string, readonly string[]>> = {
  unit: ["test/unit/**/*.test.ts", ...AT_ONCE, ...THOROUGH],
  limits: ["test/limits/**/*.test.ts", "--timeout", "120000", ...AT_ONCE, ...THOROUGH],
  protocol: ["test/protocol/**/*.test.ts"],
  cli: ["test/cli/**/*.test.ts"],
  editors: ["test/editors/**/*.test.ts", "--timeout", "60000"],
  e2e: ["test/e2e/**/*.e2e.ts", "--timeout", "180000"],
};

/** `npm test`: checks, packages and tests everything, or the stages that are named. */
function main(names: readonly string[]): number {
  const unknown = names.filter((name) => !(name in STAGES));
  if (unknown.length > 0) {
    process.stderr.write(
      `There is no stage ${unknown.join(", ")}; there are ${Object.keys(STAGES).join(", ")}.\n`,
    );
    return 2;
  }
  const stages = names.length > 0 ? names : Object.keys(STAGES);
  const counts: Counts[] = [];
  for (const script of names.length > 0 ? ["package"] : ["check", "package"]) {
    heading(`npm run ${script}`);
    const isDone =
      spawnSync("npm", ["run", script], { cwd: ROOT, stdio: "inherit", shell: true }).status === 0;
    counts.push(isDone ? { passes: 1, failures: 0, failed: [] } : wrong(`npm run ${script}`));
    if (!isDone) {
      return close(counts);
    }
  }
  for (const stage of stages) {
    heading(stage);
    counts.push(runStage(stage, STAGES[stage] ?? []));
  }
  return close(counts);
}

/** Runs the tests of a stage. No tests, or a run that ended before it could count them, is a failure too. */
function runStage(stage: string, args: readonly string[]): Counts {
  const folder = mkdtempSync(join(tmpdir(), "invopop-test-"));
  const file = join(folder, "counts.json");
  const late = join(folder, "late");
  mkdirSync(late);
  try {
    const reporter = ["--reporter", join(__dirname, "support/reporter.cjs")];
    const keeper = ["--require", join(__dirname, "support/late.cjs")];
    const { status } = spawnSync(process.execPath, [MOCHA, ...reporter, ...keeper, ...args], {
      cwd: ROOT,
      stdio: "inherit",
      env: { ...process.env, MOCHA_COUNTS: file, MOCHA_LATE: late },
    });
    if (!existsSync(file)) {
      return wrong(`${stage}: the run ended before it could count`);
    }
    const counts: Counts = JSON.parse(readFileSync(file, "utf8"));
    const { passes, failures, failed } = counts;
    const errors = readdirSync(late).map((name) => readFileSync(join(late, name), "utf8"));
    if (errors.length > 0) {
      const told = errors.map((error) => `${stage}: an error came after its test had ended\n  ${error}`);
      return { passes, failures: failures + errors.length, failed: [...failed, ...told] };
    }
    const isWrong = failures === 0 && (status !== 0 || passes === 0);
    return isWrong ? { ...wrong(`${stage}: no test failed, and the run did`), passes } : counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One failure that is none of a test. */
function wrong(what: string): Counts {
  return { passes: 0, failures: 1, failed: [what] };
}

function heading(text: string): void {
  process.stdout.write(`\n── ${text} ──\n`);
}

function close(counts: readonly Counts[]): number {
  const passed = counts.reduce((sum, { passes }) => sum + passes, 0);
  const failed = counts.reduce((sum, { failures }) => sum + failures, 0);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  // The end of a long log is what is read first.
  for (const what of counts.flatMap((one) => one.failed)) {
    process.stdout.write(`\n✗ ${what}\n`);
  }
  return failed === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
