import { type Contents, contentsOf } from "./contents";
import { canonical } from "./json";

/** The SHA-256 of what a workflow says, in hexadecimal digits: equal exactly where `isSame` says so. */
export async function digestOf(contents: Contents): Promise<string> {
  const text = canonical(contentsOf(contents, "workflow"));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
