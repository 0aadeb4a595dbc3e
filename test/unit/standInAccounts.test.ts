import assert from "node:assert/strict";
import { type Fault, makeToken, type StandInApi, startApi } from "../support/api";
import { LocalApi } from "../support/api/local";
import { uuid } from "../support/ids";

const ID = uuid(1);
const PATH = `/transform/v1/workflows/${ID}`;
const NOW = new Date("2026-08-01T10:00:00.000Z");
const SOON = makeToken("soon", new Date("2026-08-01T10:00:01.000Z"));
const OVER = makeToken("over", NOW);

interface Api {
  readonly url: string;
  readonly fetch: typeof fetch;
}

function call(
  api: Api,
  token: string,
  method: string,
  path: string,
  body?: object,
  signal?: AbortSignal,
): Promise<Response> {
  return api.fetch(`${api.url}${path}`, {
    method,
    redirect: "manual",
    headers: {
      Authorization: `Bearer ${token}`,
      "User-Agent": "stand-in-test/1.0",
      ...(body && { "Content-Type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
}

describe("stand-in API with several accounts", () => {
  let api: StandInApi;
  const lines: string[] = [];
  const request = (token: string, method: string, path: string, body?: object) =>
    call({ url: api.url, fetch }, token, method, path, body);

  before(async () => {
    api = await startApi({
      now: () => NOW,
      others: [
        { token: "live", workspace: { name: "Acme", slug: "acme", sandbox: false } },
        { token: SOON },
        { token: OVER },
      ],
      log: (line) => lines.push(line),
    });
  });
  after(() => api.close());
  beforeEach(() => api.reset());

  it("tells each token of its own workspace", async () => {
    const told = async (token: string): Promise<unknown> =>
      (await request(token, "GET", "/access/v1/workspace")).json();
    assert.deepEqual(await told(api.token), { ...api.workspace });
    assert.deepEqual(await told("live"), {
      ...api.workspace,
      id: "0198c0de-0000-7000-8000-000000000002",
      name: "Acme",
      slug: "acme",
      sandbox: false,
    });
    assert.deepEqual(await told(SOON), {
      ...api.workspace,
      id: "0198c0de-0000-7000-8000-000000000003",
      name: "Stand-in 3",
      slug: "stand-in-3",
    });
    assert.deepEqual(api.account("live").workspace, await told("live"));
    api.assertClean();
  });

  it("keeps the workflows of each apart", async () => {
    assert.equal((await request("live", "PUT", PATH, { name: "Live" })).status, 200);
    assert.equal((await request(api.token, "GET", PATH)).status, 404);
    assert.equal((await request(api.token, "PUT", PATH, { name: "Sandbox" })).status, 200);
    assert.deepEqual(
      [api, api.account(api.token), api.account("live")].map(({ workflows }) => workflows.get(ID)?.name),
      ["Sandbox", "Sandbox", "Live"],
    );
    api.account("live").seed({ name: "Another" });
    assert.deepEqual([api.workflows.size, api.account("live").workflows.size], [1, 2]);
    api.reset();
    assert.deepEqual([api.workflows.size, api.account("live").workflows.size], [0, 0]);
    assert.throws(() => api.account("unknown"), { message: "The stand-in has no account with this token." });
  });

  it("refuses a token whose time is over", async () => {
    assert.equal((await request(SOON, "GET", "/utils/v1/ping")).status, 200);
    const refused = await request(OVER, "GET", "/utils/v1/ping");
    assert.equal(refused.status, 401);
    assert.deepEqual(await refused.json(), {
      code: "unauthorized",
      message: "The token is missing, wrong or expired.",
    });
    api.account(OVER).seed({ id: ID });
    api.assertClean();
  });

  it("never logs a token of any of them", async () => {
    lines.length = 0;
    for (const token of ["live", SOON, "test-token"]) {
      await (await request(token, "GET", `/utils/v1/ping?token=${token}`)).text();
    }
    await api.close();
    assert.deepEqual(
      lines,
      Array.from({ length: 3 }, () => "GET /utils/v1/ping?token=… 200"),
    );
    api = await startApi();
  });
});

describe("stand-in API without a network", () => {
  let http: StandInApi;
  let local: LocalApi;

  before(async () => {
    http = await startApi({ now: () => NOW });
  });
  after(() => http.close());
  beforeEach(() => {
    http.reset();
    local = new LocalApi({ now: () => NOW });
  });

  /** What a call comes to: the answer, or how it broke, and what is stored after it. */
  async function outcome(api: Api, stored: () => unknown, ...request: [string, string, object?]) {
    const answer = await call(api, "test-token", ...request).then(
      async (response) => {
        const text = await response.text().catch((error: unknown) => `broke: ${String(error)}`);
        return { status: response.status, type: response.headers.get("content-type"), text };
      },
      (error: unknown) => `failed: ${String(error)}`,
    );
    return { answer, stored: stored() };
  }

  async function assertAlike(...request: [string, string, object?]): Promise<void> {
    assert.deepEqual(
      await outcome(local, () => local.account.workflows.get(ID), ...request),
      await outcome({ url: http.url, fetch }, () => http.workflows.get(ID), ...request),
    );
  }

  it("does what the one over HTTP does", async () => {
    await assertAlike("GET", PATH);
    await assertAlike("PUT", PATH, { name: "A", description: "D", schema: "bill/invoice" });
    await assertAlike("PUT", PATH, { name: "B" });
    await assertAlike("PATCH", PATH, { name: "B", description: "" });
    await assertAlike("PATCH", PATH, { steps: 1 });
    await assertAlike("GET", PATH);
    await assertAlike("GET", "/transform/v1/workflows?limit=10&schema=bill%2Finvoice");
    await assertAlike("DELETE", PATH);
    await assertAlike("GET", "/nowhere");
    assert.deepEqual(
      local.requests.map(({ method, path, query, json, status }) => ({ method, path, query, json, status })),
      http.requests.map(({ method, path, query, json, status }) => ({ method, path, query, json, status })),
    );
  });

  for (const when of ["before", "during", "after"] as const) {
    const faults: readonly Fault[] = [
      { when, kind: "status", status: 503, headers: { "Retry-After": "1" } },
      { when, kind: "reset" },
      { when, kind: "cut" },
      { when, kind: "not-json" },
      { when, kind: "redirect", location: "https://example.com" },
      { when, kind: "delay", milliseconds: 1 },
    ];
    for (const fault of faults) {
      it(`goes wrong as the one over HTTP: ${fault.kind}, ${when}`, async () => {
        for (const method of ["PUT", "GET", "PATCH"]) {
          local.inject(fault);
          http.inject(fault);
          await assertAlike(method, PATH, method === "GET" ? undefined : { name: method });
        }
      });
    }
  }

  it("leaves an answer at its half until the client gives up, over HTTP as well", async () => {
    for (const api of [local, { url: http.url, fetch, inject: (fault: Fault) => http.inject(fault) }]) {
      api.inject({ when: "before", kind: "stall" });
      const abort = new AbortController();
      const response = await call(api, "test-token", "PUT", PATH, { name: "A" }, abort.signal);
      const half = await response.body?.getReader().read();
      assert.match(Buffer.from(half?.value ?? []).toString(), /^{"id":/);
      abort.abort();
    }
    assert.deepEqual([local.account.workflows.size, http.workflows.size], [1, 1]);
  });
});
