import * as vscode from "vscode";
import { LANGUAGE_ID } from "../../server/src/protocol";

/**
 * Makes a command that changes the whole workflow of the active editor by the server's code action of a kind.
 *
 * @param nothing what is said where the server offers none
 */
export function createFileCommand(kind: string, nothing: string): () => Promise<void> {
  return async () => {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== LANGUAGE_ID) {
      void vscode.window.showErrorMessage("Open a workflow (*.workflow.json) first.");
      return;
    }
    const offered = await vscode.commands.executeCommand<readonly (vscode.CodeAction | vscode.Command)[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      new vscode.Range(0, 0, 0, 0),
      kind,
    );
    const edit = offered.map((action) => ("edit" in action ? action.edit : undefined)).find(Boolean);
    if (!edit) {
      void vscode.window.showInformationMessage(nothing);
    } else if (!(await vscode.workspace.applyEdit(edit))) {
      void vscode.window.showErrorMessage("The text changed meanwhile. Run the command again.");
    }
  };
}
