import * as vscode from "vscode";
import type { Workspaces } from "../accounts/workspaces";
import type { Comparisons } from "../compare/compare";
import type { LanguageServer } from "../languageServer";
import type { ApiProblems } from "../problems/problems";
import { NotAWorkflowError } from "../sync/payload";
import { type IdInsertion, idInsertion } from "./insertId";
import type { FileError, PublishDocument } from "./ports";
import type { TakenFiles } from "./taken";

/** What is done with documents on the way. */
export interface DocumentParts {
  readonly workspaces: Workspaces;
  readonly server: LanguageServer;
  readonly comparisons: Comparisons;
  readonly problems: ApiProblems;
  readonly taken: TakenFiles;
}

/** An open document as the publish flow sees it. */
export function toPublishDocument(document: vscode.TextDocument, parts: DocumentParts): PublishDocument {
  const { comparisons, problems, server, taken, workspaces } = parts;
  return {
    key: document.uri.toString(),
    text: () => document.getText(),
    writeId: (id) => writeId(document, id),
    errors: async () => (await server.diagnose(document))?.filter(isError).sort(byPlace).map(toFileError),
    reveal: (error) => reveal(document, error),
    connect: () => workspaces.get(document.uri),
    signInAgain: ({ workspace }) => workspaces.renew(workspace),
    compare: (connection) => comparisons.comparePublished(connection, document.uri),
    takeTheirs: (connection, stored) => taken.take(document, connection, stored),
    mark: (sent, fields) => problems.mark(document, sent, fields),
    unmark: () => problems.unmark(document),
    revealMark: () => problems.reveal(document),
    published: (connection, stored) => comparisons.refresh(connection, stored),
  };
}

async function writeId(document: vscode.TextDocument, id: string): Promise<boolean> {
  const place = placeOf(document.getText(), id);
  if (!place) {
    return false;
  }
  const { offset, length, text } = place;
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  edit.replace(document.uri, range, text);
  return vscode.workspace.applyEdit(edit);
}

async function reveal(document: vscode.TextDocument, error: FileError): Promise<void> {
  const editor = await vscode.window.showTextDocument(document);
  const position = new vscode.Position(error.line, error.character);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
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
