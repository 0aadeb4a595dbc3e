import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  LIST_FOLDER,
  type ListFolderParams,
  READ_FILE,
  type ReadFileParams,
} from "../../server/src/protocol";
import { type FilePorts, listFolder, readFile } from "./readFiles";

const PORTS: FilePorts<vscode.Uri> = {
  folders: () => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri),
  stat: (uri) => vscode.workspace.fs.stat(uri),
  readDirectory: (uri) => vscode.workspace.fs.readDirectory(uri),
  readFile: (uri) => vscode.workspace.fs.readFile(uri),
};

/** Reads files for a language server that cannot reach them, such as those of a repository opened from afar. */
export function offerFiles(client: BaseLanguageClient): void {
  client.onRequest(LIST_FOLDER, ({ uri }: ListFolderParams) => listFolder(PORTS, vscode.Uri.parse(uri)));
  client.onRequest(READ_FILE, ({ uri, mostBytes }: ReadFileParams) =>
    readFile(PORTS, vscode.Uri.parse(uri), mostBytes),
  );
}
