import { type ChildProcess, spawn } from "node:child_process";
import { type StandInApi, type StandInOptions, startApi } from "./api";
import { CLI, type CliFolder, type Run, useCliFolder } from "./cli";

/** A run of the command line that goes on. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Run>;
}

/** A temporary folder, a stand-in API, and the command line that talks to it. */
export interface RemoteCli extends Pick<CliFolder, "path" | "write" | "read"> {
  readonly api: StandInApi;
  start(args: readonly string[], env?: Readonly<Record<string, string>>): Running;
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Run>;
}

/** No text that is printed may hold it, and none else has it by chance. */
export const TOKEN = "eyJhbGciOiJIUzI1NiJ9.c3RhbmQtaW4tdG9rZW4.c2lnbmF0dXJl";

/** Starts the API before each test of a suite. After each one, nothing that was printed held the token. */
export function useRemoteCli(options: StandInOptions = {}): RemoteCli {
  const folder = useCliFolder();
  let api: StandInApi | undefined;
  let printed = "";
  beforeEach(async () => {
    printed = "";
    api = await startApi({ token: TOKEN, ...options });
  });
  afterEach(async () => {
    await api?.close();
    if (printed.includes(TOKEN)) {
      throw new Error("The token was printed.");
    }
    api?.assertClean();
  });
  const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Running => {
    const child = spawn(process.execPath, [CLI, ...args], {
      cwd: folder.path,
      env: {
        PATH: process.env["PATH"] ?? "",
        INVOPOP_TOKEN: TOKEN,
        INVOPOP_API_URL: api?.url ?? "",
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = new Promise<Run>((resolve, reject) => {
      let [stdout, stderr] = ["", ""];
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        stdout += text;
      });
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        stderr += text;
      });
      child.on("error", reject);
      child.on("close", (status) => {
        printed += stdout + stderr;
        resolve({ status, stdout, stderr });
      });
    });
    return { child, ended };
  };
  return {
    get path() {
      return folder.path;
    },
    get api() {
      if (!api) {
        throw new Error("The stand-in API is not there yet.");
      }
      return api;
    },
    write: folder.write,
    read: folder.read,
    start,
    run: (args, env) => start(args, env).ended,
  };
}
