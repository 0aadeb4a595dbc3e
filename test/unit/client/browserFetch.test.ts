import assert from "node:assert/strict";
import { parseBaseUrl } from "../../../client/src/api/baseUrl";
import { browserFetch } from "../../../client/src/api/browserFetch";
import { InvopopClient } from "../../../client/src/api/client";
import { ApiError, attempt } from "../../../client/src/api/errors";
import { reasonOf } from "../../../client/src/workflows/texts";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";
const TEXT =
  "The browser let no answer of the API's through. The API may not allow requests from web pages (CORS), or the connection broke. VS Code on the desktop and the command line call it without a browser.";

/** A client in a browser, and the requests that its `fetch` was given. */
function browser(answer: (method: string) => Response | Promise<Response>, isOnline = true) {
  const requests: RequestInit[] = [];
  const own: typeof fetch = async (_, init = {}) => {
    requests.push(init);
    init.signal?.throwIfAborted();
    return answer(init.method ?? "GET");
  };
  const client = new InvopopClient({
    baseUrl: parseBaseUrl("https://api.example.com"),
    token: "token",
    userAgent: undefined,
    fetch: browserFetch(own, () => isOnline),
    limits: { connect: 5000, total: 5000 },
    retry: { attempts: 5, firstDelay: 0, longestDelay: 0, longestRetryAfter: 0, total: 5000 },
    retryPorts: { now: () => 0, random: () => 0, wait: async () => {} },
  });
  return { client, requests };
}

/** What a browser throws whatever the reason is. */
const refuse = (): never => {
  throw new TypeError("Failed to fetch");
};
const json = (value: unknown) => new Response(JSON.stringify(value));
const never = new AbortController().signal;

describe("the API client in a browser", () => {
  it("says that the API may not allow requests from web pages, and does not ask again", async () => {
    const { client, requests } = browser(refuse);
    const error = await attempt(() => client.ping(never));
    assert.ok(error instanceof ApiError);
    assert.deepEqual([error.kind, error.message, error.isOutcomeUnknown], ["withheld", TEXT, false]);
    assert.equal(requests.length, 1);
  });

  it("does not know what became of a write that has no answer", async () => {
    const { client, requests } = browser(refuse);
    const error = await attempt(() => client.createWorkflow(ID, "{}", never));
    assert.ok(error instanceof ApiError);
    assert.deepEqual([error.kind, error.isOutcomeUnknown, error.isPassing], ["withheld", true, false]);
    assert.equal(requests.length, 1);
  });

  it("blames the network, or what the browser hides, where the API has answered the like before", async () => {
    let count = 0;
    const { client, requests } = browser(() => (++count === 1 ? json({}) : refuse()));
    await client.ping(never);
    const error = await attempt(() => client.ping(never));
    assert.ok(error instanceof ApiError);
    assert.deepEqual([error.kind, error.isPassing, error.isOutcomeUnknown], ["network", true, false]);
    assert.equal(
      reasonOf(error),
      "Invopop could not be reached (or the browser was not allowed to see the answer). Check the network and the proxy.",
    );
    assert.equal(requests.length, 6);
    const written = await attempt(() => client.updateWorkflow(ID, "{}", never));
    assert.ok(written instanceof ApiError);
    assert.equal(written.kind, "withheld");
  });

  it("blames the network where there is none", async () => {
    const error = await attempt(() => browser(refuse, false).client.ping(never));
    assert.ok(error instanceof ApiError);
    assert.equal(error.kind, "network");
  });

  it("can be cancelled", async () => {
    const error = await attempt(() => browser(refuse).client.ping(AbortSignal.abort()));
    assert.ok(error instanceof ApiError);
    assert.equal(error.kind, "cancelled");
  });

  it("does not follow a redirect, whose status a browser hides", async () => {
    const { client, requests } = browser(() => Response.error());
    const error = await attempt(() => client.ping(never));
    assert.ok(error instanceof ApiError);
    assert.equal(error.kind, "redirect");
    assert.deepEqual(
      requests.map(({ redirect, cache }) => [redirect, cache]),
      [["manual", "no-store"]],
    );
  });

  it("leaves it to the browser to say who it is", async () => {
    const { client, requests } = browser(() => json({}));
    await client.ping(never);
    assert.deepEqual(
      requests.map(({ headers }) => headers),
      [{ Accept: "application/json", Authorization: "Bearer token" }],
    );
  });
});
