import * as vscode from "vscode";
import type { LanguageServer } from "../languageClient";
import { NotAWorkflowError } from "../sync/payload";
import type { FileError, PublishDocument } from "./flow";
import { type IdInsertion, idInsertion } from "./insertId";

/** An open document as the publish flow sees it. */
export function toPublishDocument(document: vscode.TextDocument, server: LanguageServer): PublishDocument {
  return {
    key: document.uri.toString(),
    text: () => document.getText(),
    writeId: async (id) => {
      const place = placeOf(document.getText(), id);
      if (!place) {
        return false;
      }
      const { offset, length, text } = place;
      const edit = new vscode.WorkspaceEdit();
      const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
      edit.replace(document.uri, range, text);
      return vscode.workspace.applyEdit(edit);
    },
    errors: async () => (await server.diagnose(document))?.filter(isError).sort(byPlace).map(toFileError),
    reveal: async (error) => {
      const editor = await vscode.window.showTextDocument(document);
      const position = new vscode.Position(error.line, error.character);
      editor.selection = new vscode.Selection(position, position);
      editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    },
  };
}

/** Where an id goes; nowhere in a text that was broken while the id was asked for. */
function placeOf(text: string, id: string): IdInsertion | undefined {
  try {
    return idInsertion(text, id);
  } catch (error) {
    if (error instanceof NotAWorkflowError) {
      return undefined;
    }
    throw error;
  }
}

function isError({ severity }: vscode.Diagnostic): boolean {
  return severity === vscode.DiagnosticSeverity.Error;
}

function byPlace(a: vscode.Diagnostic, b: vscode.Diagnostic): number {
  return a.range.start.compareTo(b.range.start);
}

function toFileError({ code, message, range }: vscode.Diagnostic): FileError {
  const text = typeof code === "object" ? code.value : code;
  const place = { line: range.start.line, character: range.start.character };
  return { message, ...place, ...(text !== undefined && { code: String(text) }) };
}
