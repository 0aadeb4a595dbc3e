import * as vscode from "vscode";
import type { Connection } from "../accounts/connection";
import type { StoredWorkflow } from "../api/types";
import type { Bases } from "../bases";
import { changeBetween } from "../problems/shift";
import type { Base } from "../sync/base";
import { baseOf } from "../sync/engine";
import { renderLike } from "../sync/render";
import { idIn } from "./textFacts";

/** A file that took over what is stored, and what undo brings back. */
interface Taken {
  readonly before: string;
  readonly after: string;
  readonly baseBefore: Base | undefined;
  readonly baseAfter: Base;
}

/**
 * Has open files say what is stored, by edits that undo takes back. With the text, undo brings back what was known
 * to be stored before: else what somebody else stored would be overwritten by the next publish, unasked.
 */
export class TakenFiles implements vscode.Disposable {
  readonly #taken = new Map<string, Taken>();
  readonly #listening: vscode.Disposable;

  constructor(
    private readonly bases: Bases,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.#listening = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument((event) => this.#follow(event)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#taken.delete(uri.toString())),
    );
  }

  /** @returns false when the text could not be changed; then all is as it was */
  async take(
    document: vscode.TextDocument,
    { workspace }: Connection,
    stored: StoredWorkflow,
  ): Promise<boolean> {
    const before = document.getText();
    const id = stored.id ?? idIn(before) ?? "";
    const baseBefore = this.bases.get(workspace.id, id);
    const baseAfter = await baseOf(workspace.id, id, stored);
    if (!(await replaceText(document, renderLike(before, stored)))) {
      return false;
    }
    await this.bases.set(baseAfter);
    this.#taken.set(document.uri.toString(), { before, after: document.getText(), baseBefore, baseAfter });
    return true;
  }

  dispose(): void {
    this.#listening.dispose();
  }

  #follow({ document, reason }: vscode.TextDocumentChangeEvent): void {
    const taken = reason === undefined ? undefined : this.#taken.get(document.uri.toString());
    const text = taken && document.getText();
    const back = text === taken?.before;
    if (!taken || (!back && text !== taken.after)) {
      return;
    }
    this.#restore(taken, back).catch((error: unknown) =>
      this.log.error("What is stored could not be remembered.", String(error)),
    );
  }

  /** What was published or pulled since then counts more. */
  async #restore({ baseBefore, baseAfter }: Taken, isBack: boolean): Promise<void> {
    const { workspace, id } = baseAfter;
    const known = this.bases.get(workspace, id);
    const [from, to] = isBack ? [baseAfter, baseBefore] : [baseBefore, baseAfter];
    if (known?.digest !== from?.digest) {
      return;
    }
    await (to ? this.bases.set(to) : this.bases.forget(workspace, id));
  }
}

/** Changes no more of the text than has to be changed, so that cursors stay where they are. */
async function replaceText(document: vscode.TextDocument, wanted: string): Promise<boolean> {
  const text = wanted.replace(/\r?\n/g, document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n");
  const change = changeBetween(document.getText(), text);
  if (!change) {
    return true;
  }
  const { offset, length, newLength } = change;
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  edit.replace(document.uri, range, text.slice(offset, offset + newLength));
  return vscode.workspace.applyEdit(edit);
}
