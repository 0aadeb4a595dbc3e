import * as vscode from "vscode";
import { LANGUAGE_ID } from "../../../server/src/protocol";
import { type StatusText, statusText } from "./statusText";
import type { Workspaces } from "./workspaces";

/** Left of what languages and errors say, right of the branch. */
const PRIORITY = 10;

/** Shows which workspace counts for the active workflow, and whether it is sandbox or live. */
export function showWorkspace(workspaces: Workspaces, log: vscode.LogOutputChannel): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    "invopop.workspace",
    vscode.StatusBarAlignment.Left,
    PRIORITY,
  );
  item.name = "Invopop Workspace";
  item.command = "invopop.switchWorkspace";
  let turn = 0;
  const update = async () => {
    const own = ++turn;
    const document = vscode.window.activeTextEditor?.document;
    const isWorkflow = document?.languageId === LANGUAGE_ID;
    // The API is not asked of a token of the environment while nobody works on a workflow.
    const isKnown = isWorkflow || (await workspaces.storedAccounts()).length > 0;
    const state = isKnown ? await workspaces.state(isWorkflow ? document.uri : undefined) : undefined;
    // An answer that took its time may be overtaken by the one for another file.
    if (own === turn) {
      show(item, state && statusText(state, isWorkflow));
    }
  };
  const updateSafely = () => {
    update().catch((error: unknown) => log.error("The workspace could not be shown.", String(error)));
  };
  updateSafely();
  return vscode.Disposable.from(
    item,
    workspaces.onChange(updateSafely),
    vscode.window.onDidChangeActiveTextEditor(updateSafely),
    // A change of language closes the document and opens it again.
    vscode.workspace.onDidOpenTextDocument(updateSafely),
  );
}

function show(item: vscode.StatusBarItem, status: StatusText | undefined): void {
  if (!status) {
    item.hide();
    return;
  }
  item.text = status.text;
  item.tooltip = status.tooltip;
  item.accessibilityInformation = { label: status.label };
  item.backgroundColor = status.isWarning
    ? new vscode.ThemeColor("statusBarItem.warningBackground")
    : undefined;
  item.show();
}
