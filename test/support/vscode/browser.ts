import type { ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { cleanEnvironment, makeProfile, type Profile, trustArguments } from "./profile";
import { end, run, startWithUs, waitForLine } from "./run";
import type { LaunchOptions, Log, OpenedVsCode, VsCodeInstallation, VsCodeSession } from "./types";

const SOURCE = join(__dirname, "browser");
const HOME = join(__dirname, "../../../.vscode-test/browser");
const CODE_SERVER = join(HOME, "node_modules/code-server");

/** The version of Node.js that code-server runs on. */
const NODE = "24.21.0";

/** What Chromium is told so that it asks and reports nothing. */
const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** What code-server prints once it answers. */
const LISTENING = /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/;

/** How long VS Code may take to answer, in milliseconds. */
const START_LIMIT = 60_000;

/**
 * Makes VS Code in the browser ready: code-server, installed once below `.vscode-test`, and a Chromium.
 *
 * @throws Error that says what is missing and how to get it
 */
export async function provideBrowser(log: Log): Promise<VsCodeInstallation> {
  const browser = await findChromium();
  const node = await provideNode(log);
  await installCodeServer(node, log);
  const version: unknown = JSON.parse(readFileSync(join(CODE_SERVER, "package.json"), "utf8")).version;
  const product: unknown = JSON.parse(
    readFileSync(join(CODE_SERVER, "lib/vscode/package.json"), "utf8"),
  ).version;
  return {
    kind: "browser",
    description: `VS Code ${product} in the browser (code-server ${version}, ${browser.version})`,
    launch: (options) => launch(node, browser.path, options),
    open: (options) => open(node, options),
  };
}

async function findChromium(): Promise<{ path: string; version: string }> {
  const named = process.env["INVOPOP_TEST_CHROMIUM"];
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const candidates = named ? [named] : names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const path = candidates.find((candidate) => existsSync(candidate));
  if (path === undefined) {
    throw new Error(
      "No Chromium was found. On Debian: apt-get install chromium. Elsewhere, name one in INVOPOP_TEST_CHROMIUM.",
    );
  }
  const [version = "Chromium"] =
    /[^\n]*\d+\.\d+[^\n]*/.exec(await run(path, ["--version", "--no-sandbox"])) ?? [];
  return { path, version: version.trim() };
}

/** The folder of a Node.js that code-server runs on: this one if it fits, else one of its own from npm. */
async function provideNode(log: Log): Promise<{ bin: string; root: string | undefined }> {
  if (process.version.startsWith("v24.")) {
    const own = join(process.execPath, "../..");
    return { bin: process.execPath, root: existsSync(join(own, "include/node/node.h")) ? own : undefined };
  }
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const folder = join(HOME, "../node");
  const root = join(folder, "node_modules", name);
  const bin = join(root, process.platform === "win32" ? "bin/node.exe" : "bin/node");
  // One whose installation was interrupted does not run.
  const version = existsSync(bin) ? await run(bin, ["--version"]).catch(() => "") : "";
  if (version.trim() !== `v${NODE}`) {
    log(`Installing Node.js ${NODE} for VS Code in the browser …`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
    await npm(["install", "--ignore-scripts", "--no-audit", "--no-fund", `${name}@${NODE}`], folder, {});
  }
  return { bin, root };
}

/** Installs code-server unless the very same was installed to the end before. */
async function installCodeServer(node: { bin: string; root: string | undefined }, log: Log): Promise<void> {
  const lock = readFileSync(join(SOURCE, "package-lock.json"));
  const stamp = createHash("sha256").update(lock).update(NODE).digest("hex");
  const stampFile = join(HOME, "installed");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) {
    return;
  }
  log("Installing VS Code in the browser, which takes a minute or two the first time …");
  rmSync(HOME, { recursive: true, force: true });
  mkdirSync(HOME, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) {
    copyFileSync(join(SOURCE, file), join(HOME, file));
  }
  try {
    await npm(["ci", "--no-audit", "--no-fund"], HOME, {
      PATH: `${join(node.bin, "..")}${delimiter}${process.env["PATH"] ?? ""}`,
      // Its native parts are built for the Node.js that runs it, by install scripts that newer npm asks about.
      npm_config_dangerously_allow_all_scripts: "true",
      ...(node.root && { npm_config_nodedir: node.root }),
    });
  } catch (error) {
    throw new Error(
      `code-server could not be installed. On Debian it needs: apt-get install libkrb5-dev python3 make g++.\n${error}`,
    );
  }
  writeFileSync(stampFile, stamp);
}

/** What of an npm that runs us another npm may be told: how to reach the registry. */
const NETWORK = /^npm_config_(registry|.*proxy|cafile|userconfig|globalconfig|cache)$/;

/** Runs npm as if by hand: what an npm that runs us says of itself would pass for what is told of the new one. */
function npm(args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<string> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => NETWORK.test(name) || !/^(npm_|NODE$|INIT_CWD$)/.test(name),
  );
  const command = process.platform === "win32" ? "npm.cmd" : "npm";
  return run(command, args, { cwd, env: { ...Object.fromEntries(inherited), ...env } });
}

interface Served {
  readonly url: string;
  readonly profile: Profile;
  /** Resolves when code-server has ended. */
  readonly closed: Promise<unknown>;
  close(): Promise<void>;
}

/** Installs the extension into a profile of its own and starts code-server on a free port of this machine. */
async function serve(node: { bin: string }, options: LaunchOptions): Promise<Served> {
  const profile = makeProfile(options);
  const env = cleanEnvironment(options.env);
  const entry = join(CODE_SERVER, "out/node/entry.js");
  const config = join(profile.folder, "config.yaml");
  writeFileSync(config, "");
  const folders = [
    "--user-data-dir",
    profile.userData,
    "--extensions-dir",
    profile.extensions,
    "--config",
    config,
  ];
  const flags = [
    "--auth",
    "none",
    "--bind-addr",
    "127.0.0.1:0",
    "--disable-telemetry",
    "--disable-update-check",
  ];
  let child: ChildProcess | undefined;
  const close = async () => {
    if (child) {
      await end(child);
    }
    profile.remove();
  };
  try {
    if (options.vsix !== undefined) {
      await run(node.bin, [entry, ...folders, "--install-extension", options.vsix, "--force"], { env });
    }
    child = startWithUs(node.bin, [entry, ...folders, ...flags, ...trustArguments(options)], { env });
    const [, address] = await waitForLine(child, LISTENING, START_LIMIT);
    const closed = once(child, "exit");
    return { url: `${address}/?folder=${encodeURIComponent(options.folder)}`, profile, closed, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function launch(
  node: { bin: string },
  executablePath: string,
  options: LaunchOptions,
): Promise<VsCodeSession> {
  const served = await serve(node, options);
  let browser: Browser | undefined;
  const close = async () => {
    try {
      await browser?.close();
    } finally {
      await served.close();
    }
  };
  try {
    browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const page = await context.newPage();
    await page.goto(served.url);
    await page.locator(".monaco-workbench .explorer-folders-view").waitFor({ timeout: START_LIMIT });
    return { page, profile: served.profile.folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(node: { bin: string }, options: LaunchOptions): Promise<OpenedVsCode> {
  const { url, closed, close } = await serve(node, options);
  return { url, closed: closed.then(() => undefined), close };
}
