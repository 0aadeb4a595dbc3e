import * as vscode from "vscode";
import type { FlowPictureResult, Picture, ProtocolRange } from "../../../server/src/flowProtocol";
import { askPicture, reasonForNothing } from "./ask";
import { edit } from "./edit";
import { editorOf, findDocument, openDocument, reveal } from "./editors";
import { type Exporter, exportFlow } from "./export";
import { hoverTexts } from "./hover";
import { Live } from "./live";
import type { ExportFormat, FromPage, PageEdit, PageState, PageTheme, ToPage } from "./messages";
import { outlineOf } from "./outline";
import type { Comparison, PanelContext } from "./panelContext";
import { Shown } from "./shown";
import { watchDocument } from "./watch";
import { pageFor } from "./webview";

/** One preview: it keeps the page up to date with the text, the cursor and the settings, and does what it asks. */
export class FlowPanel implements vscode.Disposable {
  readonly #live: Live<FlowPictureResult>;
  readonly #disposables: vscode.Disposable[] = [];
  #state: PageState;
  #comparison: Comparison | undefined;
  #shown: Shown | undefined;
  /** What to go to in the next picture. */
  #wanted: ProtocolRange | undefined;
  /** What was to be told about before the picture was up to date. */
  #asked: string | undefined;
  #undone: Promise<unknown> = Promise.resolve();
  #drawn: ((png: string | undefined) => void) | undefined;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    state: PageState,
    private readonly context: PanelContext,
    comparison: Comparison | undefined,
  ) {
    this.#state = state;
    this.#comparison = comparison;
    this.#live = new Live({
      ask: (signal) => this.#ask(signal),
      isCurrent: (answer) => answer === null || answer.version === findDocument(this.#address())?.version,
      show: (answer) => this.#show(answer),
      later: (run, milliseconds) => {
        const timer = setTimeout(run, milliseconds);
        return () => clearTimeout(timer);
      },
    });
    this.#listen();
    this.#setTitle();
    panel.webview.html = pageFor(panel.webview, context.extensionUri);
  }

  get uri(): string {
    return this.#state.uri;
  }

  get isPinned(): boolean {
    return this.#state.isPinned;
  }

  get isActive(): boolean {
    return this.panel.active;
  }

  onDispose(listener: () => void): void {
    this.panel.onDidDispose(listener);
  }

  dispose(): void {
    this.panel.dispose();
  }

  /** Brings the preview to the front, without the focus. */
  bringUp(): void {
    this.panel.reveal(undefined, true);
  }

  /** Shows another workflow, or the same one against something else. */
  follow(uri: vscode.Uri, comparison?: Comparison): void {
    const key = uri.toString();
    if (key !== this.#state.uri) {
      this.#state = { ...this.#state, uri: key, collapsed: [] };
      this.#shown = undefined;
    }
    this.#comparison = comparison;
    this.#setTitle();
    this.#live.now();
  }

  /** Asks the page to export what it shows. */
  export(format: ExportFormat | undefined): void {
    void this.#export(format);
  }

  #listen(): void {
    const { panel, context } = this;
    this.#disposables.push(
      panel.webview.onDidReceiveMessage((message: FromPage) => this.#receive(message)),
      context.server.onStart(() => this.#live.now()),
      watchDocument({
        isOurs: (uri) => uri.toString() === this.#state.uri,
        changed: () => this.#soon(),
        cursorMoved: () => this.#tellCursor(),
        renamed: (uri) => this.follow(uri, this.#comparison),
      }),
    );
    panel.onDidDispose(() => {
      this.#live.stop();
      vscode.Disposable.from(...this.#disposables).dispose();
    });
  }

  /** A page that is hidden is gone, and asks by itself when it is there again. */
  #soon(): void {
    if (this.panel.visible) {
      this.#live.soon();
    }
  }

  #receive(message: FromPage): void {
    this.#do(message).catch((error: unknown) =>
      this.context.log.error(`The flow preview could not do ${message.type}.`, String(error)),
    );
  }

  async #do(message: FromPage): Promise<void> {
    switch (message.type) {
      case "ready":
        return this.#live.now();
      case "reveal":
        return this.#reveal(message.key, message.isOpened);
      case "hover":
        return this.#hover(message.key);
      case "edit":
        return this.#edit(message.edit);
      case "undo":
      case "redo":
        return this.#undo(message.type);
      case "direction":
        this.context.rememberDirection(message.direction);
        return this.#change({ direction: message.direction });
      case "collapse":
        return this.#change({ collapsed: message.keys });
      case "pin":
        return this.#change({ isPinned: message.isPinned });
      case "end-comparison":
        this.#comparison = undefined;
        return this.#live.now();
      case "export":
        return this.#export(message.format, message.theme);
      case "drawn":
        this.#drawn?.(message.png);
        this.#drawn = undefined;
    }
  }

  #change(state: Partial<PageState>): void {
    this.#state = { ...this.#state, ...state };
    this.#live.now();
  }

  async #ask(signal: AbortSignal): Promise<FlowPictureResult | undefined> {
    // A document that no editor shows is closed after a while, and is opened for as long as it is looked at here.
    const document = await openDocument(this.#address());
    if (!document) {
      return null;
    }
    return askPicture(this.context.server, document, this.#state, this.#comparison?.text, signal);
  }

  #show(answer: FlowPictureResult | undefined): void {
    if (answer?.kind === "picture") {
      this.#showPicture(answer.picture, answer.version);
      return;
    }
    const text = reasonForNothing(answer, findDocument(this.#address()));
    if (answer !== null && this.#shown) {
      this.#send({ type: "note", text: `${text} The picture is the one from before.` });
    } else {
      this.#shown = undefined;
      this.#send({ type: "nothing", text, state: this.#state });
    }
  }

  #showPicture(picture: Picture, version: number): void {
    this.#shown = new Shown(picture, version);
    const cursor = this.#cursorKey();
    const focus = this.#wanted && this.#shown.keyAt(this.#wanted.start);
    this.#wanted = undefined;
    this.#send({
      type: "picture",
      state: this.#state,
      title: this.#name(),
      picture,
      outline: outlineOf(picture),
      canEdit: vscode.workspace.fs.isWritableFileSystem(this.#address().scheme) !== false,
      ...(cursor !== undefined && { cursor }),
      ...(focus !== undefined && { focus }),
      ...(this.#comparison && { comparedWith: this.#comparison.name }),
    });
    const partial = `This workflow has ${picture.total} steps, too many to draw at once. These are the ones around the cursor.`;
    this.#send({ type: "note", text: picture.isWhole ? "" : partial });
    if (this.#asked !== undefined) {
      this.#receive({ type: "hover", key: this.#asked });
      this.#asked = undefined;
    }
  }

  #tellCursor(): void {
    const key = this.#cursorKey();
    if (key === undefined && this.#shown?.picture.isWhole === false) {
      this.#soon();
    }
    this.#send({ type: "cursor", ...(key !== undefined && { key }) });
  }

  #cursorKey(): string | undefined {
    const cursor = editorOf(this.#address())?.selection.active;
    return cursor && this.#shown?.keyAt(cursor);
  }

  async #reveal(key: string, isOpened: boolean): Promise<void> {
    const document = await openDocument(this.#address());
    const range = this.#shown?.placeOf(key);
    if (document && range) {
      await reveal(document, range, isOpened, this.panel.viewColumn);
    }
  }

  async #hover(key: string): Promise<void> {
    const document = await openDocument(this.#address());
    const range = this.#shown?.rangeOf(key);
    if (document?.version !== this.#shown?.version) {
      this.#asked = key;
      return;
    }
    const markdown = document && range ? await hoverTexts(document, range) : [];
    this.#send({ type: "hover", key, markdown });
  }

  async #edit(wanted: PageEdit): Promise<void> {
    const document = await openDocument(this.#address());
    if (!document || !this.#shown) {
      return;
    }
    const select = await edit(this.context.server, document, this.#shown, wanted);
    if (select) {
      this.#wanted = select;
      await reveal(document, select, false, this.panel.viewColumn);
      this.#live.now();
    }
  }

  /** One after the other: the keyboard goes to the editor and comes back each time. */
  #undo(command: "undo" | "redo"): Promise<void> {
    const undone = this.#undone.then(() => this.#undoNext(command));
    this.#undone = undone.catch(() => {});
    return undone;
  }

  /** Only the editor of a text knows what was changed in it last. */
  async #undoNext(command: "undo" | "redo"): Promise<void> {
    const document = await openDocument(this.#address());
    if (document) {
      await vscode.window.showTextDocument(document, { viewColumn: editorOf(document.uri)?.viewColumn ?? 1 });
      await becomes(this.panel, false);
      await vscode.commands.executeCommand(command);
      this.panel.reveal(undefined, false);
      await becomes(this.panel, true);
    }
  }

  async #export(format: ExportFormat | undefined, theme?: PageTheme): Promise<void> {
    const exporter: Exporter = {
      server: this.context.server,
      document: await openDocument(this.#address()),
      state: this.#state,
      before: this.#comparison?.text,
      theme,
      draw: (svg, scale) => this.#draw(svg, scale),
      askPage: (wanted) => this.#send({ type: "export", format: wanted }),
    };
    await exportFlow(exporter, format);
  }

  #draw(svg: string, scale: number): Promise<string | undefined> {
    this.#drawn?.(undefined);
    return new Promise((resolve) => {
      this.#drawn = resolve;
      this.#send({ type: "draw", svg, scale });
    });
  }

  #send(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }

  #address(): vscode.Uri {
    return vscode.Uri.parse(this.#state.uri);
  }

  #name(): string {
    return this.#address().path.split("/").at(-1) ?? "";
  }

  #setTitle(): void {
    this.panel.title = `Flow: ${this.#name()}`;
  }
}

/** How long it takes at most until VS Code tells which panel has the keyboard, in milliseconds. */
const PATIENCE = 500;

/** Resolves once a panel is the active one, or is not any more; after a moment in any case. */
function becomes(panel: vscode.WebviewPanel, isActive: boolean): Promise<void> {
  if (panel.active === isActive) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const timer = setTimeout(end, PATIENCE);
    const listening = panel.onDidChangeViewState(() => panel.active === isActive && end());
  });
}
