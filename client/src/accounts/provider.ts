import * as vscode from "vscode";
import { kindOf, nameOf } from "./labels";
import type { Account } from "./store";
import type { Workspaces } from "./workspaces";

/** The id of the authentication provider, as the manifest has it. */
const PROVIDER = "invopop";

/** Shows the accounts in VS Code's Accounts menu, one session for each Invopop workspace. */
export function registerAccounts(workspaces: Workspaces): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  let known: readonly vscode.AuthenticationSession[] = [];
  const tell = async () => {
    const before = known;
    known = (await workspaces.storedAccounts()).map(toSession);
    const added = known.filter(({ id }) => !before.some((other) => other.id === id));
    const removed = before.filter(({ id }) => !known.some((other) => other.id === id));
    const renewed = known.filter((session) => before.some((other) => isRenewed(other, session)));
    if (added.length + removed.length + renewed.length > 0) {
      changed.fire({ added, removed, changed: renewed });
    }
  };
  const provider: vscode.AuthenticationProvider = {
    onDidChangeSessions: changed.event,
    getSessions: async () => (await workspaces.storedAccounts()).map(toSession),
    createSession: async () => {
      const account = await workspaces.signIn();
      if (!account) {
        throw new Error("Signing in to Invopop was cancelled.");
      }
      return toSession(account);
    },
    removeSession: async (id) => {
      await workspaces.signOut(id);
    },
  };
  void tell();
  return vscode.Disposable.from(
    changed,
    workspaces.onChange(() => void tell()),
    vscode.authentication.registerAuthenticationProvider(PROVIDER, "Invopop", provider, {
      supportsMultipleAccounts: true,
    }),
  );
}

function toSession({ token, workspace }: Account): vscode.AuthenticationSession {
  const label = `${nameOf(workspace)} (${kindOf(workspace)})`;
  return { id: workspace.id, accessToken: token, account: { id: workspace.id, label }, scopes: [] };
}

function isRenewed(before: vscode.AuthenticationSession, now: vscode.AuthenticationSession): boolean {
  return (
    before.id === now.id &&
    (before.accessToken !== now.accessToken || before.account.label !== now.account.label)
  );
}
