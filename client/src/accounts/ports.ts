import * as vscode from "vscode";
import { ACTIONS, checkFailureMessage } from "../publish/messages";
import { type ClientMaker, offerSettings, withProgress } from "../session";
import { settings } from "../settings";
import { tokenFault } from "../token";
import { accountItem } from "./items";
import type { WorkspacePorts } from "./workspaces";

/** What choosing a workspace needs of VS Code. */
export function createWorkspacePorts(clientFor: ClientMaker, log: vscode.LogOutputChannel): WorkspacePorts {
  return {
    clientFor,
    now: () => new Date(),
    baseUrl: settings.baseUrl,
    boundSlug: (resource) => settings.workspace(resource),
    isTrusted: () => vscode.workspace.isTrusted,
    askToken,
    withProgress,
    pick: async (accounts) => {
      const items = accounts.map((account) => ({ ...accountItem(account), account }));
      const options = {
        title: "Invopop Workspace",
        placeHolder: "The workspace to work with in this window",
        ignoreFocusOut: true,
      };
      return (await vscode.window.showQuickPick(items, options))?.account;
    },
    inform: (text) => void vscode.window.showInformationMessage(text),
    warnOfExpiry: async (text) =>
      (await vscode.window.showWarningMessage(text, ACTIONS.signIn)) === ACTIONS.signIn,
    failAddress: (reason) => void offerSettings(`${reason} Check the setting invopop.apiUrl.`),
    failCheck: async (error) => {
      const { text, actions } = checkFailureMessage(error);
      log.warn(text);
      const choice = await vscode.window.showErrorMessage(text, ...actions);
      return choice === ACTIONS.tryAgain ? "again" : choice === ACTIONS.signIn ? "signIn" : undefined;
    },
    log: (line) => log.info(line),
  };
}

async function askToken(prompt: string, value: string): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: "Invopop API Token",
    prompt,
    value,
    password: true,
    ignoreFocusOut: true,
    placeHolder: "Paste the API token",
    validateInput: (text) => (text === "" ? undefined : tokenFault(text)),
  });
}
