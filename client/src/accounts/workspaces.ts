import type * as vscode from "vscode";
import type { BaseUrl } from "../api/baseUrl";
import type { ApiError } from "../api/errors";
import { expiryOf } from "../api/jwt";
import { PUBLISHED_SCHEME, placeAt } from "../compare/publishedUri";
import { Emitter } from "../emitter";
import { choose } from "./choose";
import type { Connection, Connections, KnownWorkspace } from "./connection";
import { AccountFinder } from "./known";
import { dayOf, titleOf } from "./labels";
import { type SignInPorts, signIn, type Wanted } from "./signIn";
import type { Account, AccountStore } from "./store";
import { refuseOthersThan, wantedFor } from "./wanted";

/** Where a few values are kept for the folders that are open. */
interface Memento {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** What choosing a workspace asks of the person and of the world. */
export interface WorkspacePorts extends SignInPorts {
  /** @throws Error with a sentence that says what is wrong with the address */
  baseUrl(): BaseUrl;
  /** The slug of the workspace that a file belongs to. */
  boundSlug(resource: vscode.Uri | undefined): string | undefined;
  isTrusted(): boolean;
  /** Asks for one of several accounts; undefined when that was given up. */
  pick(accounts: readonly Account[]): Promise<Account | undefined>;
  inform(text: string): void;
  /** Warns that a token will expire; true when a new one is to be given now. */
  warnOfExpiry(text: string): Promise<boolean>;
  /** Tells that the API's address is wrong. */
  failAddress(reason: string): void;
  /** Tells that a token could not be checked. */
  failCheck(error: ApiError): Promise<"again" | "signIn" | undefined>;
}

/** Which account counts for a file, or why none does. */
export type State =
  /** Nothing is asked of Invopop from folders that nobody trusts. */
  | { readonly kind: "off" }
  | { readonly kind: "address"; readonly reason: string }
  | { readonly kind: "failed"; readonly error: ApiError }
  | { readonly kind: "none"; readonly reason?: string }
  | { readonly kind: "missing"; readonly slug: string }
  | { readonly kind: "several"; readonly accounts: readonly Account[] }
  | ({ readonly kind: "expired"; readonly expiry: Date } & Found)
  | ({ readonly kind: "account" } & Found);

/** An account that counts. */
interface Found {
  readonly account: Account;
  readonly baseUrl: BaseUrl;
  readonly insteadOf?: string;
}

/** Where the chosen workspaces are kept: their ids by the API's origin. */
const CHOSEN = "invopop.chosenWorkspaces";

/** How long before it expires a token is warned of, in milliseconds. */
const SOON = 7 * 24 * 60 * 60 * 1000;

/** The accounts, and which of them counts for which file. */
export class Workspaces implements Connections {
  readonly #changed = new Emitter();
  readonly #finder: AccountFinder;
  /** The workspaces taken by hand, by the slugs that they are taken in place of. For as long as the window lives. */
  readonly #instead = new Map<string, string>();
  readonly #warned = new Set<string>();

  constructor(
    private readonly store: AccountStore,
    private readonly memento: Memento,
    private readonly ports: WorkspacePorts,
  ) {
    this.#finder = new AccountFinder(store, ports);
  }

  readonly onChange = this.#changed.event;

  /** To be told that accounts, settings or trust may have changed. */
  changed(): void {
    this.#changed.fire();
  }

  async get(resource?: vscode.Uri): Promise<Connection | undefined> {
    await this.#finder.retry();
    for (;;) {
      const state = await this.state(resource);
      if (state.kind === "account") {
        this.#warn(state.account);
        return this.#connect(state);
      }
      if (!(await this.#mend(state))) {
        return undefined;
      }
    }
  }

  async peek(resource?: vscode.Uri): Promise<Connection | undefined> {
    const state = await this.state(resource);
    return state.kind === "account" ? this.#connect(state) : undefined;
  }

  async to(workspaceId: string): Promise<Connection | undefined> {
    const baseUrl = this.#baseUrl();
    if (!this.ports.isTrusted() || typeof baseUrl === "string") {
      return undefined;
    }
    const account = (await this.accounts()).find(({ workspace }) => workspace.id === workspaceId);
    const state = account && this.#stateOf({ account, baseUrl });
    return state?.kind === "account" ? this.#connect(state) : undefined;
  }

  /** Which account counts for a file, or for none in particular. */
  async state(resource?: vscode.Uri): Promise<State> {
    if (!this.ports.isTrusted()) {
      return { kind: "off" };
    }
    const baseUrl = this.#baseUrl();
    if (typeof baseUrl === "string") {
      return { kind: "address", reason: baseUrl };
    }
    const { accounts, expired, failure } = await this.#finder.find(baseUrl);
    if (failure) {
      return { kind: "failed", error: failure };
    }
    if (expired) {
      return { kind: "none", reason: `The API token in INVOPOP_TOKEN expired on ${dayOf(expired)}.` };
    }
    const shown = shownWorkspace(resource);
    const bound = shown === undefined ? this.ports.boundSlug(resource) : undefined;
    const instead = bound === undefined ? undefined : this.#instead.get(bound);
    const choice = choose(accounts, { bound, instead, chosen: shown ?? this.#chosen(baseUrl) });
    switch (choice.kind) {
      case "account":
        return this.#stateOf({ ...choice, baseUrl });
      case "several":
        return { kind: "several", accounts };
      default:
        return choice;
    }
  }

  /** The accounts for the API, in the order in which they were added. */
  async accounts(): Promise<readonly Account[]> {
    const baseUrl = this.#baseUrl();
    return typeof baseUrl === "string" || !this.ports.isTrusted()
      ? []
      : (await this.#finder.find(baseUrl)).accounts;
  }

  /** The accounts that can be removed. */
  async storedAccounts(): Promise<readonly Account[]> {
    const baseUrl = this.#baseUrl();
    return typeof baseUrl === "string" ? [] : this.store.list(baseUrl.origin);
  }

  /** The slug of the workspace that a file belongs to. */
  boundSlug(resource: vscode.Uri | undefined): string | undefined {
    return this.ports.boundSlug(resource);
  }

  get isTokenInEnvironment(): boolean {
    return this.store.environmentToken !== undefined;
  }

  /**
   * Adds an account, or renews its token. Where any would have done, it is the chosen one from then on. Undefined
   * when that was given up.
   */
  async signIn(wanted: Wanted = {}): Promise<Account | undefined> {
    if (!this.ports.isTrusted()) {
      this.ports.inform("Signing in is off until you trust this folder.");
      return undefined;
    }
    const baseUrl = this.#baseUrl();
    if (typeof baseUrl === "string") {
      this.ports.failAddress(baseUrl);
      return undefined;
    }
    const account = await signIn(this.ports, baseUrl, wanted);
    if (account) {
      await this.store.add(baseUrl.origin, account);
      if (!wanted.refuse) {
        await this.#choose(baseUrl, account);
      }
      this.changed();
    }
    return account;
  }

  /** Gives the account of a workspace a new token. */
  async renew(workspace: KnownWorkspace): Promise<void> {
    const reason = `Paste a new API token of workspace ${titleOf(workspace)}.`;
    await this.signIn({ reason, refuse: refuseOthersThan(workspace) });
  }

  /** Forgets an account. False when it was not stored. */
  async signOut(workspaceId: string): Promise<boolean> {
    const baseUrl = this.#baseUrl();
    const isThere = typeof baseUrl !== "string" && (await this.store.remove(baseUrl.origin, workspaceId));
    this.changed();
    return isThere;
  }

  /** Has an account count for a file and all others of its kind: those that are bound as it is, or to nothing. */
  async use(account: Account, resource?: vscode.Uri): Promise<void> {
    const baseUrl = this.#baseUrl();
    const bound = this.ports.boundSlug(resource);
    if (bound === undefined && typeof baseUrl !== "string") {
      await this.#choose(baseUrl, account);
    } else if (bound !== undefined) {
      this.#instead.set(bound, account.workspace.id);
    }
    this.changed();
  }

  /** Does what is needed for an account to count. False when the person gave up. */
  async #mend(state: Exclude<State, { kind: "account" }>): Promise<boolean> {
    switch (state.kind) {
      case "off":
        return false;
      case "address":
        this.ports.failAddress(state.reason);
        return false;
      case "failed":
        return this.#mendCheck(state.error);
      case "several": {
        const account = await this.ports.pick(state.accounts);
        const baseUrl = this.#baseUrl();
        if (account && typeof baseUrl !== "string") {
          await this.#choose(baseUrl, account);
          this.changed();
        }
        return account !== undefined;
      }
      default:
        return (await this.signIn(wantedFor(state))) !== undefined;
    }
  }

  async #mendCheck(error: ApiError): Promise<boolean> {
    const answer = await this.ports.failCheck(error);
    if (answer === "again") {
      await this.#finder.retry();
      return true;
    }
    return answer === "signIn" && (await this.signIn()) !== undefined;
  }

  #connect({ account, baseUrl, insteadOf }: Found): Connection {
    return {
      client: this.ports.clientFor(baseUrl, account.token),
      workspace: account.workspace,
      origin: baseUrl.origin,
      ...(insteadOf !== undefined && { insteadOf }),
    };
  }

  #stateOf(found: Found): State {
    const expiry = expiryOf(found.account.token);
    return expiry && expiry <= this.ports.now()
      ? { ...found, kind: "expired", expiry }
      : { ...found, kind: "account" };
  }

  /** Warns once of a token that will expire soon. */
  #warn({ token, workspace }: Account): void {
    const expiry = expiryOf(token);
    if (!expiry || expiry.getTime() - this.ports.now().getTime() > SOON || this.#warned.has(token)) {
      return;
    }
    this.#warned.add(token);
    const text = `The API token of workspace ${titleOf(workspace)} expires on ${dayOf(expiry)}. Sign in with a new one before that.`;
    const renew = async () => {
      if (await this.ports.warnOfExpiry(text)) {
        await this.signIn(wantedFor({ kind: "expired", account: { token, workspace }, expiry }));
      }
    };
    renew().catch((error: unknown) => this.ports.log(`The token could not be renewed: ${String(error)}`));
  }

  /** The API's address, or what is wrong with it. */
  #baseUrl(): BaseUrl | string {
    try {
      return this.ports.baseUrl();
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  #chosen({ origin }: BaseUrl): string | undefined {
    const id: unknown = Object(this.memento.get(CHOSEN))[origin];
    return typeof id === "string" ? id : undefined;
  }

  async #choose({ origin }: BaseUrl, { workspace }: Account): Promise<void> {
    await this.memento.update(CHOSEN, { ...Object(this.memento.get(CHOSEN)), [origin]: workspace.id });
  }
}

/** The workspace that a read-only document shows something of. */
function shownWorkspace(resource: vscode.Uri | undefined): string | undefined {
  return resource?.scheme === PUBLISHED_SCHEME ? placeAt(resource)?.workspace : undefined;
}
