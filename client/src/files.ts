import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type FolderEntry,
  LIST_FOLDER,
  type ListFolderParams,
  READ_FILE,
  type ReadFileParams,
} from "../../server/src/protocol";

/** Reads files for a language server that cannot reach them, such as those of a repository opened from afar. */
export function offerFiles(client: BaseLanguageClient): void {
  client.onRequest(LIST_FOLDER, ({ uri }: ListFolderParams) => listFolder(vscode.Uri.parse(uri)));
  client.onRequest(READ_FILE, ({ uri, mostBytes }: ReadFileParams) =>
    readFile(vscode.Uri.parse(uri), mostBytes),
  );
}

/** What is in a folder. Links to folders are left out, so that no way leads round in circles. */
async function listFolder(folder: vscode.Uri): Promise<FolderEntry[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries.flatMap(([name, type]) => {
      const isFolder = type === vscode.FileType.Directory;
      return isFolder || isFile(type) ? [{ name, isFolder }] : [];
    });
  } catch {
    return [];
  }
}

async function readFile(file: vscode.Uri, mostBytes: number): Promise<string | null> {
  try {
    const { size, type } = await vscode.workspace.fs.stat(file);
    if (!isFile(type) || size > mostBytes) {
      return null;
    }
    const bytes = await vscode.workspace.fs.readFile(file);
    return bytes.byteLength > mostBytes ? null : new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A file, or a link to one. */
function isFile(type: vscode.FileType): boolean {
  return (type & vscode.FileType.File) !== 0;
}
