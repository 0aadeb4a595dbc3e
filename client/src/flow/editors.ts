import * as vscode from "vscode";
import type { ProtocolRange } from "../../../server/src/flowProtocol";
import { toRange } from "./ranges";

/** A document that VS Code has open; undefined when it has not. */
export function findDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
}

/** A document, opened if need be; undefined when its file is gone. */
export async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

/** The editor that shows a document; undefined where none does. */
export function editorOf(uri: vscode.Uri): vscode.TextEditor | undefined {
  const key = uri.toString();
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  return [activeTextEditor, ...visibleTextEditors].find((editor) => editor?.document.uri.toString() === key);
}

/**
 * Shows a part of a document in its editor, with the cursor there, and opens one beside where there is none.
 *
 * @param isFocused whether the keyboard goes there too
 */
export async function reveal(
  document: vscode.TextDocument,
  part: ProtocolRange,
  isFocused: boolean,
  beside: vscode.ViewColumn | undefined,
): Promise<void> {
  const place = toRange(part).start;
  const selection = new vscode.Selection(place, place);
  const open = editorOf(document.uri);
  if (open && !isFocused) {
    open.selection = selection;
    open.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    return;
  }
  const free = beside === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One;
  await vscode.window.showTextDocument(document, {
    viewColumn: open?.viewColumn ?? free,
    preserveFocus: !isFocused,
    selection,
  });
}
