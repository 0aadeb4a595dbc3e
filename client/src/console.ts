import * as vscode from "vscode";

/** Where Invopop's Console is. The addresses of the pages in it are not documented, so none is made up. */
const CONSOLE = vscode.Uri.parse("https://console.invopop.com");

export async function openConsole(): Promise<void> {
  await vscode.env.openExternal(CONSOLE);
}
