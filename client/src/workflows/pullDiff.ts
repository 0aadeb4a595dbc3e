import * as vscode from "vscode";
import { plainText } from "../publish/messages";
import type { PullQuestion } from "./pull";
import { PULL_SCHEME } from "./pullUri";
import type { SyncState } from "./state";

const PULL = "Pull";
const KEEP = "Keep the File";

/** How many differences are named before the rest is only counted. */
const MOST_DIFFERENCES = 3;

/** What a pull means for the file, by how it stands. */
const MEANING: Readonly<Record<SyncState, string>> = {
  "in-step": "Nothing changes.",
  behind: "Only Invopop has something new: nothing of yours is lost.",
  ahead: "Only your file was changed since it was last pulled or published: your changes go.",
  conflict: "Your file has changes that Invopop does not have: they go.",
  unreadable: "The file’s JSON is broken: all of it gives way to what Invopop has.",
};

/** A difference that is shown, and who waits for what the person makes of it. */
interface Shown {
  readonly text: string;
  readonly answer: (isWanted: boolean) => void;
}

/** Shows files as a pull would leave them, against what they are now, and asks whether that is wanted. */
export class PullDiff implements vscode.Disposable {
  readonly #shown = new Map<string, Shown>();
  readonly #disposables: vscode.Disposable;
  #count = 0;

  constructor() {
    this.#disposables = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(PULL_SCHEME, {
        provideTextDocumentContent: (uri) => this.#shown.get(uri.toString())?.text,
      }),
      vscode.commands.registerCommand("invopop.acceptPull", (uri) => this.#answer(uri, true)),
      vscode.commands.registerCommand("invopop.declinePull", (uri) => this.#answer(uri, false)),
      // Who closes the difference wants nothing of it.
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const tab of closed) {
          this.#answer(pulledIn(tab), false);
        }
      }),
    );
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** Opens the difference and asks: in a message, and by buttons above the difference, which stay. */
  async confirm(question: PullQuestion): Promise<boolean> {
    const uri = vscode.Uri.parse(question.uri);
    const file = vscode.workspace.asRelativePath(uri);
    // Each question has an address of its own, as VS Code remembers what an address showed.
    const pulled = uri.with({ scheme: PULL_SCHEME, authority: "", query: String(++this.#count) });
    const key = pulled.toString();
    const answered = new Promise<boolean>((answer) => this.#shown.set(key, { text: question.after, answer }));
    try {
      const title = `${file.split("/").at(-1)}: the File ↔ Invopop`;
      await vscode.commands.executeCommand("vscode.diff", uri, pulled, title, { preview: true });
      void vscode.window.showInformationMessage(questionText(question, file), PULL, KEEP).then((choice) => {
        // A message that goes away by itself answers nothing.
        if (choice !== undefined) {
          this.#answer(pulled, choice === PULL);
        }
      });
      const isWanted = await answered;
      await vscode.commands.executeCommand("notifications.hideToasts");
      return isWanted;
    } finally {
      this.#shown.delete(key);
      await vscode.window.tabGroups.close(tabsWith(pulled));
    }
  }

  /** @param uri which of the differences is meant; that of the active editor when left out */
  #answer(uri: unknown, isWanted: boolean): void {
    const meant =
      uri instanceof vscode.Uri ? uri : pulledIn(vscode.window.tabGroups.activeTabGroup.activeTab);
    this.#shown.get(meant?.toString() ?? "")?.answer(isWanted);
  }
}

function questionText({ name, state, differences }: PullQuestion, file: string): string {
  const shown = differences.slice(0, MOST_DIFFERENCES).map(({ kind, label }) => `${label} ${kind}`);
  const rest = differences.length - shown.length;
  const what = shown.length > 0 ? ` ${shown.join("; ")}${rest > 0 ? `; and ${rest} more` : ""}.` : "";
  return plainText(`Pull “${name}” into ${file}? ${MEANING[state]}${what}`);
}

/** What a tab shows as it would be after a pull; undefined where it shows something else. */
function pulledIn(tab: vscode.Tab | undefined): vscode.Uri | undefined {
  const input = tab?.input;
  return input instanceof vscode.TabInputTextDiff && input.modified.scheme === PULL_SCHEME
    ? input.modified
    : undefined;
}

function tabsWith(pulled: vscode.Uri): vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter((tab) => pulledIn(tab)?.toString() === pulled.toString());
}
