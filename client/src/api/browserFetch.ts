import { ApiError } from "./errors";

const WITHHELD =
  "The browser let no answer of the API's through. The API may not allow requests from web pages (CORS), or the connection broke. VS Code on the desktop and the command line call it without a browser.";

/**
 * A browser's `fetch` for calls of the API, which tells failures apart as far as a browser lets it.
 *
 * A browser asks the API first whether a page may call it, and hides why a call failed. Where the API has answered
 * a call of the same method before, it allows them, and the network is to blame. Elsewhere it is not known.
 *
 * @param isOnline whether the browser has a network at all
 * @throws ApiError `withheld` when the API may not allow requests from web pages; what `fetch` throws otherwise
 */
export function browserFetch(own: typeof fetch, isOnline: () => boolean): typeof fetch {
  const answered = new Set<string>();
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const call = `${init?.method ?? "GET"} ${url.origin}`;
    try {
      // What is stored is looked at to find out whether something has changed, which a copy would not tell.
      const response = await own(input, { ...init, cache: "no-store" });
      answered.add(call);
      return response;
    } catch (error) {
      if (answered.has(call) || !isOnline() || init?.signal?.aborted) {
        throw error;
      }
      throw new ApiError("withheld", WITHHELD);
    }
  };
}
