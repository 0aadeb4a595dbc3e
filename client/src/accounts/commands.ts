import * as vscode from "vscode";
import { LANGUAGE_ID } from "../../../server/src/protocol";
import { plainText } from "../publish/messages";
import { settings } from "../settings";
import { accountItem } from "./items";
import { nameOf, titleOf, withoutIcons } from "./labels";
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
  const current = "account" in state ? state.account : undefined;
  const bound = workspaces.boundSlug(resource);
  const items: SwitchItem[] = [
    ...accounts.map((account) => ({
      ...accountItem(account, noteOf(account, current, bound)),
      run: () => use(workspaces, account, resource),
    })),
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    ...(bound === undefined ? bindItems(current, resource) : []),
    { label: "$(add) Sign In to Another Workspace…", run: () => signIn(workspaces) },
    { label: "$(sign-out) Sign Out…", run: () => signOut(workspaces) },
  ];
  const placeHolder = bound
    ? `These files belong to ${bound} (invopop.workspace)`
    : "The workspace to work with in this window";
  const choice = await vscode.window.showQuickPick(items, { title: "Invopop Workspace", placeHolder });
  await choice?.run?.();
}

async function use(workspaces: Workspaces, account: Account, resource?: vscode.Uri): Promise<void> {
  await workspaces.use(account, resource);
  if ((await workspaces.state(resource)).kind === "expired") {
    await workspaces.renew(account.workspace);
  }
}

function noteOf({ workspace }: Account, current: Account | undefined, bound: string | undefined): string {
  const isBound = workspace.slug !== undefined && workspace.slug === bound;
  const isCurrent = workspace.id === current?.workspace.id;
  return [...(isBound ? ["where these files belong"] : []), ...(isCurrent ? ["in use"] : [])].join(" · ");
}

/** What binds the folder of a file to the workspace in use. */
function bindItems(account: Account | undefined, resource: vscode.Uri | undefined): SwitchItem[] {
  const folder = resource && vscode.workspace.getWorkspaceFolder(resource);
  const slug = account?.workspace.slug;
  return account && folder && slug
    ? [
        {
          label: `$(pin) ${withoutIcons(`Bind Folder ${folder.name} to ${nameOf(account.workspace)}`)}`,
          description: "its workflows are published nowhere else without a question",
          run: () => settings.bindFolder(folder, slug),
        },
      ]
    : [];
}
