import { execFileSync } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import type { VsCodeSession } from "../../support/vscode";

/** How long another process may take to be there, in milliseconds, and how often it is looked for. */
const LIMIT = 30_000;
const PAUSE = 50;

/** The id of the process of the language server; undefined where there is none. */
export function serverProcess({ profile }: VsCodeSession): number | undefined {
  const lines = execFileSync("ps", ["-A", "-ww", "-o", "pid=,args="], { encoding: "utf8" }).split("\n");
  const own = lines.find((line) => line.includes(profile) && /[\\/]dist[\\/]server\.js\b/.test(line));
  return own === undefined ? undefined : Number.parseInt(own, 10);
}

/** Waits for the process of a language server that is another one than before. */
export async function waitForServer(session: VsCodeSession, before?: number): Promise<number> {
  for (const end = Date.now() + LIMIT; Date.now() < end; await wait(PAUSE)) {
    const id = serverProcess(session);
    if (id !== undefined && id !== before) {
      return id;
    }
  }
  throw new Error("There is no process of the language server.");
}

/** Kills the language server, so that it can do nothing about it. */
export async function killServer(session: VsCodeSession): Promise<number> {
  const id = await waitForServer(session);
  process.kill(id, "SIGKILL");
  return id;
}
