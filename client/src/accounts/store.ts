import type * as vscode from "vscode";
import { isObject, readWorkspace } from "../api/types";
import { tokenFault } from "../token";
import { asKnown, type KnownWorkspace } from "./connection";

/** What it takes to act in one Invopop workspace. */
export interface Account {
  readonly workspace: KnownWorkspace;
  readonly token: string;
}

/** The environment variable that stands in for an account where none is stored, as in a container. */
const VARIABLE = "INVOPOP_TOKEN";

/**
 * Keeps the accounts in VS Code's secret storage, under the origin that their tokens were given for: a token is
 * never sent anywhere else, whatever the settings say later.
 */
export class AccountStore {
  /** Changes are made one after the other, so that none is made to a list that another has changed. */
  #changing: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly secrets: Pick<vscode.SecretStorage, "get" | "store" | "delete">,
    private readonly environment: Readonly<Record<string, string | undefined>>,
  ) {}

  /** The accounts in the order in which they were added. What cannot be read counts as not there. */
  async list(origin: string): Promise<readonly Account[]> {
    const stored = parse((await this.secrets.get(keyOf(origin))) ?? "[]");
    return Array.isArray(stored) ? stored.flatMap(readAccount) : [];
  }

  /** Adds an account, or gives the one of the same workspace this token. */
  async add(origin: string, account: Account): Promise<void> {
    await this.#change(origin, (accounts) => {
      const isThere = accounts.some((other) => isSame(other, account.workspace.id));
      return isThere
        ? accounts.map((other) => (isSame(other, account.workspace.id) ? account : other))
        : [...accounts, account];
    });
  }

  /** Forgets an account and its token. False when there was none. */
  async remove(origin: string, workspaceId: string): Promise<boolean> {
    let isThere = false;
    await this.#change(origin, (accounts) => {
      isThere = accounts.some((account) => isSame(account, workspaceId));
      return accounts.filter((account) => !isSame(account, workspaceId));
    });
    return isThere;
  }

  /** The one token that earlier versions kept, which does not tell its workspace. */
  async oldToken(origin: string): Promise<string | undefined> {
    const token = (await this.secrets.get(oldKeyOf(origin))) ?? "";
    return tokenFault(token) === undefined ? token : undefined;
  }

  async forgetOldToken(origin: string): Promise<void> {
    await this.secrets.delete(oldKeyOf(origin));
  }

  /** The token that the environment brings. One that cannot be a token, and so could not be sent, counts as none. */
  get environmentToken(): string | undefined {
    const value = this.environment[VARIABLE] ?? "";
    return tokenFault(value) === undefined ? value.trim() : undefined;
  }

  #change(origin: string, change: (accounts: readonly Account[]) => readonly Account[]): Promise<void> {
    const run = async () => {
      const accounts = change(await this.list(origin));
      await (accounts.length > 0
        ? this.secrets.store(keyOf(origin), JSON.stringify(accounts.map(toStored)))
        : this.secrets.delete(keyOf(origin)));
    };
    const changed = this.#changing.then(run, run);
    this.#changing = changed.catch(() => {});
    return changed;
  }
}

/** Whether a secret of this key holds accounts. */
export function isAccountKey(key: string): boolean {
  return key.startsWith(ACCOUNTS) || key.startsWith(OLD_TOKEN);
}

const ACCOUNTS = "invopop.accounts:";
const OLD_TOKEN = "invopop.token:";

function keyOf(origin: string): string {
  return `${ACCOUNTS}${origin}`;
}

function oldKeyOf(origin: string): string {
  return `${OLD_TOKEN}${origin}`;
}

function isSame(account: Account, workspaceId: string): boolean {
  return account.workspace.id === workspaceId;
}

/** A workspace is kept as the API writes it, so that it is read as an answer of the API is. */
function toStored({ workspace, token }: Account): unknown {
  const { id, name, slug, country, isSandbox } = workspace;
  return { token, workspace: { id, name, slug, country, sandbox: isSandbox } };
}

function readAccount(value: unknown): Account[] {
  const workspace = isObject(value) ? asKnown(readWorkspace(value["workspace"])) : undefined;
  const token = isObject(value) ? value["token"] : undefined;
  return workspace && typeof token === "string" && tokenFault(token) === undefined
    ? [{ workspace, token }]
    : [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
