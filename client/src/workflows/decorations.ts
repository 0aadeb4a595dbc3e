import * as vscode from "vscode";
import type { Overview } from "./overview";
import { STATES } from "./state";
import { STATE_LOOKS } from "./stateLooks";

/** Shows in the explorer, and wherever else files are named, how a workflow file stands against what Invopop has. */
export function showDecorations(overview: Overview): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  const provider: vscode.FileDecorationProvider = {
    onDidChangeFileDecorations: changed.event,
    provideFileDecoration: (uri) => {
      const file = overview.stateOfFile(uri.toString());
      if (!file) {
        return undefined;
      }
      const { badge, name, meaning } = STATES[file.state];
      // The name of a file that is in step is left as it is: there is nothing to see to.
      const colour = file.state === "in-step" ? undefined : STATE_LOOKS[file.state].colour;
      return new vscode.FileDecoration(
        badge,
        `Invopop: ${name}. ${meaning}`,
        colour === undefined ? undefined : new vscode.ThemeColor(colour),
      );
    },
  };
  return vscode.Disposable.from(
    changed,
    vscode.window.registerFileDecorationProvider(provider),
    overview.onChange(() => changed.fire(undefined)),
  );
}
