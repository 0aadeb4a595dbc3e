import * as vscode from "vscode";
import { LANGUAGE_ID } from "../../../server/src/protocol";
import { settings } from "../settings";
import { NotAWorkflowError, workflowIdOf } from "../sync/payload";
import { type PublishedVersions, publishedTitle } from "./published";

const COPY_HASH = "invopop.copyHash";

/** How long it is shown that the hash was copied, in milliseconds. */
const SHOWN = 3000;

/** Shows *Publish* above a workflow and, once that was done, what Invopop answered. */
export function showPublishLenses(published: PublishedVersions): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: (document) => lensesOf(document, published),
  };
  return vscode.Disposable.from(
    changed,
    vscode.languages.registerCodeLensProvider({ language: LANGUAGE_ID }, provider),
    published.onChange(() => changed.fire()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("invopop.apiUrl")) {
        changed.fire();
      }
    }),
    vscode.commands.registerCommand(COPY_HASH, copyHash),
  );
}

function lensesOf(document: vscode.TextDocument, published: PublishedVersions): vscode.CodeLens[] {
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
  const last = lastPublish(text, published);
  return [new vscode.CodeLens(range, publish), ...(last ? [new vscode.CodeLens(range, last)] : [])];
}

/** Not from a folder that nobody trusts yet, and not what only looks back, such as the file of an older commit. */
function canBePublished({ uri }: vscode.TextDocument): boolean {
  return vscode.workspace.isTrusted && vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== false;
}

function lastPublish(text: string, published: PublishedVersions): vscode.Command | undefined {
  const origin = apiOrigin();
  // Reading a large text is spared where nothing can come of it.
  const id = origin !== undefined && published.hasAny(origin) ? idOf(text) : undefined;
  const version = origin !== undefined && id ? published.recall(origin, id) : undefined;
  if (!version) {
    return undefined;
  }
  const title = publishedTitle(version);
  const { hash } = version;
  return hash
    ? { title, tooltip: "Copy the hash", command: COPY_HASH, arguments: [hash] }
    : { title, command: "" };
}

/** Where the API is; undefined while its address is wrong. */
export function apiOrigin(): string | undefined {
  try {
    return settings.baseUrl().origin;
  } catch {
    // Publishing tells what is wrong with the address.
    return undefined;
  }
}

function idOf(text: string): string | undefined {
  try {
    return workflowIdOf(text);
  } catch (error) {
    if (error instanceof NotAWorkflowError) {
      return undefined;
    }
    throw error;
  }
}

async function copyHash(hash: unknown): Promise<void> {
  if (typeof hash === "string") {
    await vscode.env.clipboard.writeText(hash);
    vscode.window.setStatusBarMessage("The hash was copied.", SHOWN);
  }
}
