import * as vscode from "vscode";
import type { PullFiles } from "./pullFiles";
import { smallEdit, withLineEndings } from "./smallEdit";

/** The files of the person as VS Code has them: what is open counts over what is on disk. */
export const files: PullFiles = { text: textOf, replace, create, names };

/** The text of a file, unsaved changes included; undefined when it cannot be read. */
export async function textOf(uri: string): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
  if (open) {
    return open.getText();
  }
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.parse(uri)));
  } catch {
    // It was deleted, or may not be read.
    return undefined;
  }
}

async function replace(uri: string, before: string, after: string): Promise<boolean> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const text = document.getText();
  const ending = document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n";
  if (text !== withLineEndings(before, ending)) {
    return false;
  }
  const wasDirty = document.isDirty;
  const { start, end, text: inserted } = smallEdit(text, withLineEndings(after, ending));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    document.uri,
    new vscode.Range(document.positionAt(start), document.positionAt(end)),
    inserted,
  );
  if (!(await vscode.workspace.applyEdit(edit))) {
    return false;
  }
  if (!wasDirty) {
    await document.save();
  }
  return true;
}

async function create(folder: string, name: string, text: string): Promise<string | undefined> {
  const uri = vscode.Uri.joinPath(vscode.Uri.parse(folder), name);
  if (await isThere(uri)) {
    return undefined;
  }
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri.toString();
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") {
      return false;
    }
    throw error;
  }
}

async function names(folder: string): Promise<string[]> {
  const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.parse(folder));
  return entries.map(([name]) => name.normalize("NFC").toLowerCase());
}
