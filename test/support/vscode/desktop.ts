import { existsSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import {
  downloadAndUnzipVSCode,
  resolveCliArgsFromVSCodeExecutablePath,
  SilentReporter,
} from "@vscode/test-electron";
import { _electron, type ElectronApplication } from "playwright-core";
import { cleanEnvironment, makeProfile, type Profile, trustArguments } from "./profile";
import { end, run, startWithUs } from "./run";
import type { LaunchOptions, Log, OpenedVsCode, VsCodeInstallation, VsCodeSession } from "./types";

/** The variable that names the executable of a VS Code to use. */
const VARIABLE = "INVOPOP_TEST_VSCODE";

/** Where a downloaded VS Code is kept. */
const CACHE = join(__dirname, "../../../.vscode-test");

/** Where VS Code is installed by default, on each platform. */
const INSTALLED: readonly string[] = [
  "/Applications/Visual Studio Code.app/Contents/MacOS/Electron",
  join(process.env["LOCALAPPDATA"] ?? "", "Programs/Microsoft VS Code/Code.exe"),
  join(process.env["ProgramFiles"] ?? "", "Microsoft VS Code/Code.exe"),
  "/usr/share/code/code",
  "/opt/visual-studio-code/code",
  "/snap/code/current/usr/share/code/code",
];

/** How long a window may take to be ready, in milliseconds. */
const START_LIMIT = 60_000;

/**
 * Makes a desktop VS Code ready: the one that is named, else an installed one, else a downloaded one.
 *
 * @throws Error that says why there is none
 */
export async function provideDesktop(log: Log): Promise<VsCodeInstallation> {
  const executable = await findExecutable(log);
  const [version = "of unknown version"] = (await cli(executable, ["--version"])).trim().split("\n");
  return {
    kind: "desktop",
    description: `VS Code ${version} (${executable})`,
    launch: (options) => launch(executable, options),
    open: (options) => open(executable, options),
  };
}

async function findExecutable(log: Log): Promise<string> {
  if (process.platform === "linux" && !process.env["DISPLAY"] && !process.env["WAYLAND_DISPLAY"]) {
    throw new Error("A window needs a display, and there is none (xvfb-run gives one).");
  }
  const named = process.env[VARIABLE];
  if (named) {
    if (!existsSync(named)) {
      throw new Error(`${VARIABLE} names ${named}, which is not there.`);
    }
    return named;
  }
  const installed = INSTALLED.find((path) => isAbsolute(path) && existsSync(path));
  if (installed !== undefined) {
    return installed;
  }
  log("Looking for a desktop VS Code, which is downloaded the first time …");
  return downloadAndUnzipVSCode({ cachePath: CACHE, reporter: new SilentReporter(), timeout: 15_000 });
}

/** Runs VS Code's own command line. */
function cli(executable: string, args: readonly string[]): Promise<string> {
  const [command = executable, ...own] = resolveCliArgsFromVSCodeExecutablePath(executable, {
    reuseMachineInstall: true,
  });
  return run(command, [...own, ...args], { env: cleanEnvironment() });
}

/** Installs the extension into a profile of its own; the answer are the arguments of a start with it. */
async function prepare(
  executable: string,
  options: LaunchOptions,
): Promise<{ profile: Profile; args: string[] }> {
  const profile = makeProfile(options);
  const folders = [`--user-data-dir=${profile.userData}`, `--extensions-dir=${profile.extensions}`];
  try {
    if (options.vsix !== undefined) {
      await cli(executable, [...folders, "--install-extension", options.vsix, "--force"]);
    }
  } catch (error) {
    profile.remove();
    throw error;
  }
  const quiet = ["--skip-welcome", "--skip-release-notes", "--disable-telemetry", "--disable-updates"];
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return {
    profile,
    args: [...folders, ...quiet, ...root, ...trustArguments(options), "--new-window", options.folder],
  };
}

async function launch(executable: string, options: LaunchOptions): Promise<VsCodeSession> {
  const { profile, args } = await prepare(executable, options);
  const env = cleanEnvironment(options.env);
  let app: ElectronApplication | undefined;
  const close = async () => {
    try {
      await app?.close();
    } finally {
      profile.remove();
    }
  };
  try {
    app = await _electron.launch({ executablePath: executable, args, env, timeout: START_LIMIT });
    const page = await app.firstWindow({ timeout: START_LIMIT });
    await page.locator(".monaco-workbench .explorer-folders-view").waitFor({ timeout: START_LIMIT });
    return { page, profile: profile.folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(executable: string, options: LaunchOptions): Promise<OpenedVsCode> {
  const { profile, args } = await prepare(executable, options);
  const env = cleanEnvironment(options.env);
  const child = startWithUs(executable, [...args, "--wait"], { env, stdio: "ignore" });
  const closed = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const close = async () => {
    await end(child);
    profile.remove();
  };
  return { url: undefined, closed, close };
}
