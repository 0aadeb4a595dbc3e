import * as vscode from "vscode";
import { LANGUAGE_ID } from "../../../server/src/protocol";
import { plainText } from "../publish/messages";
import { accountItem } from "./items";
import { nameOf, titleOf } from "./labels";
import type { Account } from "./store";
import type { Workspaces } from "./workspaces";

/** Signs in to a workspace more, or with a new token. */
export async function signIn(workspaces: Workspaces): Promise<void> {
  const account = await workspaces.signIn();
  if (account) {
    const text = `Signed in to workspace ${titleOf(account.workspace)}. The API token is kept in VS Code's secret storage.`;
    void vscode.window.showInformationMessage(plainText(text));
  }
}

/** Signs out of a workspace, which is asked for where there are several. */
export async function signOut(workspaces: Workspaces): Promise<void> {
  const accounts = await workspaces.storedAccounts();
  const rest = workspaces.isTokenInEnvironment
    ? " The token in the environment variable INVOPOP_TOKEN is used now."
    : "";
  if (accounts.length === 0) {
    void vscode.window.showInformationMessage(`You are signed in to no workspace.${rest}`);
    return;
  }
  const account = accounts.length === 1 ? accounts[0] : await pickToSignOut(accounts);
  if (account && (await workspaces.signOut(account.workspace.id))) {
    const text = `Signed out of workspace “${nameOf(account.workspace)}”. Its API token was removed.`;
    void vscode.window.showInformationMessage(plainText(`${text}${accounts.length === 1 ? rest : ""}`));
  }
}

async function pickToSignOut(accounts: readonly Account[]): Promise<Account | undefined> {
  const items = accounts.map((account) => ({ ...accountItem(account), account }));
  return (await vscode.window.showQuickPick(items, { title: "Sign Out of an Invopop Workspace" }))?.account;
}

interface SwitchItem extends vscode.QuickPickItem {
  readonly account?: Account;
  readonly run?: () => unknown;
}

/** Lets the person choose the workspace for the active workflow and all others that belong where it does. */
export async function switchWorkspace(workspaces: Workspaces): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const resource = document?.languageId === LANGUAGE_ID ? document.uri : undefined;
  const accounts = await workspaces.accounts();
  if (accounts.length === 0) {
    await signIn(workspaces);
    return;
  }
  const state = await workspaces.state(resource);
  const current = "account" in state ? state.account.workspace.id : undefined;
  const bound = workspaces.boundSlug(resource);
  const items: SwitchItem[] = [
    ...accounts.map((account) => toItem(account, current, bound)),
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    { label: "$(add) Sign In to Another Workspace…", run: () => signIn(workspaces) },
    { label: "$(sign-out) Sign Out…", run: () => signOut(workspaces) },
  ];
  const placeHolder = bound
    ? `These files belong to ${bound} (invopop.workspace)`
    : "The workspace to work with in this window";
  const choice = await vscode.window.showQuickPick(items, { title: "Invopop Workspace", placeHolder });
  if (choice?.account) {
    await workspaces.use(choice.account, resource);
  }
  await choice?.run?.();
}

function toItem(account: Account, current: string | undefined, bound: string | undefined): SwitchItem {
  const { id, slug } = account.workspace;
  const notes = [
    ...(slug !== undefined && slug === bound ? ["where these files belong"] : []),
    ...(id === current ? ["in use"] : []),
  ];
  return { ...accountItem(account, notes.join(" · ")), account };
}
