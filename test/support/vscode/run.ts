import { type ChildProcess, spawn } from "node:child_process";

/** How a command is run. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a command to its end and answers what it printed. @throws Error with the end of its output if it fails */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
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
    const timer = setTimeout(
      () => reject(new Error(`Nothing like ${pattern} was printed:\n${output()}`)),
      milliseconds,
    );
    const look = () => {
      const match = pattern.exec(output());
      if (match) {
        clearTimeout(timer);
        resolve(match);
      }
    };
    child.stdout?.on("data", look);
    child.stderr?.on("data", look);
    child.on("error", reject);
    child.on("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`It ended with ${code}:\n${output()}`));
    });
  });
}

const running = new Set<ChildProcess>();

/** Sees to it that a process ends with this one, however this one ends. */
export function endWithUs(child: ChildProcess): void {
  running.add(child);
  child.on("exit", () => running.delete(child));
}

process.on("exit", () => running.forEach((child) => void child.kill("SIGKILL")));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => process.exit(130));
}

/** Ends a process and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
  await gone;
  clearTimeout(timer);
}
