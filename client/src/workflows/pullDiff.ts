import * as vscode from "vscode";
import { withoutIcons } from "../accounts/labels";
import type { PullQuestion } from "./pull";
import { PULL_SCHEME } from "./pullUri";
import type { SyncState } from "./state";

/** How many differences are named before the rest is only counted. */
const MOST_DIFFERENCES = 5;

/** What a pull means for the file, by how it stands. */
const MEANING: Readonly<Record<SyncState, string>> = {
  "in-step": "Nothing changes.",
  behind: "Only Invopop’s was changed since you last pulled or published: nothing of yours is lost.",
  ahead: "Only your file was changed since you last pulled or published: your changes go.",
  conflict: "Your file has changes that Invopop does not have: they go.",
  unreadable: "The file’s JSON is broken: all of it gives way to what Invopop has.",
};

/** Shows files as a pull would leave them, against what they are now. */
export class PullDiff implements vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration: vscode.Disposable;
  #count = 0;

  constructor() {
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(PULL_SCHEME, {
      provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()),
    });
  }

  dispose(): void {
    this.#registration.dispose();
  }

  /** Opens the difference and asks; the question stays while the difference is looked at. */
  async confirm(question: PullQuestion): Promise<boolean> {
    const uri = vscode.Uri.parse(question.uri);
    const file = vscode.workspace.asRelativePath(uri);
    // Each question has an address of its own, as VS Code remembers what an address showed.
    const pulled = uri.with({ scheme: PULL_SCHEME, authority: "", query: String(++this.#count) });
    this.#texts.set(pulled.toString(), question.after);
    try {
      const title = `${file.split("/").at(-1)}: the File ↔ Invopop`;
      await vscode.commands.executeCommand("vscode.diff", uri, pulled, title, { preview: true });
      return await ask(question, file);
    } finally {
      await closeDiff(pulled);
      this.#texts.delete(pulled.toString());
    }
  }
}

async function ask({ name, state, differences }: PullQuestion, file: string): Promise<boolean> {
  const pull: vscode.QuickPickItem = {
    label: "Pull",
    iconPath: new vscode.ThemeIcon("cloud-download"),
    description: MEANING[state],
    ...(differences.length > 0 && { detail: withoutIcons(differencesText(differences)) }),
  };
  const keep: vscode.QuickPickItem = {
    label: "Keep the File as It Is",
    iconPath: new vscode.ThemeIcon("close"),
  };
  const chosen = await vscode.window.showQuickPick([pull, keep], {
    title: `Pull “${name.replace(/\s+/g, " ")}” into ${file}?`,
    placeHolder: "Look at the difference below, then choose. Undo can bring the file back.",
    ignoreFocusOut: true,
  });
  return chosen === pull;
}

function differencesText(differences: PullQuestion["differences"]): string {
  const shown = differences.slice(0, MOST_DIFFERENCES).map(({ kind, label }) => `${label} ${kind}`);
  const rest = differences.length - shown.length;
  return `${shown.join(", ")}${rest > 0 ? `, and ${rest} more` : ""}`;
}

async function closeDiff(pulled: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputTextDiff && input.modified.toString() === pulled.toString(),
    );
  await vscode.window.tabGroups.close(tabs);
}
