import * as vscode from "vscode";
import { LANGUAGE_ID } from "../../server/src/protocol";
import type { LanguageServer } from "./languageServer";
import { offerRestart } from "./session";

const NO_ANSWER = "The language server does not answer, so nothing was changed.";

/**
 * Makes a command that changes the whole workflow of the active editor by the server's code action of a kind.
 *
 * @param nothing what is said where the server offers none
 */
export function createFileCommand(
  server: LanguageServer,
  kind: string,
  nothing: string,
): () => Promise<void> {
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
    if (!edit && !(await server.diagnose(document))) {
      // VS Code does not tell that nobody was there to offer one.
      await offerRestart(NO_ANSWER);
    } else if (!edit) {
      void vscode.window.showInformationMessage(nothing);
    } else if (!(await vscode.workspace.applyEdit(edit))) {
      void vscode.window.showErrorMessage("The text changed meanwhile. Run the command again.");
    }
  };
}
