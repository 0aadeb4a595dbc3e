import * as vscode from "vscode";
import type { LocalFile } from "./localStates";

interface FolderItem extends vscode.QuickPickItem {
  readonly folder?: vscode.Uri;
}

/** How many folders with workflows are offered. */
const MOST_FOLDERS = 50;

/**
 * Asks which folder new files are to be in: one that is open, one that has workflows already, or any other.
 *
 * @returns the folder's address; undefined when that was given up
 */
export async function chooseFolder(
  title: string,
  localFiles: readonly LocalFile[],
): Promise<string | undefined> {
  const items = folderItems(localFiles);
  if (items.length === 0) {
    return browse(title);
  }
  const other: FolderItem = {
    label: "Choose Another Folder…",
    iconPath: new vscode.ThemeIcon("folder-opened"),
  };
  const chosen = await vscode.window.showQuickPick<FolderItem>([...items, other], {
    title,
    placeHolder: "The folder for new files",
    matchOnDescription: true,
  });
  return chosen === other ? browse(title) : chosen?.folder?.toString();
}

/** The folders that are offered: those that are open, and those that workflows are in, the most used first. */
function folderItems(localFiles: readonly LocalFile[]): FolderItem[] {
  const counts = new Map<string, number>();
  for (const { uri } of localFiles) {
    const folder = vscode.Uri.joinPath(vscode.Uri.parse(uri), "..").toString();
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const roots = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString());
  const used = [...counts.keys()]
    .filter((folder) => !roots.includes(folder) && isOpen(folder))
    .sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
    .slice(0, MOST_FOLDERS);
  return [...roots, ...used].map((folder) => {
    const uri = vscode.Uri.parse(folder);
    const count = counts.get(folder) ?? 0;
    return {
      label: roots.includes(folder) ? nameOf(uri) : vscode.workspace.asRelativePath(uri),
      description: count === 0 ? "" : count === 1 ? "1 workflow" : `${count} workflows`,
      iconPath: new vscode.ThemeIcon(roots.includes(folder) ? "root-folder" : "folder"),
      folder: uri,
    };
  });
}

function isOpen(folder: string): boolean {
  return vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(folder)) !== undefined;
}

function nameOf(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri)?.name ?? uri.path;
}

async function browse(title: string): Promise<string | undefined> {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  const chosen = await vscode.window.showOpenDialog({
    title,
    openLabel: "Choose Folder",
    canSelectFiles: false,
    canSelectFolders: true,
    ...(first && { defaultUri: first.uri }),
  });
  return chosen?.[0]?.toString();
}
