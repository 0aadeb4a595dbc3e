import { ApiError } from "./errors";

const WITHHELD =
  "The browser let no answer of the API's through. The API may not allow requests from web pages (CORS), or the connection broke. VS Code on the desktop and the command line call it without a browser.";

/** Stands where the system's name for what broke the connection stands elsewhere, and is read as part of a sentence. */
const HIDDEN_CODE = "or the browser was not allowed to see the answer";

const HIDDEN = "The API could not be reached, or the connection broke.";

/**
 * A browser's `fetch` for calls of the API, which tells failures apart as far as a browser lets it.
 *
 * A browser asks the API first whether a page may call it, and hides why a call failed. Where the API has answered
 * a call of the same method before, it allows them. Then the connection broke, or there is an answer that the browser
 * may not show, such as one of a network in between that turns calls away (403, 429 or 5xx without CORS headers). Both
 * may pass, and are told as one. Where the API has never answered, it may not allow calls at all.
 *
 * @param isOnline whether the browser has a network at all
 * @throws ApiError `withheld` when the API may not allow requests from web pages, `network` where it is known to; what
 *   `fetch` throws when there is no network, or when the call was cancelled
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
      if (!isOnline() || init?.signal?.aborted) {
        throw error;
      }
      if (answered.has(call)) {
        throw new ApiError("network", HIDDEN, { code: HIDDEN_CODE });
      }
      throw new ApiError("withheld", WITHHELD);
    }
  };
}
