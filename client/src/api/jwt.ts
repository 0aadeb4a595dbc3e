import { isObject } from "./types";

/** The largest time that a `Date` can hold, in seconds. */
const LAST_SECOND = 8.64e12;

/**
 * When a token expires: the `exp` of a JWT, whose signature is not looked at. Undefined for anything that is no
 * JWT, or that does not say. Never throws.
 */
export function expiryOf(token: string): Date | undefined {
  const parts = token.split(".");
  const seconds = parts.length === 3 ? payloadOf(parts[1] ?? "")?.["exp"] : undefined;
  return typeof seconds === "number" && Math.abs(seconds) <= LAST_SECOND
    ? new Date(seconds * 1000)
    : undefined;
}

/** What the middle part of a JWT holds: JSON as UTF-8 in the Base64 that URLs can take. */
function payloadOf(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const binary = atob(part.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
