import * as vscode from "vscode";
import { openConsole } from "../console";
import { safely, type WorkflowsContext } from "./context";
import { createNewCommand } from "./newCommand";
import { createPullAllCommand } from "./pullAllCommand";
import { createPullCommand } from "./pullCommand";
import { PullDiff } from "./pullDiff";
import { OPEN_PUBLISHED, REFRESH, WorkflowRow } from "./tree";
import type { WorkflowsView } from "./view";

/** How long it is shown that something was copied, in milliseconds. */
const SHOWN = 3000;

/** Registers the commands of the view, of its rows, and of pulling. */
export function registerWorkflowCommands(context: WorkflowsContext, view: WorkflowsView): vscode.Disposable {
  const { comparisons, log } = context;
  const diff = new PullDiff();
  const command = <Args extends unknown[]>(id: string, run: (...args: Args) => Promise<void>) =>
    vscode.commands.registerCommand(id, safely(log, run));
  /** A command of a row; without one it has nothing to do. */
  const rowCommand = (id: string, run: (row: WorkflowRow) => Promise<unknown>) =>
    command(id, async (row: unknown) => {
      if (row instanceof WorkflowRow) {
        await run(row);
      }
    });
  return vscode.Disposable.from(
    diff,
    command(REFRESH, () => view.refresh()),
    command("invopop.filterWorkflows", async () => {
      await vscode.commands.executeCommand("invopop.workflows.focus");
      await view.askFilter();
    }),
    command("invopop.clearWorkflowFilter", async () => view.clearFilter()),
    command("invopop.pull", createPullCommand(context, diff)),
    command("invopop.pullAll", createPullAllCommand(context)),
    command("invopop.newWorkflow", createNewCommand(context)),
    rowCommand(OPEN_PUBLISHED, ({ connection, id, label }) =>
      comparisons.openPublished(connection, id, label),
    ),
    rowCommand("invopop.openFile", async ({ resourceUri }) => {
      if (resourceUri) {
        await vscode.window.showTextDocument(resourceUri);
      }
    }),
    rowCommand("invopop.copyId", async ({ id }) => {
      await vscode.env.clipboard.writeText(id);
      vscode.window.setStatusBarMessage("The workflow’s ID was copied.", SHOWN);
    }),
    command("invopop.openInConsole", openConsole),
  );
}
