import type * as vscode from "vscode";

/** The environment variable that stands in for a token where none is stored, as in a container. */
const VARIABLE = "INVOPOP_TOKEN";

/**
 * Keeps the API token in VS Code's secret storage, under the origin that it was given for: a token is never
 * sent anywhere else, whatever the settings say later.
 */
export class TokenStore {
  constructor(
    private readonly secrets: Pick<vscode.SecretStorage, "get" | "store" | "delete">,
    private readonly environment: Readonly<Record<string, string | undefined>>,
  ) {}

  async get(origin: string): Promise<string | undefined> {
    return (await this.secrets.get(keyOf(origin))) || this.#fromEnvironment();
  }

  async set(origin: string, token: string): Promise<void> {
    await this.secrets.store(keyOf(origin), token);
  }

  /** Forgets the token. False when none was stored. */
  async remove(origin: string): Promise<boolean> {
    const isStored = Boolean(await this.secrets.get(keyOf(origin)));
    await this.secrets.delete(keyOf(origin));
    return isStored;
  }

  /** Whether the environment brings a token, which cannot be removed here. */
  get isInEnvironment(): boolean {
    return this.#fromEnvironment() !== undefined;
  }

  /** One that cannot be a token, and so could not be sent, counts as none. */
  #fromEnvironment(): string | undefined {
    const value = this.environment[VARIABLE] ?? "";
    return tokenFault(value) === undefined ? value.trim() : undefined;
  }
}

function keyOf(origin: string): string {
  return `invopop.token:${origin}`;
}

/** What is wrong with a token as it was typed; undefined when it can be one. */
export function tokenFault(text: string): string | undefined {
  const token = text.trim();
  if (token === "") {
    return "Paste the API token. You find it in the Console under Configuration → API Keys.";
  }
  return /^[\x21-\x7e]+$/.test(token) ? undefined : "A token has no spaces and no special characters.";
}
