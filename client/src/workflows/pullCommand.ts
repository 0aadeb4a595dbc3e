import * as vscode from "vscode";
import { LANGUAGE_ID } from "../../../server/src/protocol";
import type { Connection } from "../accounts/connection";
import { withoutIcons } from "../accounts/labels";
import { resourceOf } from "../resource";
import { askWithProgress, offerRestart, withProgress } from "../session";
import { pathOf, remember, type WorkflowsContext, workflowFilesFor } from "./context";
import { filesFor, textOf } from "./files";
import { chooseFolder } from "./folders";
import { groupsOf, labelOf } from "./groups";
import { idOfText } from "./idOfText";
import type { LocalFile } from "./localStates";
import { type PullPorts, pull } from "./pull";
import type { PullDiff } from "./pullDiff";
import { STATES } from "./state";
import { descriptionOf } from "./texts";
import { WorkflowRow } from "./tree";

/** How long something is told in the status bar, in milliseconds. */
const SHOWN = 8000;

/** What is to be pulled: a workflow, and the file that it is wanted in where that is known. */
interface Wanted {
  readonly connection: Connection;
  readonly id: string;
  readonly uri?: string;
}

/** Makes the command that pulls the workflow of a row of the view, of a file, or one that is chosen. */
export function createPullCommand(
  context: WorkflowsContext,
  diff: PullDiff,
): (target?: unknown) => Promise<void> {
  return async (target) => {
    const wanted = await wantedOf(context, target);
    if (wanted) {
      await pull(portsFor(context, diff, wanted), wanted.id, wanted.uri);
    }
  };
}

async function wantedOf(context: WorkflowsContext, target: unknown): Promise<Wanted | undefined> {
  if (target instanceof WorkflowRow) {
    return { connection: target.connection, id: target.id };
  }
  const active = vscode.window.activeTextEditor?.document;
  const uri = resourceOf(target) ?? (active?.languageId === LANGUAGE_ID ? active.uri : undefined);
  return uri ? wantedInFile(context, uri) : chooseWorkflow(context);
}

async function wantedInFile({ workspaces }: WorkflowsContext, uri: vscode.Uri): Promise<Wanted | undefined> {
  const id = idOfText((await textOf(uri.toString())) ?? "");
  if (id === undefined) {
    void vscode.window.showErrorMessage(
      "This file has no workflow id, or its JSON has to be mended first. Pull the workflow from the Invopop view instead.",
    );
    return undefined;
  }
  const connection = await workspaces.get(uri);
  return connection && { connection, id, uri: uri.toString() };
}

/** Lets the person choose one of the workspace's workflows. */
async function chooseWorkflow({ workspaces, overview }: WorkflowsContext): Promise<Wanted | undefined> {
  const connection = await workspaces.get();
  if (!connection) {
    return undefined;
  }
  const items = async () => {
    if (overview.source?.workspace.id !== connection.workspace.id || overview.load !== "listed") {
      await overview.refresh();
    }
    return groupsOf(overview.workflows).flatMap(({ label, workflows }) => [
      { label, kind: vscode.QuickPickItemKind.Separator, id: "" },
      ...workflows.map((workflow) => ({
        label: withoutIcons(labelOf(workflow)),
        description: descriptionOf(workflow, overview.filesOf(workflow.id ?? "")),
        id: workflow.id ?? "",
      })),
    ]);
  };
  const chosen = await vscode.window.showQuickPick(items(), {
    title: "Pull",
    placeHolder: "The workflow to pull",
    matchOnDescription: true,
  });
  return chosen && { connection, id: chosen.id };
}

function portsFor(context: WorkflowsContext, diff: PullDiff, { connection }: Wanted): PullPorts {
  const { overview, bases } = context;
  const { client, workspace } = connection;
  const files = filesFor(context.taken, connection);
  return {
    files: {
      ...files,
      take: async (uri, before, stored) => {
        // What is known to be stored is not asked for again when the base changes.
        await overview.take(connection, stored);
        return files.take(uri, before, stored);
      },
    },
    fetch: (id) => withProgress("Fetching the workflow", (signal) => client.getWorkflow(id, signal)),
    base: (id) => bases.get(workspace.id, id),
    remember: (stored) => remember(context, connection, stored),
    forget: (id) => bases.forget(workspace.id, id),
    filesOf: async (id) => {
      const ask = (signal: AbortSignal) => workflowFilesFor(context, workspace.id, signal);
      const found = await askWithProgress("Looking for the workflow files", ask);
      const isIt = (file: LocalFile) => file.id.toLowerCase() === id.toLowerCase();
      return typeof found === "string" ? found : found.filter(isIt).map(({ uri }) => uri);
    },
    chooseFile: async (uris) => {
      const items = uris.map((uri) => {
        const state = overview.stateOfFile(uri)?.state;
        return { label: pathOf(uri), description: state ? STATES[state].name : "", uri };
      });
      const options = { title: "Pull", placeHolder: "Several files have this workflow’s id" };
      return (await vscode.window.showQuickPick(items, options))?.uri;
    },
    chooseFolder: (name) => chooseFolder(`Pull “${name}”`, overview.localFiles),
    confirm: (question) => diff.confirm(question),
    show: async (uri) => void (await vscode.window.showTextDocument(vscode.Uri.parse(uri))),
    inform: (text) =>
      void vscode.window.setStatusBarMessage(`$(cloud-download) ${withoutIcons(text)}`, SHOWN),
    fail: (text) => void vscode.window.showErrorMessage(text),
    offerRestart: (text) => void offerRestart(text),
    pathOf,
  };
}
