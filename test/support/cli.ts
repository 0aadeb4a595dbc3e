import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The built command line. */
export const CLI = join(__dirname, "../../dist/cli.js");

/** What a run of the command line came to. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How the command line is run. */
export interface RunOptions {
  readonly input?: string | Buffer;
  /** Variables of the environment besides those that a run needs. */
  readonly env?: Readonly<Record<string, string>>;
  /** The folder to run in, from the temporary one. */
  readonly cwd?: string;
  /** Runs it as somebody who needs permissions, which the root user does not. */
  readonly asNobody?: boolean;
}

/** A temporary folder for each test, and the command line that runs in it. */
export interface CliFolder {
  /** The folder's absolute path. */
  readonly path: string;
  /** Writes a file, and the folders that it needs. */
  write(name: string, text: string | Buffer): void;
  read(name: string): string;
  run(args: readonly string[], options?: RunOptions): Run;
}

/** Makes the folder before each test of a suite, and takes it away afterwards. */
export function useCliFolder(): CliFolder {
  let path = "";
  beforeEach(() => {
    path = realpathSync(mkdtempSync(join(tmpdir(), "invopop-cli-")));
    // Nothing above the folder counts as its project.
    mkdirSync(join(path, ".git"));
  });
  afterEach(() => rmSync(path, { recursive: true, force: true }));
  return {
    get path() {
      return path;
    },
    write: (name, text) => {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), text);
    },
    read: (name) => readFileSync(join(path, name), "utf8"),
    run: (args, { input = "", env = {}, cwd = ".", asNobody = false } = {}) => {
      const somebody = asNobody ? nobody() : undefined;
      const { status, stdout, stderr, error } = spawnSync(
        somebody?.program ?? process.execPath,
        [somebody?.cli ?? CLI, ...args],
        {
          cwd: join(path, cwd),
          input,
          env: { PATH: process.env["PATH"] ?? "", ...env },
          encoding: "utf8",
          ...(somebody && { uid: NOBODY, gid: NOBODY }),
        },
      );
      if (error) {
        throw error;
      }
      return { status, stdout, stderr };
    },
  };
}

/** The user and the group that have no rights of their own. */
const NOBODY = 65_534;

/** Copies of Node.js and the command line, as `nobody` may not be allowed to reach those that are in use. */
let copies: { readonly program: string; readonly cli: string } | undefined;

/** What somebody without rights runs; undefined where we are such a one ourselves. */
function nobody(): typeof copies {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  if (!copies) {
    const folder = mkdtempSync(join(tmpdir(), "invopop-nobody-"));
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    copies = { program: join(folder, "node"), cli: join(folder, "cli.js") };
    copyFileSync(process.execPath, copies.program);
    copyFileSync(CLI, copies.cli);
    for (const path of [folder, copies.program, copies.cli]) {
      chmodSync(path, 0o755);
    }
  }
  return copies;
}

/** A workflow without findings. */
export const SOUND = `{
  "name": "A",
  "steps": [
    {
      "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
      "action": "pdf",
      "next": [{ "status": "KO", "stop": true }]
    }
  ]
}
`;

/** The same with a warning, which a fix mends. */
export const WARNED = SOUND.replace("pdf", "pdfx");

/** The same with an error, which a fix mends. */
export const WRONG = SOUND.replace("019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "one");

/** The same with an error that only a person can mend. */
export const HOPELESS = SOUND.replace('"name": "A"', '"name": {}');
