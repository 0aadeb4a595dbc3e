import * as vscode from "vscode";
import { SAVE_FILE } from "../../server/src/protocol";

/** Registers the command that saves what an edit of the server's has changed in a file that nobody has open. */
export function registerSaveFile(): vscode.Disposable {
  return vscode.commands.registerCommand(SAVE_FILE, async (uri: string) => {
    const wanted = vscode.Uri.parse(uri).toString();
    const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === wanted);
    if (document?.isDirty) {
      await document.save();
    }
  });
}
