import * as vscode from "vscode";
import { pageHtml } from "./html";

/** What a page may do: run its script, and read what was built for it. */
export function pageOptions(extension: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extension, "dist")] };
}

/** The page of a preview, for the webview that it is shown in. */
export function pageFor(webview: vscode.Webview, extension: vscode.Uri): string {
  const file = (name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension, "dist", name)).toString();
  return pageHtml({
    script: file("flow.js"),
    style: file("flow.css"),
    source: webview.cspSource,
    nonce: crypto.randomUUID(),
  });
}
