import assert from "node:assert/strict";
import { inspect } from "node:util";
import { parseBaseUrl } from "../../../client/src/api/baseUrl";
import { InvopopClient } from "../../../client/src/api/client";
import { ApiError, pathText } from "../../../client/src/api/errors";
import { failureMessage } from "../../../client/src/publish/messages";
import { type Fault, type StandInApi, startApi } from "../../support/api";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";
const STEP = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02";
const BODY = `{ "name": "A", "steps": [{ "id": "${STEP}", "action": "pdf" }] }`;
const TOKEN = "secret-token-of-the-tests";

describe("the API's address", () => {
  for (const [text, href] of [
    ["", "https://api.invopop.com"],
    [" https://api.invopop.com/ ", "https://api.invopop.com"],
    ["https://example.com/base//", "https://example.com/base"],
    ["http://localhost:8080", "http://localhost:8080"],
    ["http://127.0.0.1:1/x", "http://127.0.0.1:1/x"],
    ["http://127.8.9.1", "http://127.8.9.1"],
    ["http://[::1]:3", "http://[::1]:3"],
  ] as const) {
    it(`may be '${text}'`, () => assert.equal(parseBaseUrl(text).href, href));
  }

  for (const [text, reason] of [
    ["http://api.invopop.com", /https:/],
    ["http://localhost.example.com", /https:/],
    ["http://example.localhost", /https:/],
    ["http://127.0.0.1.example.com", /https:/],
    ["http://10.0.0.1", /https:/],
    ["ftp://localhost", /https:/],
    ["javascript:alert(1)", /https:/],
    ["https://user:password@example.com", /user name/],
    ["https://example.com?a=b", /query/],
    ["https://example.com#a", /fragment/],
    ["nonsense", /no URL/],
  ] as const) {
    it(`may not be '${text}'`, () => assert.throws(() => parseBaseUrl(text), reason));
  }
});

describe("the API client", () => {
  let api: StandInApi;
  const clientWith = (options: Partial<ConstructorParameters<typeof InvopopClient>[0]> = {}) =>
    new InvopopClient({
      baseUrl: parseBaseUrl(api.url),
      token: TOKEN,
      userAgent: "invopop-workflows/0 (test)",
      fetch,
      limits: { connect: 5000, total: 5000 },
      ...options,
    });
  const never = new AbortController().signal;
  const create = (client = clientWith(), signal: AbortSignal = never) =>
    client.createWorkflow(ID, BODY, signal);

  /** The error of a call that has to fail, which may hold the token nowhere. */
  const failure = async (call: Promise<unknown>): Promise<ApiError> => {
    const error = await call.then(
      () => assert.fail("It succeeded."),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof ApiError, inspect(error));
    const shown = inspect(error, { depth: 10, showHidden: true }) + error.stack + failureMessage(error).text;
    assert.ok(!shown.includes(TOKEN), shown);
    return error;
  };

  beforeEach(async () => {
    api = await startApi({ token: TOKEN });
  });
  afterEach(() => api.close());

  it("creates, updates and fetches a workflow, and checks the token", async () => {
    const client = clientWith();
    await client.ping(never);
    const created = await create(client);
    assert.equal(created.name, "A");
    assert.equal(created.version, "1");
    assert.match(created.hash ?? "", /^[0-9a-f]{16}$/);
    const updated = await client.updateWorkflow(ID, BODY.replace('"A"', '"B"'), never);
    assert.equal(updated.name, "B");
    assert.equal(updated.version, "2");
    assert.equal((await client.getWorkflow(ID, never)).hash, updated.hash);
    api.assertClean();
  });

  it("tells which workspace the token belongs to", async () => {
    const { id, name, slug, country } = api.workspace;
    assert.deepEqual(await clientWith().workspace(never), { id, name, slug, country, isSandbox: true });
    api.inject({ when: "before", kind: "status", status: 200, body: '{"sandbox":"no"}' });
    assert.equal((await clientWith().workspace(never)).isSandbox, undefined);
    api.assertClean();
  });

  it("keeps the token to itself when an answer repeats it", async () => {
    const body = JSON.stringify({ message: `Bearer ${TOKEN} is bad`, fields: { authorization: TOKEN } });
    api.inject({ when: "before", kind: "status", status: 400, body });
    const { details } = await failure(create());
    assert.equal(details.serverMessage, "Bearer … is bad");
    assert.deepEqual(details.fields, [{ path: ["authorization"], message: "…" }]);
  });

  it("keeps a token to itself that JSON writes in another way", async () => {
    const token = 'a"b\\c';
    const body = JSON.stringify({ message: `Bearer ${token}`, fields: { [token]: token } });
    api.inject({ when: "before", kind: "status", status: 400, body });
    const error = await create(clientWith({ token })).catch((reason: unknown) => reason);
    assert.ok(error instanceof ApiError);
    assert.equal(error.details.serverMessage, "Bearer …");
    assert.deepEqual(error.details.fields, [{ path: ["…"], message: "…" }]);
  });

  it("says with each call who it is", async () => {
    await clientWith().ping(never);
    await create();
    assert.deepEqual(
      api.requests.map(({ headers }) => headers["user-agent"]),
      ["invopop-workflows/0 (test)", "invopop-workflows/0 (test)"],
    );
  });

  it("takes an answer without a body for no JSON", async () => {
    const empty = clientWith({ fetch: async () => new Response(null) });
    assert.equal((await failure(create(empty))).kind, "not-json");
  });

  it("sends the token to no other address", async () => {
    const other = await startApi({ token: TOKEN });
    try {
      for (const status of [301, 302, 303, 307, 308]) {
        api.inject({ when: "before", kind: "redirect", location: `${other.url}/utils/v1/ping`, status });
        assert.equal((await failure(create())).kind, "redirect");
      }
      assert.deepEqual(other.requests, []);
    } finally {
      await other.close();
    }
  });

  it("tells the refusals apart", async () => {
    assert.equal((await failure(clientWith({ token: "other" }).ping(never))).kind, "unauthorized");
    assert.equal((await failure(clientWith({ userAgent: "node" }).ping(never))).kind, "blocked");
    assert.equal((await failure(clientWith().updateWorkflow(ID, BODY, never))).kind, "not-found");
    await create();
    assert.equal((await failure(create())).kind, "conflict");
  });

  it("keeps which fields are refused", async () => {
    const error = await failure(clientWith().createWorkflow(ID, BODY.replace(STEP, "one"), never));
    assert.equal(error.kind, "invalid");
    assert.deepEqual(
      error.details.fields?.map(({ path }) => pathText(path)),
      ["steps[0].id"],
    );
    const body = JSON.stringify({
      key: "validation",
      message: "m",
      faults: [{ code: "c", paths: ["$.steps[1].id"], message: "bad" }],
    });
    api.inject({ when: "before", kind: "status", status: 422, body });
    assert.deepEqual((await failure(create())).details.fields, [
      { path: ["steps", 1, "id"], message: "bad" },
    ]);
  });

  const faults: readonly [string, Fault, ApiError["kind"]][] = [
    ["a 403", { when: "before", kind: "status", status: 403, body: '{"code":"forbidden"}' }, "forbidden"],
    ["a 500", { when: "before", kind: "status", status: 500 }, "server"],
    ["a 418", { when: "before", kind: "status", status: 418, body: "null" }, "unexpected"],
    ["an answer that is no JSON", { when: "before", kind: "not-json" }, "not-json"],
    [
      "an answer that nests without end",
      {
        when: "before",
        kind: "status",
        status: 200,
        body: `{"id":"x","steps":${"[".repeat(5000)}${"]".repeat(5000)}}`,
      },
      "not-json",
    ],
    ["an answer that is no object", { when: "before", kind: "status", status: 200, body: "[1]" }, "not-json"],
    ["a reset before", { when: "before", kind: "reset" }, "network"],
    ["a reset after it was stored", { when: "after", kind: "reset" }, "network"],
    ["an answer that is cut off", { when: "after", kind: "cut" }, "network"],
    ["a fault of a gateway", { when: "before", kind: "status", status: 504, body: "<html>" }, "server"],
    ["a redirect", { when: "before", kind: "redirect", location: "http://127.0.0.1:1/" }, "redirect"],
  ];
  for (const [what, fault, kind] of faults) {
    it(`tells of ${what}`, async () => {
      api.inject(fault);
      assert.equal((await failure(create())).kind, kind);
      assert.equal(api.requests.length, 1);
    });
  }

  it("says how long to wait", async () => {
    for (const [header, seconds] of [
      ["7", 7],
      ["Mon, 01 Jan 2001 00:00:00 GMT", 0],
      ["soon", undefined],
      ["-5", undefined],
      ["1.5", undefined],
    ] as const) {
      api.inject({ when: "before", kind: "status", status: 429, headers: { "Retry-After": header } });
      const error = await failure(create());
      assert.equal(error.kind, "rate-limited");
      assert.equal(error.details.retryAfter, seconds);
    }
  });

  it("gives up when there is no network, when time is up, and when it is cancelled", async () => {
    const nowhere = clientWith({ baseUrl: parseBaseUrl("http://127.0.0.1:1") });
    assert.equal((await failure(nowhere.ping(never))).kind, "network");
    api.inject({ when: "before", kind: "delay", milliseconds: 60_000 });
    assert.equal((await failure(create(clientWith({ limits: { connect: 50, total: 50 } })))).kind, "timeout");
    api.inject({ when: "before", kind: "delay", milliseconds: 60_000 });
    const abort = new AbortController();
    const arrived = api.arrival();
    const call = failure(create(clientWith(), abort.signal));
    await arrived;
    abort.abort();
    assert.equal((await call).kind, "cancelled");
  });

  it("reads no answer above 10 MiB", async () => {
    const body = JSON.stringify({ id: ID, name: "x".repeat(11 * 1024 * 1024) });
    api.inject({ when: "before", kind: "status", status: 200, body });
    assert.equal((await failure(create())).kind, "too-large");
  });

  it("survives bodies of every shape", async () => {
    for (const body of [
      "",
      "{}",
      '{"fields":7,"message":[]}',
      '{"fields":{"a":{"b":[null,{"0":"x"}]}}}',
      '{"faults":[1,{"paths":"x"}]}',
    ]) {
      api.inject({ when: "before", kind: "status", status: 422, body });
      const error = await failure(create());
      assert.equal(error.kind, "invalid");
      assert.ok(failureMessage(error).text.startsWith("Not published: Invopop refused the workflow."));
    }
  });
});
