import * as vscode from "vscode";
import type { Connection } from "../accounts/connection";
import type { Workspaces } from "../accounts/workspaces";
import type { Bases } from "../bases";
import type { Comparisons } from "../compare/compare";
import type { LanguageServer } from "../languageServer";
import type { TakenFiles } from "../publish/taken";
import { registerWorkflowCommands } from "./commands";
import { type WorkflowsContext, workflowFilesFor } from "./context";
import { showDecorations } from "./decorations";
import { textOf } from "./files";
import { localWorkflows } from "./localFiles";
import { Overview } from "./overview";
import { registerRefreshing } from "./refreshing";
import { WorkflowsView } from "./view";

/** What the view of workflows is made of. */
export interface WorkflowsParts {
  readonly workspaces: Workspaces;
  readonly bases: Bases;
  readonly comparisons: Comparisons;
  readonly taken: TakenFiles;
  readonly server: LanguageServer;
  readonly log: vscode.LogOutputChannel;
  readonly extensionUri: vscode.Uri;
}

/** Shows the workflows of an Invopop workspace in the side bar, and how the files of the open folders stand against them. */
export function registerWorkflows(parts: WorkflowsParts): vscode.Disposable {
  const { workspaces, bases, log, server } = parts;
  const locals = localWorkflows(server);
  const overview: Overview<Connection> = new Overview<Connection>({
    source: async () => {
      const state = await workspaces.state();
      if (state.kind === "failed") {
        throw state.error;
      }
      return workspaces.peek();
    },
    files: async () => {
      const { source } = overview;
      return source ? workflowFilesFor({ locals, workspaces }, source.workspace.id) : [];
    },
    text: textOf,
    base: (workspaceId, id) => bases.get(workspaceId, id),
    remember: (base) => bases.set(base),
    log: (line) => log.warn(line),
  });
  const context: WorkflowsContext = { ...parts, locals, overview };
  const view = new WorkflowsView(context);
  return vscode.Disposable.from(
    view,
    showDecorations(overview),
    registerRefreshing(context, view),
    registerWorkflowCommands(context, view),
  );
}
