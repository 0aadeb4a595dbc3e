import * as vscode from "vscode";
import { kindOf, nameOf } from "../accounts/labels";
import type { WorkflowsContext } from "./context";
import { viewMessage } from "./texts";
import { type Row, WorkflowTree } from "./tree";

export const VIEW = "invopop.workflows";

/** What the view is empty for, if it is: the manifest's welcome texts ask for it. */
const EMPTINESS = "invopop.workflows.emptiness";

/** Whether a filter is set: buttons ask for it. */
const IS_FILTERED = "invopop.workflows.isFiltered";

/** The view of the workspace's workflows. */
export class WorkflowsView implements vscode.Disposable {
  readonly #tree: WorkflowTree;
  readonly #view: vscode.TreeView<Row>;
  readonly #disposables: vscode.Disposable;

  constructor(private readonly context: WorkflowsContext) {
    const { overview } = context;
    this.#tree = new WorkflowTree(overview);
    this.#view = vscode.window.createTreeView(VIEW, { treeDataProvider: this.#tree, showCollapseAll: true });
    this.#disposables = vscode.Disposable.from(
      this.#tree,
      this.#view,
      overview.onChange(() => this.#update()),
      overview.onProgress(() => this.#update()),
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (visible && overview.load === "none" && !overview.isLoading) {
          void this.refresh();
        }
      }),
    );
    if (this.#view.visible) {
      void this.refresh();
    }
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  get isVisible(): boolean {
    return this.#view.visible;
  }

  /** Loads the workflows anew, with the view's own progress. */
  async refresh(): Promise<void> {
    await vscode.window.withProgress({ location: { viewId: VIEW } }, () => this.context.overview.refresh());
  }

  /** Asks for a filter, which has its effect while it is typed. Escape brings back the one before. */
  async askFilter(): Promise<void> {
    const before = this.#tree.filter;
    const input = vscode.window.createInputBox();
    input.title = "Filter Workflows";
    input.placeholder = "Name, id, country or schema, such as: spain invoice";
    input.value = before;
    input.ignoreFocusOut = true;
    let isKept = false;
    input.onDidChangeValue((text) => this.#filter(text));
    input.onDidAccept(() => {
      isKept = true;
      input.hide();
    });
    input.show();
    await new Promise<void>((resolve) => input.onDidHide(() => resolve()));
    input.dispose();
    if (!isKept) {
      this.#filter(before);
    }
  }

  clearFilter(): void {
    this.#filter("");
  }

  #filter(text: string): void {
    this.#tree.filter = text.trim();
    this.#update();
  }

  #update(): void {
    const { overview } = this.context;
    const { source, failure, count, isLoading } = overview;
    const { filter, shown } = this.#tree;
    this.#view.description = source ? `${nameOf(source.workspace)} · ${kindOf(source.workspace)}` : "";
    this.#view.message = viewMessage({ failure, filter, shown, count, isLoading }) ?? "";
    void setContext(IS_FILTERED, filter !== "");
    void this.#emptiness().then((emptiness) => setContext(EMPTINESS, emptiness));
  }

  /** Why there is nothing to be seen, as the manifest calls it; empty where there is something, or may yet be. */
  async #emptiness(): Promise<string> {
    const { overview, workspaces } = this.context;
    if (overview.load === "signed-out") {
      // What stands in the way decides on what is offered.
      return `signedOut.${(await workspaces.state()).kind}`;
    }
    return overview.load === "listed" && overview.workflows.length === 0 ? "empty" : "";
  }
}

async function setContext(key: string, value: unknown): Promise<void> {
  await vscode.commands.executeCommand("setContext", key, value);
}
