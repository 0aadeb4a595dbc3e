import { v7 } from "uuid";
import * as vscode from "vscode";
import { LANGUAGE_ID } from "../../../server/src/protocol";
import type { StoredWorkflow } from "../api/types";
import type { LanguageServer } from "../languageClient";
import { openSettings, type Session, withProgress } from "../session";
import { settings } from "../settings";
import { toPublishDocument } from "./document";
import { Publisher, type PublishPorts } from "./flow";
import { apiOrigin } from "./lens";
import { ACTIONS, type MessageAction, publishedMessage } from "./messages";
import type { PublishedVersions } from "./published";

const COPY_HASH = "Copy Hash";
const OPEN_CONSOLE = "Open Console";
const CONSOLE = "https://console.invopop.com";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Makes the command that publishes the workflow of an editor, or of a file that a menu was opened on. */
export function createPublishCommand(
  session: Session,
  server: LanguageServer,
  published: PublishedVersions,
  log: vscode.LogOutputChannel,
): (resource?: unknown) => Promise<void> {
  const publisher = new Publisher(createPorts(session, server, published, log));
  return async (resource) => {
    if (!vscode.workspace.isTrusted) {
      void vscode.window.showErrorMessage("Workflows are published only from workspaces that you trust.");
      return;
    }
    const document = await documentOf(resource);
    if (document?.languageId !== LANGUAGE_ID) {
      void vscode.window.showErrorMessage("Open a workflow (*.workflow.json) to publish it.");
      return;
    }
    await publisher.publish(toPublishDocument(document, server));
  };
}

async function documentOf(resource: unknown): Promise<vscode.TextDocument | undefined> {
  return resource instanceof vscode.Uri
    ? vscode.workspace.openTextDocument(resource)
    : vscode.window.activeTextEditor?.document;
}

function createPorts(
  session: Session,
  server: LanguageServer,
  published: PublishedVersions,
  log: vscode.LogOutputChannel,
): PublishPorts {
  return {
    allowErrors: settings.allowErrors,
    inform: async (text) => vscode.window.showInformationMessage(text),
    fail: async (text, ...buttons) => vscode.window.showErrorMessage(text, ...buttons),
    ask: async (text, detail, ...buttons) =>
      vscode.window.showInformationMessage(text, { modal: true, detail }, ...buttons),
    askId,
    isUuid: (text) => UUID.test(text),
    newId: () => v7(),
    client: () => session.client(),
    withProgress,
    act: (action) => act(action, session, server, log),
    published: (workflow) => {
      remember(workflow, published).catch((error: unknown) =>
        log.error("What was published could not be remembered.", String(error)),
      );
      return showPublished(workflow);
    },
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

async function remember(workflow: StoredWorkflow, published: PublishedVersions): Promise<void> {
  const origin = apiOrigin();
  if (origin !== undefined && workflow.id !== undefined) {
    await published.remember(origin, workflow.id, workflow);
  }
}

async function showPublished(workflow: StoredWorkflow): Promise<void> {
  const { hash } = workflow;
  const buttons = [...(hash ? [COPY_HASH] : []), OPEN_CONSOLE];
  const choice = await vscode.window.showInformationMessage(publishedMessage(workflow), ...buttons);
  if (choice === COPY_HASH && hash) {
    await vscode.env.clipboard.writeText(hash);
  } else if (choice === OPEN_CONSOLE) {
    await vscode.env.openExternal(vscode.Uri.parse(CONSOLE));
  }
}

async function act(
  action: MessageAction,
  session: Session,
  server: LanguageServer,
  log: vscode.LogOutputChannel,
): Promise<void> {
  switch (action) {
    case ACTIONS.setToken:
      return session.setToken();
    case ACTIONS.showOutput:
      return log.show();
    case ACTIONS.openSettings:
      return openSettings();
    case ACTIONS.restartServer:
      return server.restart();
    case ACTIONS.tryAgain:
      // The flow itself tries again.
      return;
  }
}
