import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { startApi } from "./api";
import { provideVsCode } from "./vscode";

const ROOT = join(__dirname, "../..");

/** Where the trial keeps its copy of the examples and the profile of its VS Code, from one start to the next. */
const HOME = join(ROOT, ".vscode-test/trial");

const log = (line: string) => void process.stdout.write(`${line}\n`);

/** `npm start`: the packaged extension in a VS Code of its own, on a copy of the examples, with a stand-in API. */
async function main(): Promise<void> {
  const vscode = await provideVsCode(log);
  const api = await startApi({ token: "trial", log: (line) => log(`API  ${line}`) });
  const folder = join(HOME, "examples");
  mkdirSync(HOME, { recursive: true });
  // What was changed in an earlier trial stays.
  cpSync(join(ROOT, "examples"), folder, { recursive: true, force: false });
  const opened = await vscode.open({
    vsix: join(ROOT, "dist/invopop-workflows.vsix"),
    folder,
    profile: join(HOME, vscode.kind),
    settings: { "invopop.apiUrl": api.url },
    env: { INVOPOP_TOKEN: api.token },
  });
  log("");
  log(vscode.description);
  log(`Workflows:    ${folder}`);
  log(`Stand-in API: ${api.url} (nothing leaves this machine, and no token is needed)`);
  log(opened.url ? `Open this in a browser: ${opened.url}` : "A window has opened.");
  log("Press Ctrl+C to end.");
  await opened.closed;
  await api.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
