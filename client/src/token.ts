/** What is wrong with a token as it was typed; undefined when it can be one. */
export function tokenFault(text: string): string | undefined {
  const token = text.trim();
  if (token === "") {
    return "Paste the API token. You find it in the Console under Configuration → API Keys.";
  }
  return /^[\x21-\x7e]+$/.test(token) ? undefined : "A token has no spaces and no special characters.";
}
