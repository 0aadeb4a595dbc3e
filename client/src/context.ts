import * as vscode from "vscode";
import { LANGUAGE_ID } from "../../server/src/protocol";

/** True while the active editor shows a workflow, wherever the focus is; menus ask for it in the manifest. */
const KEY = "invopop.isWorkflowActive";

/** Keeps the key up to date as editors, and the languages of their documents, change. */
export function trackActiveWorkflow(): vscode.Disposable {
  const update = () => {
    const isActive = vscode.window.activeTextEditor?.document.languageId === LANGUAGE_ID;
    void vscode.commands.executeCommand("setContext", KEY, isActive);
  };
  update();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(update),
    // A change of language closes the document and opens it again.
    vscode.workspace.onDidOpenTextDocument(update),
  );
}
