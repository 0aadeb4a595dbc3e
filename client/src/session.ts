import * as vscode from "vscode";
import type { BaseUrl } from "./api/baseUrl";
import { InvopopClient } from "./api/client";
import { ApiError } from "./api/errors";
import { settings } from "./settings";
import { type TokenStore, tokenFault } from "./token";

/** How long a call to the API may take, in milliseconds. */
const LIMITS = { connect: 30_000, total: 60_000 };

/** The connection with Invopop: where the API is, and the token for it. */
export class Session {
  constructor(
    private readonly tokens: TokenStore,
    private readonly userAgent: string,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** A client for the API. Asks for a token where there is none; undefined when none was given. */
  async client(): Promise<InvopopClient | undefined> {
    const baseUrl = this.#baseUrl();
    const token = baseUrl && ((await this.tokens.get(baseUrl.origin)) ?? (await this.#askToken(baseUrl)));
    return baseUrl && token ? this.#clientFor(baseUrl, token) : undefined;
  }

  /** Asks for a token, checks it and keeps it. */
  async setToken(): Promise<void> {
    const baseUrl = this.#baseUrl();
    if (baseUrl && (await this.#askToken(baseUrl))) {
      void vscode.window.showInformationMessage(
        "The API token was accepted and is kept in VS Code's secret storage.",
      );
    }
  }

  /** Forgets the token. */
  async removeToken(): Promise<void> {
    const baseUrl = this.#baseUrl();
    if (!baseUrl) {
      return;
    }
    const isRemoved = await this.tokens.remove(baseUrl.origin);
    const rest = this.tokens.isInEnvironment
      ? " The one in the environment variable INVOPOP_TOKEN is used now."
      : "";
    void vscode.window.showInformationMessage(
      `${isRemoved ? "The API token was removed." : "No API token was stored."}${rest}`,
    );
  }

  #clientFor(baseUrl: BaseUrl, token: string): InvopopClient {
    return new InvopopClient({ baseUrl, token, userAgent: this.userAgent, fetch, limits: LIMITS });
  }

  /** The API's address; what is wrong with it is shown. */
  #baseUrl(): BaseUrl | undefined {
    try {
      return settings.baseUrl();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void offerSettings(`${reason} Check the setting invopop.apiUrl.`);
      return undefined;
    }
  }

  /** Asks until a token is accepted or the person gives up. A token that is not accepted is never kept. */
  async #askToken(baseUrl: BaseUrl): Promise<string | undefined> {
    let prompt = `For ${baseUrl.origin}. You find it in the Console under Configuration → API Keys.`;
    let value = "";
    for (;;) {
      const typed = await vscode.window.showInputBox({
        title: "Invopop API Token",
        prompt,
        value,
        password: true,
        ignoreFocusOut: true,
        placeHolder: "Paste the API token",
        validateInput: (text) => (text === "" ? undefined : tokenFault(text)),
      });
      if (typed === undefined) {
        return undefined;
      }
      const token = typed.trim();
      value = typed;
      const fault = tokenFault(typed) ?? (await this.#check(baseUrl, token));
      if (fault === undefined) {
        await this.tokens.set(baseUrl.origin, token);
        this.log.info(`The API token for ${baseUrl.origin} was set.`);
        return token;
      }
      prompt = fault;
    }
  }

  /** What speaks against a token; undefined when the API accepts it. */
  async #check(baseUrl: BaseUrl, token: string): Promise<string | undefined> {
    try {
      await withProgress("Checking the API token", (signal) => this.#clientFor(baseUrl, token).ping(signal));
      return undefined;
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      this.log.warn(`The API token could not be checked: ${error.message}`);
      return error.kind === "unauthorized"
        ? "Invopop did not accept this token. Paste another one, or press Escape."
        : `The token could not be checked: ${error.message} Press Enter to try again, or Escape.`;
    }
  }
}

/** How long something may run before its progress is shown, in milliseconds. */
const PATIENCE = 400;

/**
 * Shows progress that can be cancelled while something runs. What is done at once shows none: VS Code has room
 * for few notifications, and one that only flashes up could keep the message about the outcome from being seen.
 */
export async function withProgress<T>(title: string, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const result = run(abort.signal);
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<"running">((resolve) => {
    timer = setTimeout(() => resolve("running"), PATIENCE);
  });
  const state = await Promise.race([result.then(() => "done"), patience]).finally(() => clearTimeout(timer));
  if (state === "done") {
    return result;
  }
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_progress, token) => {
    const listening = token.onCancellationRequested(() => abort.abort());
    try {
      return await result;
    } finally {
      listening.dispose();
    }
  });
}

/** Shows an error that a setting is to blame for. */
async function offerSettings(text: string): Promise<void> {
  const open = "Open Settings";
  if ((await vscode.window.showErrorMessage(text, open)) === open) {
    await openSettings();
  }
}

export async function openSettings(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.openSettings", "invopop.apiUrl");
}
