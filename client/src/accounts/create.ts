import * as vscode from "vscode";
import type { ClientMaker } from "../session";
import { createWorkspacePorts } from "./ports";
import { AccountStore, isAccountKey } from "./store";
import { Workspaces } from "./workspaces";

/** The settings that decide which account counts. */
const SETTINGS = ["invopop.apiUrl", "invopop.workspace"];

/** Makes the accounts of this window, and has them follow secrets, settings and trust. */
export function createWorkspaces(
  context: vscode.ExtensionContext,
  environment: Readonly<Record<string, string | undefined>>,
  clientFor: ClientMaker,
  log: vscode.LogOutputChannel,
): Workspaces {
  const store = new AccountStore(context.secrets, environment);
  const workspaces = new Workspaces(store, context.workspaceState, createWorkspacePorts(clientFor, log));
  context.subscriptions.push(
    // Other windows sign in and out too.
    context.secrets.onDidChange(({ key }) => isAccountKey(key) && workspaces.changed()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (SETTINGS.some((setting) => event.affectsConfiguration(setting))) {
        workspaces.changed();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => workspaces.changed()),
  );
  return workspaces;
}
