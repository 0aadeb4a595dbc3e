import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "../../../package.json";
import { bundledPackages } from "./bundled";
import {
  type AuditReport,
  KINDS,
  nextVersion,
  ReleaseError,
  releasedChangelog,
  remaining,
  shippedVulnerabilities,
} from "./releasing";

const ROOT = join(__dirname, "../../..");
const CHANGELOG = join(ROOT, "CHANGELOG.md");
const USAGE = `Usage: npm run release -- ${KINDS.join("|")} [--write]\n`;

const say = (text: string) => void process.stdout.write(text);

/**
 * `npm run release`: raises the version, dates the changelog, builds and packages, and says what is left to do. It
 * publishes, commits and tags nothing, and changes nothing at all without `--write`.
 */
function main(args: readonly string[]): number {
  const kind = KINDS.find((one) => one === args[0]);
  if (!kind || args.slice(1).some((arg) => arg !== "--write")) {
    process.stderr.write(USAGE);
    return 2;
  }
  requireCleanTree();
  const version = nextVersion(manifest.version, kind);
  const changelog = releasedChangelog(readFileSync(CHANGELOG, "utf8"), version, today());
  if (!args.includes("--write")) {
    say(`${manifest.version} becomes ${version}. With --write this is done; nothing was changed.\n`);
    return 0;
  }
  // npm knows every place of its two files that holds the version.
  run("npm", ["version", version, "--no-git-tag-version", "--allow-same-version", "--ignore-scripts"]);
  writeFileSync(CHANGELOG, changelog);
  run("npm", ["run", "package"]);
  audit();
  say(`\nVersion ${version} is in dist. ${remaining(version)}`);
  return 0;
}

/** The day where the release is made, as in 2026-01-31. */
function today(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function requireCleanTree(): void {
  const { status, stdout } = spawnSync("git", ["status", "--porcelain"], { cwd: ROOT, encoding: "utf8" });
  if (status !== 0) {
    throw new ReleaseError("git does not tell what is changed here.");
  }
  if (stdout !== "") {
    throw new ReleaseError(`There are changes that are not committed:\n${stdout.trimEnd()}`);
  }
}

function run(command: string, args: readonly string[]): void {
  // On Windows npm is a script, which only a shell starts.
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: "inherit", shell: isWindows() });
  if (status !== 0) {
    throw new ReleaseError(
      `'${command} ${args.join(" ")}' failed. 'git checkout package.json package-lock.json CHANGELOG.md' takes the release back.`,
    );
  }
}

function isWindows(): boolean {
  return process.platform === "win32";
}

/** Fails for known vulnerabilities in what is shipped, and says so where the registry cannot tell. */
function audit(): void {
  const { stdout } = spawnSync("npm", ["audit", "--json"], {
    cwd: ROOT,
    encoding: "utf8",
    shell: isWindows(),
  });
  const report: AuditReport = JSON.parse(stdout || "{}");
  if (!report.vulnerabilities) {
    say(`npm audit cannot tell of vulnerabilities here: ${report.message ?? "it gave no answer"}\n`);
    return;
  }
  const found = shippedVulnerabilities(
    report,
    bundledPackages(ROOT).map(({ name }) => name),
  );
  if (found.length > 0) {
    throw new ReleaseError(`What would be shipped has known vulnerabilities:\n${found.join("\n")}`);
  }
  say("npm audit knows of no vulnerability in what is shipped.\n");
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof ReleaseError)) {
    throw error;
  }
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
