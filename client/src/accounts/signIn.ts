import type { BaseUrl } from "../api/baseUrl";
import type { InvopopClient } from "../api/client";
import { ApiError } from "../api/errors";
import { expiryOf } from "../api/jwt";
import { plainText } from "../publish/messages";
import { tokenFault } from "../token";
import { asKnown, type KnownWorkspace } from "./connection";
import { dayOf, titleOf } from "./labels";
import type { Account } from "./store";

/** What signing in asks of the person and of the world. */
export interface SignInPorts {
  clientFor(baseUrl: BaseUrl, token: string): InvopopClient;
  now(): Date;
  /** Asks for a token. @param value what stands in the box at first; undefined when it was given up */
  askToken(prompt: string, value: string): Promise<string | undefined>;
  withProgress<T>(title: string, run: (signal: AbortSignal) => Promise<T>): Promise<T>;
  log(line: string): void;
}

/** What a token is asked for. */
export interface Wanted {
  /** Why it is asked for: a sentence. */
  readonly reason?: string;
  /** Tells why the token of another workspace will not do; undefined when it will. */
  refuse?(workspace: KnownWorkspace): string | undefined;
}

/**
 * Asks until a token is accepted or the person gives up. A token counts once the API has told its workspace; one
 * that does not is kept nowhere.
 */
export async function signIn(
  ports: SignInPorts,
  baseUrl: BaseUrl,
  { reason, refuse }: Wanted,
): Promise<Account | undefined> {
  const place = `For ${baseUrl.origin}. You find it in the Console under Configuration → API Keys.`;
  let prompt = reason === undefined ? place : plainText(`${reason} ${place}`);
  let value = "";
  for (;;) {
    const typed = await ports.askToken(prompt, value);
    if (typed === undefined) {
      return undefined;
    }
    value = typed;
    const token = typed.trim();
    const workspace = tokenFault(typed) ?? (await check(ports, baseUrl, token));
    const fault = typeof workspace === "string" ? workspace : refuse?.(workspace);
    if (fault === undefined && typeof workspace !== "string") {
      ports.log(`Signed in to workspace ${titleOf(workspace)} at ${baseUrl.origin}.`);
      return { workspace, token };
    }
    prompt = plainText(fault ?? place);
  }
}

/** The workspace of a token, or what speaks against the token. */
async function check(ports: SignInPorts, baseUrl: BaseUrl, token: string): Promise<KnownWorkspace | string> {
  const expiry = expiryOf(token);
  if (expiry && expiry <= ports.now()) {
    return `This token expired on ${dayOf(expiry)}. Paste another one, or press Escape.`;
  }
  try {
    const told = await ports.withProgress("Checking the API token", (signal) =>
      ports.clientFor(baseUrl, token).workspace(signal),
    );
    return asKnown(told) ?? "Invopop did not tell which workspace this token belongs to. Paste another one.";
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    ports.log(`The API token could not be checked: ${error.message}`);
    return error.kind === "unauthorized"
      ? "Invopop did not accept this token. Paste another one, or press Escape."
      : `The token could not be checked: ${error.message} Press Enter to try again, or Escape.`;
  }
}
