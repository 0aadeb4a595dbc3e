import * as vscode from "vscode";

/** The file that a command was called on: as editors and the explorer name it, or by the row of a view that shows it. */
export function resourceOf(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) {
    return argument;
  }
  const isRow = typeof argument === "object" && argument !== null && "resourceUri" in argument;
  return isRow && argument.resourceUri instanceof vscode.Uri ? argument.resourceUri : undefined;
}
