import * as vscode from "vscode";
import { LANGUAGE_ID } from "../../server/src/protocol";
import { looksLikeWorkflow } from "./looksLikeWorkflow";
import { settings } from "./settings";

const THIS_FILE = "This File";
const ALWAYS = "Always Here";
const NEVER = "Never";

/** Where the files are remembered that were asked about already. */
const ASKED = "invopop.askedFiles";

/** How many of them are remembered. */
const MOST_ASKED = 500;

/** How long typing must rest before an untitled text is looked at, in milliseconds. */
const REST = 500;

/** Offers the workflow language for JSON files that turn out to be workflows, once for each file. */
export function watchForWorkflows(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): void {
  // Untitled texts of the next session have the same names, so these are remembered for this one only.
  const askedUntitled = new Set<string>();
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();

  const consider = async (document: vscode.TextDocument): Promise<void> => {
    const key = document.uri.toString();
    if (!isCandidate(document) || settings.detection() === "never") {
      return;
    }
    if (!looksLikeWorkflow(document.getText())) {
      return;
    }
    if (settings.detection() === "always") {
      await vscode.languages.setTextDocumentLanguage(document, LANGUAGE_ID);
      return;
    }
    const asked = context.workspaceState.get<readonly string[]>(ASKED, []);
    if (asked.includes(key) || askedUntitled.has(key)) {
      return;
    }
    // Remembered before the answer, as an offer that is passed over was made all the same.
    if (document.isUntitled) {
      askedUntitled.add(key);
    } else {
      await context.workspaceState.update(ASKED, [...asked, key].slice(-MOST_ASKED));
    }
    await offer(document);
  };
  const considerSafely = (document: vscode.TextDocument): void => {
    consider(document).catch((error: unknown) =>
      log.error(`${document.uri} could not be looked at`, String(error)),
    );
  };

  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(considerSafely),
    // A text that is pasted into a new editor has no file whose opening would tell of it.
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      const key = document.uri.toString();
      if (document.isUntitled && isCandidate(document)) {
        clearTimeout(waiting.get(key));
        waiting.set(
          key,
          setTimeout(() => {
            waiting.delete(key);
            considerSafely(document);
          }, REST),
        );
      }
    }),
    vscode.workspace.onDidCloseTextDocument(({ isUntitled, uri }) => {
      if (isUntitled) {
        clearTimeout(waiting.get(uri.toString()));
        waiting.delete(uri.toString());
      }
    }),
    { dispose: () => waiting.forEach((timer) => void clearTimeout(timer)) },
  );
  vscode.workspace.textDocuments.forEach(considerSafely);
}

function isCandidate({ languageId, uri, isClosed }: vscode.TextDocument): boolean {
  return (
    !isClosed &&
    (languageId === "json" || languageId === "jsonc") &&
    // Such as the files of an older commit.
    vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== false &&
    !["git", "output", "vscode", "vscode-settings", "vscode-userdata"].includes(uri.scheme) &&
    !uri.path.includes("/node_modules/")
  );
}

async function offer(document: vscode.TextDocument): Promise<void> {
  const choice = await vscode.window.showInformationMessage(
    "This JSON file is an Invopop workflow. Turn on completion, checks and publishing for it?",
    THIS_FILE,
    ALWAYS,
    NEVER,
  );
  if (choice === NEVER) {
    await settings.setDetection("never", vscode.ConfigurationTarget.Global);
    return;
  }
  if (choice === ALWAYS) {
    const hasFolder = vscode.workspace.workspaceFolders !== undefined;
    const target = hasFolder ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
    await settings.setDetection("always", target);
  }
  if (choice !== undefined && !document.isClosed) {
    await vscode.languages.setTextDocumentLanguage(document, LANGUAGE_ID);
  }
}
