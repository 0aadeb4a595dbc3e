import * as vscode from "vscode";
import type { Connection, Connections } from "../accounts/connection";
import { nameOf } from "../accounts/labels";
import { ApiError } from "../api/errors";
import type { StoredWorkflow } from "../api/types";
import { ACTIONS, fetchFailureMessage, plainText } from "../publish/messages";
import { idIn, isJsonObject } from "../publish/textFacts";
import { withProgress } from "../session";
import { renderLike, renderNew } from "../sync/render";
import type { Comparisons } from "./compare";
import { diffTitle, openDiff, openDiffs, retitleDiff } from "./diff";
import { addressOf, PUBLISHED_SCHEME, type PublishedPlace, placeAt } from "./publishedUri";

/** How long typing rests before what a file is compared with is laid out like it anew, in milliseconds. */
const REST = 300;

/** Shows what is stored at Invopop in read-only documents, and against files. */
export class PublishedDocuments
  implements Comparisons, vscode.TextDocumentContentProvider, vscode.Disposable
{
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #stored = new Map<string, StoredWorkflow>();
  readonly #listening: vscode.Disposable;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly connections: Connections,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.#listening = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(PUBLISHED_SCHEME, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#likeChanged(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)),
    );
  }

  get onDidChange(): vscode.Event<vscode.Uri> {
    return this.#changed.event;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const place = placeAt(uri);
    if (!place) {
      throw new Error("This is no address of a published workflow.");
    }
    const stored = this.#stored.get(keyOf(place)) ?? (await this.#fetchAgain(place));
    if (place.like === undefined) {
      return renderNew(stored);
    }
    return renderLike(
      (await vscode.workspace.openTextDocument(vscode.Uri.parse(place.like))).getText(),
      stored,
    );
  }

  async comparePublished(connection: Connection, uri: vscode.Uri): Promise<void> {
    const stored = await this.#fetchFor(connection, uri, () => this.comparePublished(connection, uri));
    if (stored) {
      const place = { workspace: connection.workspace.id, id: stored.id, like: uri.toString() };
      const left = toUri(place, stored.workflow.name ?? "workflow");
      this.#take(place, stored.workflow);
      await openDiff(left, uri, diffTitle(connection, stored.workflow, uri));
    }
  }

  async storedText(
    connection: Connection,
    uri: vscode.Uri,
    again: () => Promise<void>,
  ): Promise<string | undefined> {
    const stored = await this.#fetchFor(connection, uri, again);
    return stored && renderLike((await vscode.workspace.openTextDocument(uri)).getText(), stored.workflow);
  }

  /** What is stored of a file's workflow; undefined when there is nothing, or it could not be fetched, which is told. */
  async #fetchFor(
    connection: Connection,
    uri: vscode.Uri,
    again: () => Promise<void>,
  ): Promise<{ readonly id: string; readonly workflow: StoredWorkflow } | undefined> {
    const id = idIn((await vscode.workspace.openTextDocument(uri)).getText());
    if (id === undefined) {
      void vscode.window.showInformationMessage(
        "There is nothing to compare with: the file has no workflow id, or its JSON has to be mended first.",
      );
      return undefined;
    }
    const workflow = await this.#fetch(connection, id, again);
    return workflow && { id, workflow };
  }

  async openPublished(connection: Connection, id: string, name: string): Promise<void> {
    const stored = await this.#fetch(connection, id, () => this.openPublished(connection, id, name));
    if (stored) {
      const place = { workspace: connection.workspace.id, id };
      this.#take(place, stored);
      await vscode.window.showTextDocument(toUri(place, name));
    }
  }

  async refresh(connection: Connection, stored: StoredWorkflow): Promise<void> {
    const place = { workspace: connection.workspace.id, id: stored.id ?? "" };
    this.#take(place, stored);
    for (const diff of openDiffs()) {
      const shown = placeAt(diff.left);
      if (shown && keyOf(shown) === keyOf(place)) {
        await retitleDiff(diff, diffTitle(connection, stored, diff.right));
      }
    }
  }

  dispose(): void {
    clearTimeout(this.#resting);
    this.#listening.dispose();
  }

  /** What is stored; undefined when it could not be fetched, which is told. */
  async #fetch(
    connection: Connection,
    id: string,
    again: () => Promise<void>,
  ): Promise<StoredWorkflow | undefined> {
    const workspace = nameOf(connection.workspace);
    try {
      return await withProgress(plainText(`Fetching the workflow from “${workspace}”`), (signal) =>
        connection.client.getWorkflow(id, signal),
      );
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      this.#tell(error, workspace, again).catch((fault: unknown) => this.log.error(String(fault)));
      return undefined;
    }
  }

  async #tell(error: ApiError, workspace: string, again: () => Promise<void>): Promise<void> {
    if (error.kind === "not-found") {
      void vscode.window.showInformationMessage(
        plainText(`There is nothing to show: “${workspace}” has no workflow with this id.`),
      );
      return;
    }
    const { text, actions } = fetchFailureMessage(error);
    this.log.warn(text);
    const choice = await vscode.window.showErrorMessage(text, ...actions);
    if (choice === ACTIONS.tryAgain) {
      await again();
    } else if (choice === ACTIONS.showOutput) {
      this.log.show();
    }
  }

  /** For a document that VS Code opens by itself, as after a restart. */
  async #fetchAgain(place: PublishedPlace): Promise<StoredWorkflow> {
    const connection = await this.connections.to(place.workspace);
    if (!connection) {
      throw new Error("Sign in to the Invopop workspace of this workflow to see it.");
    }
    const stored = await connection.client.getWorkflow(place.id, new AbortController().signal);
    this.#stored.set(keyOf(place), stored);
    return stored;
  }

  /** Has the documents of a workflow show what is stored now. */
  #take(place: PublishedPlace, stored: StoredWorkflow): void {
    this.#stored.set(keyOf(place), stored);
    for (const { uri, place: other } of openDocuments()) {
      if (keyOf(other) === keyOf(place)) {
        this.#changed.fire(uri);
      }
    }
  }

  #likeChanged({ uri }: vscode.TextDocument): void {
    const like = uri.toString();
    if (!openDocuments().some(({ place }) => place.like === like)) {
      return;
    }
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      const text = vscode.workspace.textDocuments.find((one) => one.uri.toString() === like)?.getText();
      // While the JSON is broken there is no layout to follow.
      const isSound = text !== undefined && isJsonObject(text);
      for (const { uri: shown } of openDocuments().filter(({ place }) => isSound && place.like === like)) {
        this.#changed.fire(shown);
      }
    }, REST);
  }

  #forget(uri: vscode.Uri): void {
    const place = uri.scheme === PUBLISHED_SCHEME ? placeAt(uri) : undefined;
    if (place && !openDocuments().some((other) => keyOf(other.place) === keyOf(place))) {
      this.#stored.delete(keyOf(place));
    }
  }
}

function keyOf({ workspace, id }: PublishedPlace): string {
  return `${workspace} ${id.toLowerCase()}`;
}

function toUri(place: PublishedPlace, name: string): vscode.Uri {
  return vscode.Uri.from({ scheme: PUBLISHED_SCHEME, ...addressOf(place, name) });
}

/** The documents that show something stored. */
function openDocuments(): { uri: vscode.Uri; place: PublishedPlace }[] {
  return vscode.workspace.textDocuments.flatMap(({ uri, isClosed }) => {
    const place = uri.scheme === PUBLISHED_SCHEME && !isClosed ? placeAt(uri) : undefined;
    return place ? [{ uri, place }] : [];
  });
}
