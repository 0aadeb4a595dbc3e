import { isObject } from "./format";

/**
 * A token in the form of the real ones, a JWT, whose signature is a word. The stand-in refuses it once its time,
 * told by the stand-in's own clock, is over.
 *
 * @param name keeps tokens apart
 * @param expires never when left out
 */
export function makeToken(name: string, expires?: Date): string {
  const exp = expires === undefined ? {} : { exp: Math.floor(expires.getTime() / 1000) };
  return [
    { alg: "ES256", typ: "JWT" },
    { sub: name, ...exp },
  ]
    .map(encoded)
    .concat("signature")
    .join(".");
}

/** Whether a token is over. Those that are no JWT never are. */
export function isExpired(token: string, now: Date): boolean {
  const [, payload, signature] = token.split(".");
  if (payload === undefined || signature === undefined) return false;
  try {
    const value: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    const exp = isObject(value) ? value["exp"] : undefined;
    return typeof exp === "number" && exp * 1000 <= now.getTime();
  } catch {
    return false;
  }
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
