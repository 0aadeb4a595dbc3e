import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";

/** How a command is run. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a command to its end and answers what it printed. @throws Error with the end of its output if it fails */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const [file, own, how] = runnable(command, args);
  return new Promise((resolve, reject) => {
    const child = spawn(file, own, { ...options, ...how, stdio: ["ignore", "pipe", "pipe"] });
    const output = collect(child);
    child.on("error", reject);
    child.on("close", (code) => {
      const text = output();
      if (code === 0) {
        resolve(text);
      } else {
        reject(new Error(`${command} ${args.join(" ")} ended with ${code}:\n${text.slice(-3000)}`));
      }
    });
  });
}

/** Windows runs batch files, which npm and `code` are there, through its shell only, which wants spaces quoted. */
function runnable(command: string, args: readonly string[]): [string, string[], { shell: boolean }] {
  const isBatch = process.platform === "win32" && /\.(cmd|bat)$/i.test(command);
  const quote = (text: string) => (/\s/.test(text) ? `"${text}"` : text);
  return isBatch
    ? [quote(command), args.map(quote), { shell: true }]
    : [command, [...args], { shell: false }];
}

/** Collects what a process prints; the answer tells it so far. */
export function collect(child: ChildProcess): () => string {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
  }
  return () => text;
}

/** Waits until a process prints a line that matches. @throws Error with its output if it ends before, or takes too long */
export function waitForLine(
  child: ChildProcess,
  pattern: RegExp,
  milliseconds: number,
): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const output = collect(child);
    const stop = () => {
      clearTimeout(timer);
      child.stdout?.off("data", look);
      child.stderr?.off("data", look);
      child.off("exit", ended);
    };
    const fail = (reason: string) => {
      stop();
      reject(new Error(`${reason}\n${output()}`));
    };
    const look = () => {
      const match = pattern.exec(output());
      if (match) {
        stop();
        resolve(match);
      }
    };
    const ended = (code: number | null) => fail(`It ended with ${code}:`);
    const timer = setTimeout(() => fail(`Nothing like ${pattern} was printed:`), milliseconds);
    child.stdout?.on("data", look);
    child.stderr?.on("data", look);
    child.on("error", (error) => fail(error.message));
    child.on("exit", ended);
  });
}

const running = new Set<ChildProcess>();

/** Starts a process that ends with this one, however this one ends, together with all that it starts itself. */
export function startWithUs(
  command: string,
  args: readonly string[],
  options: RunOptions & { readonly stdio?: "ignore" | "pipe" },
): ChildProcess {
  // In a group of its own it can be ended as a whole: what it starts does not always end with it.
  const child = spawn(command, args, { ...options, detached: process.platform !== "win32" });
  running.add(child);
  child.once("exit", () => {
    running.delete(child);
    endGroup(child);
  });
  return child;
}

/** Ends at once what is left of a process and of all that it started. */
function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) {
    return;
  }
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"]);
    return;
  }
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // Nothing is left.
  }
}

const folders = new Set<string>();

/** Sees to it that a temporary folder is gone when this process ends. The answer removes it before. */
export function removeWithUs(folder: string): () => void {
  folders.add(folder);
  return () => {
    folders.delete(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
}

process.on("exit", () => {
  running.forEach(endGroup);
  for (const folder of folders) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    } catch {
      // What a dying process still holds stays in the folder of temporary files.
    }
  }
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => process.exit(130));
}

/** Ends a process that was started with us, and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const gone = once(child, "exit");
    const timer = setTimeout(() => endGroup(child), 5000);
    child.kill("SIGTERM");
    await gone;
    clearTimeout(timer);
  }
}
