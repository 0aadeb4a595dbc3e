import * as vscode from "vscode";

/** What a preview is told of the document that it shows. */
export interface WatchEvents {
  /** Whether a document is the one. */
  isOurs(uri: vscode.Uri): boolean;
  /** Its text, or what is wrong with it, is another now. */
  changed(): void;
  /** The cursor of one of its editors moved. */
  cursorMoved(): void;
  /** Its file has another name now. */
  renamed(uri: vscode.Uri): void;
}

/** Follows a document for a preview. */
export function watchDocument({ isOurs, changed, cursorMoved, renamed }: WatchEvents): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (isOurs(document.uri) && contentChanges.length > 0) {
        changed();
      }
    }),
    // What is wrong with steps can change without their text, as by a setting or by another file.
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some(isOurs)) {
        changed();
      }
    }),
    vscode.workspace.onDidOpenTextDocument(({ uri }) => isOurs(uri) && changed()),
    vscode.workspace.onDidRenameFiles(({ files }) => {
      const file = files.find(({ oldUri }) => isOurs(oldUri));
      if (file) {
        renamed(file.newUri);
      }
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (isOurs(textEditor.document.uri)) {
        cursorMoved();
      }
    }),
  );
}
