import * as vscode from "vscode";
import type { Connection } from "../accounts/connection";
import type { Workspaces } from "../accounts/workspaces";
import type { StoredWorkflow } from "../api/types";
import type { Bases } from "../bases";
import type { Comparisons } from "../compare/compare";
import { plainText } from "../publish/messages";
import type { TakenFiles } from "../publish/taken";
import { baseOf } from "../sync/engine";
import type { LocalWorkflows } from "./localFiles";
import type { LocalFile } from "./localStates";
import type { Overview } from "./overview";

/** What the parts of the view and its commands share. */
export interface WorkflowsContext {
  readonly workspaces: Workspaces;
  readonly bases: Bases;
  readonly comparisons: Comparisons;
  readonly taken: TakenFiles;
  readonly locals: LocalWorkflows;
  readonly overview: Overview<Connection>;
  readonly log: vscode.LogOutputChannel;
  /** Where the extension's own files are. */
  readonly extensionUri: vscode.Uri;
}

/**
 * The workflow files that belong to a workspace: those in folders bound to another one do not. Undefined where it is
 * not known which files there are.
 */
export async function workflowFilesFor(
  { locals, workspaces }: Pick<WorkflowsContext, "locals" | "workspaces">,
  workspaceId: string,
  signal?: AbortSignal,
): Promise<LocalFile[] | undefined> {
  const files = await locals.list(signal);
  if (!files) {
    return undefined;
  }
  const found: LocalFile[] = [];
  const owners = new Map<string, Promise<string | undefined>>();
  for (const { uri, id, label } of files) {
    const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.toString() ?? "";
    const owner = owners.get(folder) ?? workspaces.peek(uri).then((connection) => connection?.workspace.id);
    owners.set(folder, owner);
    if ((await owner) === workspaceId) {
      found.push({ uri: uri.toString(), id, label });
    }
  }
  return found;
}

/** Keeps what was pulled, as what files are compared with from now on. */
export async function remember(
  { bases, overview }: WorkflowsContext,
  connection: Connection,
  stored: StoredWorkflow,
): Promise<void> {
  const base = await baseOf(connection.workspace.id, stored.id ?? "", stored);
  await overview.take(connection, stored);
  await bases.set(base);
}

/** Makes a command of something that may fail: what went wrong is told, and logged. */
export function safely<Args extends unknown[]>(
  log: vscode.LogOutputChannel,
  run: (...args: Args) => Promise<void>,
): (...args: Args) => Promise<void> {
  return async (...args) => {
    try {
      await run(...args);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.error(error instanceof Error ? (error.stack ?? reason) : reason);
      void vscode.window.showErrorMessage(plainText(`It could not be done: ${reason}`));
    }
  };
}

/** How a file is called to a person. */
export function pathOf(uri: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
}
