import assert from "node:assert/strict";
import { parseBaseUrl } from "../../../client/src/api/baseUrl";
import { InvopopClient } from "../../../client/src/api/client";
import { ApiError } from "../../../client/src/api/errors";
import { type StandInApi, startApi } from "../../support/api";

const LIST = "/transform/v1/workflows";

describe("the list of workflows", () => {
  let api: StandInApi;
  let client: InvopopClient;
  const never = new AbortController().signal;

  before(async () => {
    api = await startApi({ now: () => new Date("2026-08-01T10:00:00.000Z") });
    client = new InvopopClient({
      baseUrl: parseBaseUrl(api.url),
      token: api.token,
      userAgent: "invopop-workflows/0 (test)",
      fetch,
      limits: { connect: 5000, total: 5000 },
    });
  });
  after(() => api.close());
  beforeEach(() => api.reset());

  async function names(schema?: string): Promise<(string | undefined)[][]> {
    const pages: (string | undefined)[][] = [];
    for await (const page of client.listWorkflows(never, schema)) {
      pages.push(page.map(({ name }) => name));
    }
    return pages;
  }

  /** Has the next answers hold these texts, and gives the names on each page. */
  async function namesIn(...bodies: string[]): Promise<(string | undefined)[][]> {
    for (const body of bodies) {
      api.inject({ when: "before", kind: "status", status: 200, body });
    }
    return names();
  }

  for (const [count, pages] of [
    [0, 1],
    [1, 1],
    [100, 1],
    [101, 2],
    [1000, 10],
  ] as const) {
    it(`has ${count} workflows, each once and oldest first, in ${pages} pages`, async () => {
      const seeded = api.seed(...Array.from({ length: count }, (_, at) => ({ name: `Workflow ${at}` })));
      const found = await names();
      assert.deepEqual(
        found.flat(),
        seeded.map(({ name }) => name),
      );
      assert.equal(found.length, pages);
      assert.deepEqual(
        api.requests.map(({ method, path, query }) => `${method} ${path} ${query["limit"]}`),
        Array.from({ length: pages }, () => `GET ${LIST} 100`),
      );
      api.assertClean();
    });
  }

  it("tells of each what the answer says", async () => {
    const [seeded] = api.seed({
      name: "A",
      description: "B",
      schema: "bill/invoice",
      country: "ES",
      draft: true,
      disabled: true,
    });
    for await (const [workflow] of client.listWorkflows(never)) {
      assert.deepEqual(
        { ...workflow, contents: undefined },
        {
          id: seeded?.id,
          name: "A",
          description: "B",
          schema: "bill/invoice",
          country: "ES",
          hash: seeded?.hash,
          version: "1",
          draft: true,
          disabled: true,
          createdAt: "2026-08-01T10:00:00.000Z",
          updatedAt: "2026-08-01T10:00:00.000Z",
          versions: undefined,
          contents: undefined,
        },
      );
    }
  });

  it("can be of one schema only", async () => {
    api.seed({ name: "A", schema: "bill/invoice" }, { name: "B", schema: "org/party" }, { name: "C" });
    assert.deepEqual(await names("org/party"), [["B"]]);
    api.assertClean();
  });

  it("asks for no more pages than are wanted", async () => {
    api.seed(...Array.from({ length: 250 }, () => ({ name: "A" })));
    for await (const page of client.listWorkflows(never)) {
      assert.equal(page.length, 100);
      break;
    }
    assert.equal(api.requests.length, 1);
  });

  it("ends with an error where a page cannot be had", async () => {
    api.seed(...Array.from({ length: 101 }, () => ({ name: "A" })));
    const pages = client.listWorkflows(never);
    assert.equal((await pages.next()).done, false);
    api.inject({ when: "before", kind: "status", status: 503 });
    await assert.rejects(pages.next(), isOf("server"));
  });

  it("is over when it is cancelled between two pages", async () => {
    api.seed(...Array.from({ length: 101 }, () => ({ name: "A" })));
    const abort = new AbortController();
    const pages = client.listWorkflows(abort.signal);
    await pages.next();
    abort.abort();
    await assert.rejects(pages.next(), isOf("cancelled"));
  });

  it("takes answers of any shape", async () => {
    assert.deepEqual(await namesIn('{"list":null}'), [[]]);
    assert.deepEqual(await namesIn('{"limit":100}'), [[]]);
    assert.deepEqual(await namesIn('{"list":[null,1,"a",[],{},{"name":5}]}'), [[undefined, "5"]]);
    assert.deepEqual(await namesIn('{"list":[{"name":"A"}],"next_created_at":""}'), [["A"]]);
    assert.deepEqual(await namesIn('{"list":[{"name":"A"}],"next_created_at":null}'), [["A"]]);
    assert.deepEqual(
      await namesIn('{"list":[{"name":"A"}],"next_created_at":1}', '{"list":[{"name":"B"}]}'),
      [["A"], ["B"]],
    );
    for (const body of ["{}", "[]", "null", "1", '{"list":{}}', '{"list":"a"}', '{"ping":"pong"}']) {
      await assert.rejects(namesIn(body), isOf("not-json"), body);
    }
  });

  it("has what two pages share once", async () => {
    const [first, second] = ['{"id":"a","name":"A"}', '{"id":"b","name":"B"}'];
    assert.deepEqual(
      await namesIn(`{"list":[${first}],"next_created_at":"2026"}`, `{"list":[${first},${second}]}`),
      [["A"], ["B"]],
    );
  });

  it("ends with an error where a page leads back to itself or to an earlier one", async () => {
    const page = (next: string) => `{"list":[],"next_created_at":"${next}"}`;
    await assert.rejects(namesIn(page("2026"), page("2026")), isOf("unexpected"));
    assert.equal(api.requests.length, 2);
    await assert.rejects(namesIn(page("2026"), page("2027"), page("2026")), isOf("unexpected"));
    assert.equal(api.requests.length, 5);
  });

  it("ends with an error where there always is a next page", async () => {
    let calls = 0;
    const endless = new InvopopClient({
      baseUrl: parseBaseUrl(api.url),
      token: api.token,
      userAgent: "invopop-workflows/0 (test)",
      limits: { connect: 5000, total: 5000 },
      fetch: async () => {
        calls += 1;
        return new Response(`{"list":[],"next_created_at":"${calls}"}`);
      },
    });
    await assert.rejects(async () => {
      for await (const page of endless.listWorkflows(never)) {
        assert.deepEqual(page, []);
      }
    }, isOf("unexpected"));
    assert.equal(calls, 1001);
  });
});

function isOf(kind: ApiError["kind"]): (error: unknown) => boolean {
  return (error) => error instanceof ApiError && error.kind === kind && !error.isOutcomeUnknown;
}
