import * as vscode from "vscode";
import { LANGUAGE_ID } from "../../../server/src/protocol";
import type { LanguageServer } from "../languageServer";
import type { ExportFormat, PageState } from "./messages";
import { FlowPanel } from "./panel";
import type { Comparison, PanelContext } from "./panelContext";
import { asDirection, stateFrom } from "./state";
import { pageOptions } from "./webview";

/** What VS Code knows the previews by. */
const VIEW_TYPE = "invopop.flow";

/** Where the direction is remembered. */
const DIRECTION = "invopop.flowDirection";

const NO_WORKFLOW = "Open a workflow (*.workflow.json) first.";

/** The previews of the flow: at most one that follows the active editor, and those that stay where they are. */
export class FlowPreviews implements vscode.Disposable {
  readonly #panels = new Set<FlowPanel>();
  readonly #disposables: vscode.Disposable[];
  readonly #context: PanelContext;

  constructor(
    private readonly extension: vscode.ExtensionContext,
    server: LanguageServer,
    log: vscode.LogOutputChannel,
  ) {
    this.#context = {
      server,
      log,
      extensionUri: extension.extensionUri,
      rememberDirection: (direction) => void extension.workspaceState.update(DIRECTION, direction),
    };
    this.#disposables = [
      vscode.window.onDidChangeActiveTextEditor((editor) => this.#follow(editor)),
      vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
        deserializeWebviewPanel: async (panel, kept) => this.#restore(panel, kept),
      }),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables, ...this.#panels).dispose();
  }

  /** Opens the preview of a workflow: that of the active editor, or of a file that a menu was opened on. */
  async open(resource?: unknown): Promise<void> {
    const document = await workflowAt(resource);
    if (document) {
      this.#panelFor(document.uri, undefined);
    }
  }

  /** Shows a workflow against another text of it. @param name what that text is, such as "what is published" */
  openComparison(uri: vscode.Uri, text: string, name: string): void {
    this.#panelFor(uri, { text, name });
  }

  /** Exports what the active preview shows, else the flow of the active editor. */
  async export(format?: ExportFormat): Promise<void> {
    const active = [...this.#panels].find(({ isActive }) => isActive);
    const document = active ? undefined : await workflowAt(undefined);
    const panel = active ?? (document && this.#panelFor(document.uri, undefined));
    panel?.export(format);
  }

  #panelFor(uri: vscode.Uri, comparison: Comparison | undefined): FlowPanel {
    const key = uri.toString();
    const panels = [...this.#panels];
    const known = panels.find((panel) => panel.uri === key) ?? panels.find(({ isPinned }) => !isPinned);
    if (known) {
      known.follow(uri, comparison);
      known.bringUp();
      return known;
    }
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const panel = vscode.window.createWebviewPanel(
      VIEW_TYPE,
      "Flow",
      column,
      pageOptions(this.extension.extensionUri),
    );
    const direction = asDirection(this.extension.workspaceState.get(DIRECTION));
    return this.#add(panel, { uri: key, direction, collapsed: [], isPinned: false }, comparison);
  }

  #restore(panel: vscode.WebviewPanel, kept: unknown): void {
    const state = stateFrom(kept);
    if (!state) {
      panel.dispose();
      return;
    }
    panel.webview.options = pageOptions(this.extension.extensionUri);
    this.#add(panel, state, undefined);
  }

  #add(panel: vscode.WebviewPanel, state: PageState, comparison: Comparison | undefined): FlowPanel {
    panel.iconPath = {
      light: vscode.Uri.joinPath(this.extension.extensionUri, "client/icons/workflow-light.svg"),
      dark: vscode.Uri.joinPath(this.extension.extensionUri, "client/icons/workflow-dark.svg"),
    };
    const flow = new FlowPanel(panel, state, this.#context, comparison);
    this.#panels.add(flow);
    flow.onDispose(() => this.#panels.delete(flow));
    return flow;
  }

  #follow(editor: vscode.TextEditor | undefined): void {
    const uri = editor?.document.languageId === LANGUAGE_ID ? editor.document.uri : undefined;
    const panels = [...this.#panels];
    if (uri && !panels.some((panel) => panel.uri === uri.toString())) {
      panels.find(({ isPinned }) => !isPinned)?.follow(uri);
    }
  }
}

/** The workflow that a command is meant for; undefined where there is none, which is told. */
export async function workflowAt(resource: unknown): Promise<vscode.TextDocument | undefined> {
  const document =
    resource instanceof vscode.Uri
      ? await vscode.workspace.openTextDocument(resource)
      : vscode.window.activeTextEditor?.document;
  if (document?.languageId !== LANGUAGE_ID) {
    void vscode.window.showErrorMessage(NO_WORKFLOW);
    return undefined;
  }
  return document;
}
