import * as vscode from "vscode";
import type { Location, Position } from "vscode-languageclient";
import { SHOW_REFERENCES } from "../../server/src/protocol";

/** Registers the command of the server's lenses, which opens VS Code's list of references. */
export function registerShowReferences(): vscode.Disposable {
  return vscode.commands.registerCommand(
    SHOW_REFERENCES,
    (uri: string, position: Position, locations: readonly Location[]) =>
      vscode.commands.executeCommand(
        "editor.action.showReferences",
        vscode.Uri.parse(uri),
        toPosition(position),
        locations.map(toLocation),
      ),
  );
}

function toPosition({ line, character }: Position): vscode.Position {
  return new vscode.Position(line, character);
}

function toLocation({ uri, range }: Location): vscode.Location {
  return new vscode.Location(
    vscode.Uri.parse(uri),
    new vscode.Range(toPosition(range.start), toPosition(range.end)),
  );
}
