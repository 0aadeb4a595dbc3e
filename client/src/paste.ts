import * as vscode from "vscode";
import { LANGUAGE_ID } from "../../server/src/protocol";
import type { LanguageServer } from "./languageServer";

/**
 * What VS Code 1.97 and later have for pasting, as far as it is needed here. Versions before know some of these
 * names too, and refuse their use.
 */
interface PasteApi {
  readonly DocumentPasteEdit: new (insertText: string, title: string, kind: PasteKind) => PasteEdit;
  readonly DocumentDropOrPasteEditKind: { readonly Empty: PasteKind };
  readonly languages: {
    registerDocumentPasteEditProvider(
      selector: vscode.DocumentSelector,
      provider: PasteProvider,
      metadata: { providedPasteEditKinds: readonly PasteKind[]; pasteMimeTypes: readonly string[] },
    ): vscode.Disposable;
  };
}

interface PasteKind {
  append(...parts: string[]): PasteKind;
}

interface PasteEdit {
  additionalEdit?: vscode.WorkspaceEdit;
}

interface PasteProvider {
  provideDocumentPasteEdits(
    document: vscode.TextDocument,
    ranges: readonly vscode.Range[],
    dataTransfer: vscode.DataTransfer,
  ): Promise<PasteEdit[] | undefined>;
}

const TEXT = "text/plain";

/**
 * Has steps that are there already pasted with fresh UUIDs. That is what a paste does then, as the same UUID twice
 * is an error at once; the widget beside it offers the text as it was. Does nothing before VS Code 1.97.
 */
export function registerPaste(server: LanguageServer, log: vscode.LogOutputChannel): vscode.Disposable {
  try {
    return register(vscode as unknown as PasteApi, server);
  } catch (error) {
    log.debug("This version of VS Code cannot be told how to paste.", String(error));
    return new vscode.Disposable(() => {});
  }
}

function register(api: PasteApi, server: LanguageServer): vscode.Disposable {
  const kind = api.DocumentDropOrPasteEditKind.Empty.append("invopop", "freshIds");
  const provider: PasteProvider = {
    provideDocumentPasteEdits: async (document, [range, ...others], dataTransfer) => {
      // With several cursors each gets a part of the text, and VS Code alone knows which.
      const text = others.length === 0 ? await dataTransfer.get(TEXT)?.asString() : undefined;
      const fresh = range && text ? await server.freshPaste(document, range, text) : undefined;
      if (!range || fresh === undefined) {
        return undefined;
      }
      // An edit's own text is indented anew, line by line; one in its additional edit is put in as it is.
      const edit = new api.DocumentPasteEdit("", "Paste with Fresh UUIDs", kind);
      edit.additionalEdit = new vscode.WorkspaceEdit();
      edit.additionalEdit.replace(document.uri, range, fresh);
      return [edit];
    },
  };
  return api.languages.registerDocumentPasteEditProvider({ language: LANGUAGE_ID }, provider, {
    providedPasteEditKinds: [kind],
    pasteMimeTypes: [TEXT],
  });
}
