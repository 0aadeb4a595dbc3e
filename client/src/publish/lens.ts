import * as vscode from "vscode";
import { LANGUAGE_ID } from "../../../server/src/protocol";
import type { Workspaces } from "../accounts/workspaces";
import type { Bases } from "../bases";
import { PUBLISHED_SCHEME } from "../compare/publishedUri";
import { storedTitle } from "./storedTitle";
import { idIn } from "./textFacts";

const COPY_HASH = "invopop.copyHash";

/** How long it is shown that the hash was copied, in milliseconds. */
const SHOWN = 3000;

/** Shows *Publish* above a workflow and, once it is known, what Invopop has stored of it. */
export function showPublishLenses(workspaces: Workspaces, bases: Bases): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: (document) => lensesOf(document, workspaces, bases),
  };
  return vscode.Disposable.from(
    changed,
    vscode.languages.registerCodeLensProvider({ language: LANGUAGE_ID }, provider),
    bases.onChange(() => changed.fire()),
    workspaces.onChange(() => changed.fire()),
    vscode.commands.registerCommand(COPY_HASH, copyHash),
  );
}

async function lensesOf(
  document: vscode.TextDocument,
  workspaces: Workspaces,
  bases: Bases,
): Promise<vscode.CodeLens[]> {
  const text = document.getText();
  const brace = text.indexOf("{");
  if (brace < 0 || !canBePublished(document)) {
    return [];
  }
  const place = document.positionAt(brace);
  const range = new vscode.Range(place, place);
  const publish = {
    title: "$(cloud-upload) Publish",
    tooltip: "Publish this workflow to Invopop",
    command: "invopop.publish",
    arguments: [document.uri],
  };
  const last = await lastKnown(document, workspaces, bases);
  return [new vscode.CodeLens(range, publish), ...(last ? [new vscode.CodeLens(range, last)] : [])];
}

/** Not from a folder that nobody trusts yet, and not what only looks back, such as the file of an older commit. */
function canBePublished({ uri }: vscode.TextDocument): boolean {
  return (
    vscode.workspace.isTrusted &&
    uri.scheme !== PUBLISHED_SCHEME &&
    vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== false
  );
}

async function lastKnown(
  document: vscode.TextDocument,
  workspaces: Workspaces,
  bases: Bases,
): Promise<vscode.Command | undefined> {
  // Reading a large text is spared where nothing can come of it.
  const id = bases.isEmpty ? undefined : idIn(document.getText());
  const connection = id === undefined ? undefined : await workspaces.peek(document.uri);
  const base = connection && id ? bases.get(connection.workspace.id, id) : undefined;
  if (!base) {
    return undefined;
  }
  const title = storedTitle(base);
  const { hash } = base;
  return hash
    ? { title, tooltip: "Copy the hash", command: COPY_HASH, arguments: [hash] }
    : { title, command: "" };
}

async function copyHash(hash: unknown): Promise<void> {
  if (typeof hash === "string") {
    await vscode.env.clipboard.writeText(hash);
    vscode.window.setStatusBarMessage("The hash was copied.", SHOWN);
  }
}
