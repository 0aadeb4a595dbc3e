/** A base URL that was checked, without a slash at its end. */
export interface BaseUrl {
  readonly href: string;
  /** Scheme, host and port; a token belongs to one of these. */
  readonly origin: string;
}

/** Where Invopop's API is. */
export const DEFAULT_BASE_URL = "https://api.invopop.com";

/**
 * Checks the address of the API. The token is sent there, so only `https:` is taken, or `http:` to this very
 * machine.
 *
 * @throws Error with a sentence that says what is wrong
 */
export function parseBaseUrl(text: string): BaseUrl {
  const trimmed = text.trim() || DEFAULT_BASE_URL;
  let url: URL;
  try {
    url = new URL(trimmed);
  } catch {
    throw new Error("The API's address is no URL.");
  }
  if (url.username || url.password) {
    throw new Error("The API's address may hold no user name or password.");
  }
  if (url.search || url.hash || trimmed.includes("?") || trimmed.includes("#")) {
    throw new Error("The API's address may hold no query and no fragment.");
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) {
    throw new Error("The API's address must begin with https:, unless it is on this machine.");
  }
  return { href: withoutSlashes(`${url.origin}${url.pathname}`), origin: url.origin };
}

/** An address without slashes at its end. */
function withoutSlashes(address: string): string {
  let end = address.length;
  while (address[end - 1] === "/") {
    end--;
  }
  return address.slice(0, end);
}

/**
 * Whether a host name, as the URL parser writes it, is this machine. Names below `localhost` are not taken: some
 * resolvers ask the network for them.
 */
function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
