import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Workbench } from "../e2e/support/workbench";
import { provideVsCode, type VsCodeInstallation } from "../support/vscode";
import { median } from "./measure";
import { workflowOf } from "./texts";

const TURNS = 5;

/** Our extension, and VS Code's own for JSON, which starts in the same window. */
const OURS = "Invopop Workflows";
const EXTENSIONS = [OURS, "JSON Language Features", "Git"];

const VSIX = join(__dirname, "../../dist/invopop-workflows.vsix");

/**
 * How long VS Code says that it took to activate extensions, in milliseconds, in windows that open a workflow. It
 * counts loading the code and calling it.
 */
export async function activation(): Promise<string[][]> {
  const vscode = await provideVsCode((line) => console.error(line));
  const times = EXTENSIONS.map((): number[] => []);
  for (let turn = 0; turn < TURNS; turn++) {
    const activated = await activationTimes(vscode);
    for (const [at, name] of EXTENSIONS.entries()) {
      times[at]?.push(activated.get(name) ?? Number.NaN);
    }
  }
  return [
    ["activation of", "milliseconds"],
    ...EXTENSIONS.map((name, at) => [name, median(times[at] ?? []).toFixed(0)]),
  ];
}

/** What *Developer: Show Running Extensions* shows, by the names of the extensions. */
async function activationTimes(vscode: VsCodeInstallation): Promise<ReadonlyMap<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), "invopop-bench-"));
  writeFileSync(join(folder, "bench.workflow.json"), workflowOf(10).text);
  // A plain file has VS Code start its own extension for JSON.
  writeFileSync(join(folder, "plain.json"), "{}");
  const session = await vscode.launch({ vsix: VSIX, folder });
  try {
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
    rmSync(folder, { recursive: true });
  }
}
