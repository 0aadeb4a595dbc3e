import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Workbench } from "../e2e/support/workbench";
import { type LaunchOptions, provideVsCode, type VsCodeInstallation } from "../support/vscode";
import { median } from "./measure";
import { workflowOf } from "./texts";

const TURNS = 5;

/** Ours, and two that VS Code brings along and starts in the same window. */
const OURS = "Invopop Workflows";
const EXTENSIONS = [OURS, "JSON Language Features", "Git"];

const VSIX = join(__dirname, "../../dist/invopop-workflows.vsix");

/**
 * How long the extension takes to start in VS Code, in milliseconds, in windows that open a workflow. What VS Code
 * tells is how long it waited, while other extensions start in the same process; of ours, its own part is told too.
 */
export async function activation(): Promise<string[][]> {
  const vscode = await provideVsCode((line) => console.error(line));
  const folder = mkdtempSync(join(tmpdir(), "invopop-bench-"));
  const [workspace, profile] = [join(folder, "workspace"), join(folder, "profile")].map((path) =>
    mkdtempSync(`${path}-`),
  ) as [string, string];
  writeFileSync(join(workspace, "bench.workflow.json"), workflowOf(10).text);
  // A plain file has VS Code start its own extension for JSON.
  writeFileSync(join(workspace, "plain.json"), "{}");
  try {
    await (await vscode.launch({ vsix: VSIX, folder: workspace, profile })).close();
    const own = timeOwnPart(profile, join(folder, "times"));
    const waited = EXTENSIONS.map((): number[] => []);
    for (let turn = 0; turn < TURNS; turn++) {
      const told = await activationTimes(vscode, { folder: workspace, profile });
      for (const [at, name] of EXTENSIONS.entries()) {
        waited[at]?.push(told.get(name) ?? Number.NaN);
      }
    }
    return [
      ["", "milliseconds"],
      ["our code, loaded and called", shown(own())],
      ...EXTENSIONS.map((name, at) => [`VS Code waited for ${name}`, shown(waited[at] ?? [])]),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Has the installed extension write into a file how long its code takes, and answers what reads that. */
function timeOwnPart(profile: string, file: string): () => number[] {
  const extensions = join(profile, "extensions");
  const name = readdirSync(extensions).find((one) => one.startsWith("invopop."));
  const script = join(extensions, name ?? "", "dist/client.js");
  writeFileSync(script, `const benchBegun = performance.now();${readFileSync(script, "utf8")}`);
  appendFileSync(
    script,
    `;((loaded, { activate, ...others }) => {
      module.exports = { ...others, activate(context) {
        const called = performance.now();
        const result = activate(context);
        require("node:fs").appendFileSync(${JSON.stringify(file)}, \`\${loaded + performance.now() - called}\\n\`);
        return result;
      } };
    })(performance.now() - benchBegun, module.exports);`,
  );
  return () => (existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").map(Number) : []);
}

/** What *Developer: Show Running Extensions* shows, by the names of the extensions. */
async function activationTimes(
  vscode: VsCodeInstallation,
  options: LaunchOptions,
): Promise<ReadonlyMap<string, number>> {
  const session = await vscode.launch(options);
  try {
    // All extensions are to be seen; those that took the least time stand last.
    await session.page.setViewportSize({ width: 1280, height: 2000 });
    const workbench = new Workbench(session.page);
    await workbench.openFile("plain.json");
    await workbench.openFile("bench.workflow.json");
    await workbench.runCommand("Developer: Show Running Extensions");
    const rows = session.page.locator(".runtime-extensions-editor .monaco-list-row");
    for (const name of EXTENSIONS) {
      await rows.filter({ hasText: name }).filter({ hasText: "Activation:" }).first().waitFor();
    }
    const texts = await rows.allInnerTexts();
    return new Map(
      texts.map((text) => [
        text.split("\n")[0] ?? "",
        Number(/Activation: (\d+)ms/.exec(text)?.[1] ?? Number.NaN),
      ]),
    );
  } finally {
    await session.close();
  }
}

function shown(times: readonly number[]): string {
  return median(times).toFixed(0);
}
