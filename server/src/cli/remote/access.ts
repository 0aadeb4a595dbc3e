import { parseBaseUrl } from "../../../../client/src/api/baseUrl";
import { DEFAULT_LIMITS, DEFAULT_RETRIES, InvopopClient } from "../../../../client/src/api/client";
import { expiryOf } from "../../../../client/src/api/jwt";
import { version } from "../../../../package.json";
import type { CommandLine } from "../args";
import { UsageError } from "../exit";
import type { Host } from "../host";
import { say } from "../outcome";
import { Refusal } from "./refusal";

/** Where the token is, and nowhere else: command lines and files are seen by others. */
const TOKEN = "INVOPOP_TOKEN";
const API_URL = "INVOPOP_API_URL";

/**
 * The client for the API by what the environment says. Repeats of calls are told of on standard error.
 *
 * @throws UsageError when the token is missing, or the token or the address can be none; it names neither
 * @throws Refusal when the token has expired
 */
export function clientOf({ command }: CommandLine, { env, stderr }: Host): InvopopClient {
  const token = env[TOKEN]?.trim() ?? "";
  if (token === "") {
    throw new UsageError(
      `The environment variable ${TOKEN} is to hold an API token and is empty.`,
      command?.name,
    );
  }
  if (!/^[!-~]+$/.test(token)) {
    throw new UsageError(
      `The environment variable ${TOKEN} holds signs that no API token has.`,
      command?.name,
    );
  }
  const expiry = expiryOf(token);
  if (expiry && expiry.getTime() <= Date.now()) {
    throw new Refusal(`The API token in ${TOKEN} expired on ${expiry.toISOString()}. Nothing was sent.`);
  }
  return new InvopopClient({
    baseUrl: baseUrlOf(env[API_URL] ?? "", command?.name),
    token,
    userAgent: `invopop-workflows/${version} (Node.js ${process.version})`,
    fetch,
    limits: DEFAULT_LIMITS,
    retry: DEFAULT_RETRIES,
    onRetry: (line) => say(stderr, line),
  });
}

function baseUrlOf(text: string, command: string | undefined): ReturnType<typeof parseBaseUrl> {
  try {
    return parseBaseUrl(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${reason} See the environment variable ${API_URL}.`, command);
  }
}
