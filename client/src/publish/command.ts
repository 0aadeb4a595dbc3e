import { v7 } from "uuid";
import * as vscode from "vscode";
import { LANGUAGE_ID } from "../../../server/src/protocol";
import type { Bases } from "../bases";
import { PUBLISHED_SCHEME } from "../compare/publishedUri";
import { openConsole } from "../console";
import { resourceOf } from "../resource";
import { openSettings, withProgress } from "../session";
import { settings } from "../settings";
import { type DocumentParts, toPublishDocument } from "./document";
import { Publisher, type PublishOptions } from "./flow";
import { ACTIONS, type MessageAction } from "./messages";
import type { PublishPorts } from "./ports";

const COPY_HASH = "Copy Hash";
const OPEN_CONSOLE = "Open Console";
const COMPARE = "Compare";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A command on the workflow of an editor, or of a file that a menu was opened on. */
export type WorkflowCommand = (resource?: unknown) => Promise<void>;

/** Makes the commands that publish. They share what is under way. */
export function createPublishCommands(
  parts: DocumentParts,
  bases: Bases,
  log: vscode.LogOutputChannel,
): { readonly publish: WorkflowCommand; readonly publishDraft: WorkflowCommand } {
  const publisher = new Publisher(createPorts(parts, bases, log));
  const run = async (resource: unknown, options: PublishOptions) => {
    const document = await workflowOf(resource, "publish");
    if (document) {
      await publisher.publish(toPublishDocument(document, parts), options);
    }
  };
  return {
    publish: (resource) => run(resource, {}),
    publishDraft: (resource) => run(resource, { draft: true }),
  };
}

/** Makes the command that compares a file with what is stored. */
export function createCompareCommand({ comparisons, workspaces }: DocumentParts): WorkflowCommand {
  return async (resource) => {
    const document = await workflowOf(resource, "compare");
    const connection = document && (await workspaces.get(document.uri));
    if (document && connection) {
      await comparisons.comparePublished(connection, document.uri);
    }
  };
}

/** The workflow that a command is meant for; undefined when there is none, which is told. */
async function workflowOf(
  resource: unknown,
  deed: "publish" | "compare",
): Promise<vscode.TextDocument | undefined> {
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showErrorMessage(
      deed === "publish"
        ? "Workflows are published only from workspaces that you trust."
        : "Workflows are compared only in workspaces that you trust.",
    );
    return undefined;
  }
  const uri = resourceOf(resource);
  const document = uri
    ? await vscode.workspace.openTextDocument(uri)
    : vscode.window.activeTextEditor?.document;
  if (document?.languageId !== LANGUAGE_ID || document.uri.scheme === PUBLISHED_SCHEME) {
    void vscode.window.showErrorMessage(`Open a workflow (*.workflow.json) to ${deed} it.`);
    return undefined;
  }
  return document;
}

function createPorts(parts: DocumentParts, bases: Bases, log: vscode.LogOutputChannel): PublishPorts {
  return {
    bases,
    allowErrors: settings.allowErrors,
    unaskedWorkspaces: settings.skipLiveConfirmation,
    inform: async (text, ...buttons) => vscode.window.showInformationMessage(text, ...buttons),
    fail: async (text, ...buttons) => vscode.window.showErrorMessage(text, ...buttons),
    ask: async ({ text, detail, buttons }) =>
      vscode.window.showWarningMessage(text, { modal: true, detail }, ...buttons),
    askId,
    isUuid: (text) => UUID.test(text),
    newId: () => v7(),
    withProgress,
    act: (action) => act(action, parts, log),
    published: showPublished,
    log: (line) => log.info(line),
  };
}

async function askId(): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: "Workflow ID",
    prompt: "The UUID of the workflow, as in the address of its page in the Console.",
    placeHolder: "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01",
    ignoreFocusOut: true,
    validateInput: (value) => (UUID.test(value.trim()) ? undefined : "This is no UUID."),
  });
  return text?.trim();
}

async function showPublished(
  text: string,
  hash: string | undefined,
  isOdd: boolean,
): Promise<"compare" | undefined> {
  const buttons = [...(isOdd ? [COMPARE] : []), ...(hash ? [COPY_HASH] : []), OPEN_CONSOLE];
  const choice = await (isOdd
    ? vscode.window.showWarningMessage(text, ...buttons)
    : vscode.window.showInformationMessage(text, ...buttons));
  if (choice === COPY_HASH && hash) {
    await vscode.env.clipboard.writeText(hash);
  } else if (choice === OPEN_CONSOLE) {
    await openConsole();
  }
  return choice === COMPARE ? "compare" : undefined;
}

async function act(
  action: MessageAction,
  { server, workspaces }: DocumentParts,
  log: vscode.LogOutputChannel,
): Promise<void> {
  switch (action) {
    case ACTIONS.showOutput:
      return log.show();
    case ACTIONS.openSettings:
      return openSettings();
    case ACTIONS.restartServer:
      return server.restart();
    case ACTIONS.signIn:
      return void (await workspaces.signIn());
    default:
      // The flow itself tries again, and leads to what is marked.
      return;
  }
}
