import * as vscode from "vscode";
import type { WorkflowsContext } from "./context";
import type { WorkflowsView } from "./view";

/** The files of workflows. */
const FILES = "**/*.{workflow,invopop}.json";

/** How old a list may be when the window is come back to, in milliseconds. */
const MOST_AGE = 5 * 60 * 1000;

/** How long typing must rest before a file is looked at, in milliseconds. */
const REST = 1000;

/**
 * Keeps the states of files up to date with what happens here, without the network; and asks for the list of
 * workflows where that is worth a request: once there is something to show it for, and when the window is come back
 * to after a while.
 */
export function registerRefreshing(context: WorkflowsContext, view: WorkflowsView): vscode.Disposable {
  const { bases, locals, overview, workspaces } = context;
  let loadedAt = 0;
  const typing = new Map<string, ReturnType<typeof setTimeout>>();

  const refresh = (): Promise<void> => (view.isVisible ? view.refresh() : overview.refresh());
  const isWanted = async (): Promise<boolean> =>
    view.isVisible || ((await locals.list()) ?? overview.localFiles).length > 0;
  const look = ({ uri }: { readonly uri: vscode.Uri }): void => {
    clearTimeout(typing.get(uri.toString()));
    typing.delete(uri.toString());
    if (overview.stateOfFile(uri.toString())) {
      void overview.look([uri.toString()]);
    }
  };
  const lookLater = (document: vscode.TextDocument): void => {
    const key = document.uri.toString();
    if (overview.stateOfFile(key)) {
      clearTimeout(typing.get(key));
      typing.set(
        key,
        setTimeout(() => look(document), REST),
      );
    }
  };

  // Which files there are, the language server tells; it does not tell of every change in them.
  const watcher = vscode.workspace.createFileSystemWatcher(FILES, true, false, true);

  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange((uri) => look({ uri })),
    overview.onChange(() => {
      loadedAt = overview.isLoading ? Date.now() : loadedAt;
    }),
    locals.onChange(async () => {
      if (overview.load === "none" && !overview.isLoading && (await isWanted())) {
        await refresh();
      } else {
        await overview.look();
      }
    }),
    workspaces.onChange(async () => {
      if (overview.load !== "none" || (await isWanted())) {
        await refresh();
      }
    }),
    bases.onChange((base) => void (base ? overview.baseChanged(base) : overview.look())),
    vscode.workspace.onDidSaveTextDocument(look),
    vscode.workspace.onDidCloseTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) {
        lookLater(document);
      }
    }),
    vscode.window.onDidChangeWindowState(async ({ focused }) => {
      const isOld = Date.now() - loadedAt > MOST_AGE;
      if (focused && isOld && overview.load !== "none" && (await isWanted())) {
        await refresh();
      }
    }),
    { dispose: () => typing.forEach((timer) => void clearTimeout(timer)) },
  );
}
