import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type StandInApi, type StandInOptions, startApi } from "../../support/api";
import { provideBrowser, provideVsCode, type VsCodeSession } from "../../support/vscode";
import { installWebExtension } from "./webExtension";
import { OUTPUT, Workbench } from "./workbench";

/** What the tests of a suite share: a VS Code with our extension, a folder of workflows, a stand-in API. */
export interface Suite {
  readonly workbench: Workbench;
  readonly api: StandInApi;
  readonly session: VsCodeSession;
  /** The names of all that is right in the folder, in order. */
  files(): string[];
  /** The text of a file of the folder as it is on disk. */
  read(name: string): string;
  /** Writes a file of the folder past VS Code, as another program would. */
  write(name: string, text: string): void;
  /** Whether any file that VS Code or the extension has written holds a text. */
  hasWritten(text: string): boolean;
  end(): Promise<void>;
}

/** What a suite starts with. */
export interface SuiteOptions {
  /** The files of the folder by their names. */
  readonly files: Readonly<Record<string, string>>;
  /** Whether the environment brings a token for the stand-in API. */
  readonly withToken: boolean;
  /** Settings of the person; without any, only files that are open are checked. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether the folder is one that nobody trusts yet. */
  readonly isUntrusted?: boolean;
  /**
   * Has the extension run in a web worker of VS Code in the browser: it is at an address of the web, as on vscode.dev,
   * or on the machine whose folder is open.
   */
  readonly web?: "address" | "machine";
  /** How the stand-in API is, other than by default. */
  readonly api?: StandInOptions;
}

const VSIX = join(__dirname, "../../../dist/invopop-workflows.vsix");

/** The settings by which an extension on the machine whose folder is open runs in the browser all the same. */
const IN_A_WORKER = { "remote.extensionKind": { "invopop.invopop-workflows": ["web"] } };

/** Starts the packaged extension in a real VS Code on a folder with these files. */
export async function startSuite(options: SuiteOptions): Promise<Suite> {
  const { files, isUntrusted = false, settings, web, withToken } = options;
  const log = (line: string) => void process.stdout.write(`    ${line}\n`);
  const vscode = await (web ? provideBrowser(log) : provideVsCode(log));
  log(`Running in ${vscode.description}`);
  const folder = mkdtempSync(join(tmpdir(), "invopop-e2e-"));
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  for (const [name, text] of Object.entries(files)) {
    write(name, text);
  }
  const api = await startApi(options.api);
  const session = await vscode.launch({
    ...(web !== "address" && { vsix: VSIX }),
    folder,
    isUntrusted,
    settings: {
      "invopop.apiUrl": api.url,
      "invopop.workspaceDiagnostics": false,
      ...(web && IN_A_WORKER),
      ...settings,
    },
    env: withToken ? { INVOPOP_TOKEN: api.token } : {},
  });
  const workbench = new Workbench(session.page);
  if (web === "address") {
    await installWebExtension(workbench, VSIX);
  }
  return {
    workbench,
    api,
    session,
    files: () => readdirSync(folder).sort(),
    read: (name) => readFileSync(join(folder, name), "utf8"),
    write,
    hasWritten: (text) => [folder, session.profile].some((place) => holds(place, text)),
    end: async () => {
      await session.close();
      await api.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether a file below a folder holds a text, as UTF-8 writes it. */
function holds(folder: string, text: string): boolean {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .some((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(text));
}

/** Keeps a picture of what a failed test left behind. */
export async function keepPicture(suite: Suite | undefined, test: Mocha.Test | undefined): Promise<void> {
  if (suite && test?.state === "failed") {
    mkdirSync(OUTPUT, { recursive: true });
    await suite.workbench.screenshot(`failed-${test.title.replace(/\W+/g, "-")}`);
  }
}
