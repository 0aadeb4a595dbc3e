import type { BaseUrl } from "../api/baseUrl";
import type { InvopopClient } from "../api/client";
import { ApiError } from "../api/errors";
import { expiryOf } from "../api/jwt";
import { asKnown, type KnownWorkspace } from "./connection";
import type { Account, AccountStore } from "./store";

/** The accounts that there are for an API. */
export interface KnownAccounts {
  readonly accounts: readonly Account[];
  /** Whether they come from the environment, and so cannot be removed here. */
  readonly isFromEnvironment?: boolean;
  /** When the environment's token expired. */
  readonly expired?: Date;
  /** Why it could not be found out which workspace the only token belongs to. */
  readonly failure?: ApiError;
}

/** What finding them needs from outside. */
export interface KnownPorts {
  clientFor(baseUrl: BaseUrl, token: string): InvopopClient;
  now(): Date;
  log(line: string): void;
}

/**
 * Finds the accounts for an API: those that are stored, or else the one token of earlier versions, which becomes
 * an account, or else the one of the environment. The API is asked once for each token that has no workspace yet.
 */
export class AccountFinder {
  readonly #named = new Map<string, Promise<KnownWorkspace | ApiError>>();

  constructor(
    private readonly store: AccountStore,
    private readonly ports: KnownPorts,
  ) {}

  async find(baseUrl: BaseUrl): Promise<KnownAccounts> {
    const { store } = this;
    const accounts = await store.list(baseUrl.origin);
    if (accounts.length > 0) {
      return { accounts };
    }
    const old = await store.oldToken(baseUrl.origin);
    if (old !== undefined) {
      return this.#takeOver(baseUrl, old);
    }
    const token = store.environmentToken;
    if (token === undefined) {
      return { accounts };
    }
    const expiry = expiryOf(token);
    if (expiry && expiry <= this.ports.now()) {
      return { accounts, expired: expiry };
    }
    const workspace = await this.#name(baseUrl, token);
    return workspace instanceof ApiError
      ? { accounts, failure: workspace }
      : { accounts: [{ workspace, token }], isFromEnvironment: true };
  }

  /** Has the API asked anew of which it was in vain. */
  async retry(): Promise<void> {
    for (const [key, named] of [...this.#named]) {
      if ((await named) instanceof ApiError) {
        this.#named.delete(key);
      }
    }
  }

  async #takeOver(baseUrl: BaseUrl, token: string): Promise<KnownAccounts> {
    const { store, ports } = this;
    const workspace = await this.#name(baseUrl, token);
    if (!(workspace instanceof ApiError)) {
      await store.add(baseUrl.origin, { workspace, token });
    } else if (workspace.kind !== "unauthorized") {
      return { accounts: [], failure: workspace };
    } else {
      ports.log("The API token of an earlier version is no longer accepted and was removed.");
    }
    await store.forgetOldToken(baseUrl.origin);
    return this.find(baseUrl);
  }

  #name(baseUrl: BaseUrl, token: string): Promise<KnownWorkspace | ApiError> {
    const key = `${baseUrl.href} ${token}`;
    const known = this.#named.get(key) ?? this.#ask(baseUrl, token);
    this.#named.set(key, known);
    return known;
  }

  async #ask(baseUrl: BaseUrl, token: string): Promise<KnownWorkspace | ApiError> {
    try {
      const told = await this.ports.clientFor(baseUrl, token).workspace(new AbortController().signal);
      return asKnown(told) ?? new ApiError("not-json", "The API's answer is no workspace.").harmless();
    } catch (error) {
      if (error instanceof ApiError) {
        return error;
      }
      throw error;
    }
  }
}
