import * as vscode from "vscode";
import type { Connection } from "../accounts/connection";
import type { StoredWorkflow } from "../api/types";
import type { TakenFiles } from "../publish/taken";
import type { PullFiles } from "./pullFiles";

/** The files of the person as VS Code has them: what is open counts over what is on disk. */
export function filesFor(taken: TakenFiles, connection: Connection): PullFiles {
  return {
    text: textOf,
    take: (uri, before, stored) => take(taken, connection, vscode.Uri.parse(uri), before, stored),
    create,
    names,
  };
}

async function take(
  taken: TakenFiles,
  connection: Connection,
  uri: vscode.Uri,
  before: string,
  stored: StoredWorkflow,
): Promise<boolean> {
  const document = await vscode.workspace.openTextDocument(uri);
  const wasDirty = document.isDirty;
  const isAsBefore = withoutEndings(document.getText()) === withoutEndings(before);
  if (!isAsBefore || !(await taken.take(document, connection, stored))) {
    return false;
  }
  if (!wasDirty) {
    await document.save();
  }
  return true;
}

/** A text with one kind of line endings, as VS Code gives it only one where a file has several. */
function withoutEndings(text: string): string {
  return text.replace(/\r\n|\r/g, "\n");
}

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

/** @see PullFiles.create */
export async function create(folder: string, name: string, text: string): Promise<string | undefined> {
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

/** @see PullFiles.names */
export async function names(folder: string): Promise<string[]> {
  const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.parse(folder));
  return entries.map(([name]) => name.normalize("NFC").toLowerCase());
}
