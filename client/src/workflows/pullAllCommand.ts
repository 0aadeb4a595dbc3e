import * as vscode from "vscode";
import type { Connection } from "../accounts/connection";
import { withoutIcons } from "../accounts/labels";
import { plainText } from "../publish/messages";
import { offerRestart } from "../session";
import type { Base, BaseStore } from "../sync/base";
import { baseOf } from "../sync/engine";
import { pathOf, type WorkflowsContext, workflowFilesFor } from "./context";
import { filesFor, textOf } from "./files";
import { chooseFolder } from "./folders";
import { idOfText } from "./idOfText";
import type { LocalFile } from "./localStates";
import { type LocalFiles, type Outcome, type PullAllPorts, pullAll } from "./pullAll";
import { detailsOf, summaryOf } from "./pullAllTexts";
import { reasonOf, UNKNOWN_FILES } from "./texts";

const SHOW_DETAILS = "Show Details";

/** How many bases are kept at a time: each time VS Code writes all of them. */
const AT_ONCE = 100;

/** Makes the command that pulls all workflows of the workspace into a folder. */
export function createPullAllCommand(context: WorkflowsContext): () => Promise<void> {
  return async () => {
    const { log, overview, workspaces } = context;
    const connection = await workspaces.get();
    const folder = connection && (await chooseFolder("Pull All Workflows", overview.localFiles));
    if (!connection || folder === undefined) {
      return;
    }
    const outcomes = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: "Pulling all workflows", cancellable: true },
      (progress, token) => run(context, connection, folder, progress, token),
    );
    void overview.look();
    if (outcomes) {
      await tell(outcomes, log);
    }
  };
}

type Progress = vscode.Progress<{ message?: string; increment?: number }>;

/** Loads the list anew and pulls what is in it; undefined when that could not be, which is told, or was called off. */
async function run(
  context: WorkflowsContext,
  connection: Connection,
  folder: string,
  progress: Progress,
  token: vscode.CancellationToken,
): Promise<readonly Outcome[] | undefined> {
  const { overview } = context;
  const abort = new AbortController();
  token.onCancellationRequested(() => abort.abort());
  progress.report({ message: "Loading the list" });
  const cancelled = new Promise<void>((resolve) => token.onCancellationRequested(() => resolve()));
  await Promise.race([overview.refresh(), cancelled]);
  if (token.isCancellationRequested) {
    return undefined;
  }
  const { failure, source, workflows } = overview;
  if (failure || source?.workspace.id !== connection.workspace.id) {
    const reason = failure ? reasonOf(failure) : "Another workspace was chosen meanwhile.";
    void vscode.window.showErrorMessage(plainText(`Not pulled: ${reason} Your files are as they were.`));
    return undefined;
  }
  const keeper = new BaseKeeper(context.bases);
  const ports: PullAllPorts = {
    files: filesFor(context.taken, connection),
    fetch: (id, signal) => connection.client.getWorkflow(id, signal),
    base: (id) => context.bases.get(connection.workspace.id, id),
    remember: async (stored) => keeper.add(await baseOf(connection.workspace.id, stored.id ?? "", stored)),
    forget: (id) => context.bases.forget(connection.workspace.id, id),
    localFiles: (signal) => localFilesFor(context, connection, folder, signal),
    progress: reporter(progress, workflows.length),
  };
  try {
    const outcomes = await pullAll(ports, workflows, folder, abort.signal);
    if (!outcomes) {
      void offerRestart(UNKNOWN_FILES);
    }
    return outcomes;
  } finally {
    await keeper.flush();
  }
}

/** Shows how far it is, each whole percent once. */
function reporter(progress: Progress, total: number): (done: number, name: string) => void {
  let shown = -1;
  return (done, name) => {
    const percent = Math.floor((100 * done) / total);
    if (percent > shown) {
      const message = withoutIcons(`${done + 1} of ${total}: ${name}`);
      progress.report({ message, increment: percent - Math.max(0, shown) });
      shown = percent;
    }
  };
}

/** Keeps bases many at a time. */
class BaseKeeper {
  #waiting: Base[] = [];

  constructor(private readonly bases: BaseStore) {}

  async add(base: Base): Promise<void> {
    this.#waiting.push(base);
    if (this.#waiting.length >= AT_ONCE) {
      await this.flush();
    }
  }

  async flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    await Promise.all(waiting.map((base) => this.bases.set(base)));
  }
}

/** Pulled into are the files of the open folders, or those in a folder that is not open. */
async function localFilesFor(
  context: WorkflowsContext,
  connection: Connection,
  folder: string,
  signal: AbortSignal,
): Promise<LocalFiles | undefined> {
  const open = await workflowFilesFor(context, connection.workspace.id, signal);
  if (!open) {
    return undefined;
  }
  const uri = vscode.Uri.parse(folder);
  return vscode.workspace.getWorkspaceFolder(uri)
    ? { own: open, others: [] }
    : { own: await workflowFilesIn(uri), others: open };
}

async function workflowFilesIn(folder: vscode.Uri): Promise<LocalFile[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const found: LocalFile[] = [];
  for (const [name, type] of entries) {
    if ((type & vscode.FileType.File) !== 0 && /\.(workflow|invopop)\.json$/i.test(name)) {
      const uri = vscode.Uri.joinPath(folder, name).toString();
      const id = idOfText((await textOf(uri)) ?? "");
      if (id !== undefined) {
        found.push({ uri, id, label: name });
      }
    }
  }
  return found;
}

async function tell(outcomes: readonly Outcome[], log: vscode.LogOutputChannel): Promise<void> {
  const details = detailsOf(outcomes, pathOf);
  for (const line of details) {
    log.info(line);
  }
  const isClean = outcomes.every(({ kind }) => ["created", "updated", "same"].includes(kind));
  const show = isClean ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  const buttons = details.length > 0 ? [SHOW_DETAILS] : [];
  if ((await show(summaryOf(outcomes), ...buttons)) === SHOW_DETAILS) {
    log.show();
  }
}
