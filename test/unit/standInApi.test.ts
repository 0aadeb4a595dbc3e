import assert from "node:assert/strict";
import { request } from "node:http";
import { type Fault, type StandInApi, startApi } from "../support/api";

const ID = "0199a1b2-0000-7000-8000-000000000001";
const STEP = "0199a1b2-0000-7000-8000-0000000000a1";
const OTHER_STEP = "0199a1b2-0000-7000-8000-0000000000a2";
const PATH = `/transform/v1/workflows/${ID}`;
const LIST = "/transform/v1/workflows";

const WORKFLOW = {
  name: "Send an invoice",
  schema: "bill/invoice",
  country: "ES",
  steps: [
    {
      id: STEP,
      name: "Sign",
      action: "silo.close",
      next: [{ status: "OK", steps: [{ id: OTHER_STEP, action: "pdf" }] }],
    },
  ],
};

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body parsed, as an object; fails the test when it is none. */
  readonly json: Record<string, unknown>;
}

describe("stand-in API", () => {
  let api: StandInApi;
  let now: Date;

  before(async () => {
    api = await startApi({ now: () => now });
  });

  after(() => api.close());

  beforeEach(() => {
    api.reset();
    now = new Date("2026-08-01T10:00:00.000Z");
  });

  async function call(method: string, path: string, body?: unknown, headers = {}): Promise<Answered> {
    const response = await fetch(new URL(path, api.url), {
      method,
      redirect: "manual",
      headers: {
        Authorization: `Bearer ${api.token}`,
        "User-Agent": "stand-in-test/1.0",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      get json() {
        const value: unknown = JSON.parse(text);
        assert(isRecord(value), `no JSON object: ${text}`);
        return value;
      },
    };
  }

  describe("workflows", () => {
    it("creates one and answers it as stored", async () => {
      const answer = await call("PUT", PATH, WORKFLOW);
      const { hash, ...rest } = answer.json;
      assert.equal(answer.status, 200);
      assert.match(String(hash), /^[0-9a-f]{16}$/);
      assert.deepEqual(rest, {
        id: ID,
        ...WORKFLOW,
        rescue: null,
        draft: false,
        disabled: false,
        version: "1",
        created_at: "2026-08-01T10:00:00.000Z",
        updated_at: "2026-08-01T10:00:00.000Z",
      });
      api.assertClean();
    });

    it("tells what was published only where one is fetched", async () => {
      const created = await call("PUT", PATH, WORKFLOW);
      const fetched = await call("GET", PATH);
      assert.deepEqual(fetched.json, {
        ...created.json,
        versions: [
          {
            version: "1",
            name: "Send an invoice",
            hash: created.json["hash"],
            src: "user",
            src_id: api.workspace.id,
            created_at: "2026-08-01T10:00:00.000Z",
          },
        ],
      });
      assert.deepEqual((await call("GET", LIST)).json["list"], [created.json]);
      api.assertClean();
    });

    it("updates what is sent, keeps the rest, and counts versions", async () => {
      await call("PUT", PATH, WORKFLOW);
      now = new Date("2026-08-02T10:00:00.000Z");
      const updated = await call("PATCH", PATH, { name: "Renamed" });
      assert.equal(updated.status, 200);
      assert.deepEqual(
        { ...updated.json, hash: "" },
        {
          id: ID,
          ...WORKFLOW,
          name: "Renamed",
          rescue: null,
          draft: false,
          disabled: false,
          version: "2",
          hash: "",
          created_at: "2026-08-01T10:00:00.000Z",
          updated_at: "2026-08-02T10:00:00.000Z",
        },
      );
      assert.deepEqual(versions(), ["1 Send an invoice", "2 Renamed"]);
      api.assertClean();
    });

    it("makes the hash from the contents alone", async () => {
      const first = (await call("PUT", PATH, WORKFLOW)).json;
      const changed = (await call("PATCH", PATH, { name: "Renamed" })).json;
      const back = (await call("PATCH", PATH, { name: WORKFLOW.name })).json;
      assert.notEqual(changed["hash"], first["hash"]);
      assert.equal(back["hash"], first["hash"]);
      assert.equal(back["version"], "3");
      const again = (await call("PATCH", PATH, { steps: WORKFLOW.steps })).json;
      assert.equal(again["version"], "3");
    });

    it("makes the hash whatever the order of keys", async () => {
      const { json } = await call("PUT", PATH, {
        name: "A",
        steps: [{ config: { a: 1, b: { c: 2, d: 3 } } }],
      });
      const other = { steps: [{ config: { b: { d: 3, c: 2 }, a: 1 } }], name: "A" };
      assert.equal((await call("PUT", `${LIST}/${STEP}`, other)).json["hash"], json["hash"]);
    });

    it("keeps a draft from becoming the published version", async () => {
      await call("PUT", PATH, WORKFLOW);
      const draft = (await call("PATCH", PATH, { name: "Draft", draft: true })).json;
      assert.deepEqual([draft["draft"], draft["version"], draft["name"]], [true, "2", "Draft"]);
      assert.deepEqual(versions(), ["1 Send an invoice"]);
      const published = (await call("PATCH", PATH, { name: "Draft", draft: false })).json;
      assert.deepEqual([published["draft"], published["version"]], [false, "2"]);
      assert.deepEqual(versions(), ["1 Send an invoice", "2 Draft"]);
      api.assertClean();
    });

    it("ignores a schema and a country in an update, and records a violation", async () => {
      await call("PUT", PATH, WORKFLOW);
      const { status, json } = await call("PATCH", PATH, { schema: "org/party", country: "PT" });
      assert.deepEqual([status, json["schema"], json["country"]], [200, "bill/invoice", "ES"]);
      assert.deepEqual(api.violations, [
        `PATCH ${PATH}: body/schema must not be sent: which an update cannot change`,
        `PATCH ${PATH}: body/country must not be sent: which an update cannot change`,
      ]);
    });

    it("answers a repeated create with a conflict, or with the stored record when told so", async () => {
      await call("PUT", PATH, WORKFLOW);
      const conflict = await call("PUT", PATH, { ...WORKFLOW, name: "Other" });
      assert.equal(conflict.status, 409);
      assert.deepEqual(conflict.json, {
        code: "conflict",
        message: "A workflow with the same id exists already.",
      });
      const lenient = await startApi({ repeatedPut: "stored" });
      try {
        const [stored] = lenient.seed({ id: ID, name: "First" });
        const response = await fetch(new URL(PATH, lenient.url), {
          method: "PUT",
          headers: {
            Authorization: `Bearer ${lenient.token}`,
            "User-Agent": "stand-in-test/1.0",
            "Content-Type": "application/json",
          },
          body: JSON.stringify({ name: "Second" }),
        });
        const { versions: _versions, ...expected } = stored ?? assert.fail("nothing was stored");
        assert.equal(response.status, 200);
        assert.deepEqual(await response.json(), expected);
        lenient.assertClean();
      } finally {
        await lenient.close();
      }
    });

    it("takes provider for action and drops what the format does not have", async () => {
      const body = {
        name: "Old",
        colour: "red",
        steps: [{ id: STEP, provider: "pdf", note: 1, next: [{ if: 1, code: "a" }] }],
      };
      const { json } = await call("PUT", PATH, body);
      assert.deepEqual(json["steps"], [{ id: STEP, action: "pdf", next: [{ code: "a" }] }]);
      assert.equal("colour" in json, false);
      assert.deepEqual(api.violations, [
        `PUT ${PATH}: body/steps/0/provider must not be sent: the older name of action, which our clients send in its place`,
      ]);
    });

    it("keeps unknown keys when told so", async () => {
      const keeping = await startApi({ unknownKeys: "kept" });
      try {
        const [stored] = keeping.seed({ id: ID, colour: "red", steps: [{ id: STEP, note: 1 }] });
        assert.deepEqual({ ...stored }, { ...stored, colour: "red", steps: [{ id: STEP, note: 1 }] });
      } finally {
        await keeping.close();
      }
    });

    it("finds an identifier in either case", async () => {
      await call("PUT", PATH.toUpperCase().replace("/TRANSFORM/V1/WORKFLOWS", LIST), WORKFLOW);
      const { status, json } = await call("GET", PATH);
      assert.deepEqual([status, json["id"]], [200, ID]);
    });
  });

  describe("the list", () => {
    async function ids(query: string): Promise<{ readonly pages: number; readonly ids: unknown[] }> {
      const found: unknown[] = [];
      let start = "";
      for (let pages = 1; ; pages += 1) {
        const { json } = await call("GET", `${LIST}?${query}${start}`);
        const list: unknown = json["list"];
        assert(Array.isArray(list));
        found.push(...list.map((workflow: unknown) => (isRecord(workflow) ? workflow["id"] : workflow)));
        if (json["next_created_at"] === undefined) return { pages, ids: found };
        start = `&created_at=${encodeURIComponent(String(json["next_created_at"]))}`;
      }
    }

    for (const [count, pages] of [
      [0, 1],
      [1, 1],
      [10, 1],
      [11, 2],
      [25, 3],
    ] as const) {
      it(`lists ${count} workflows made at one time, each once, in ${pages} pages of 10`, async () => {
        const seeded = api.seed(...Array.from({ length: count }, (_, n) => ({ name: `Workflow ${n}` })));
        assert.deepEqual(await ids("limit=10"), { pages, ids: seeded.map(({ id }) => id) });
        api.assertClean();
      });
    }

    it("names where a page starts, and filters by schema", async () => {
      api.seed(
        { id: ID, schema: "bill/invoice" },
        ...Array.from({ length: 11 }, () => ({ schema: "org/party" })),
      );
      const { list, ...page } = (await call("GET", `${LIST}?limit=10&schema=org%2Fparty`)).json;
      assert.deepEqual(page, {
        limit: 10,
        created_at: "2026-08-01T10:00:00.001Z",
        next_created_at: "2026-08-01T10:00:00.011Z",
        schema: "org/party",
      });
      assert(Array.isArray(list));
      assert.equal(list.length, 10);
      assert.deepEqual(await ids("schema=bill/invoice"), { pages: 1, ids: [ID] });
      api.assertClean();
    });

    for (const [query, field, message] of [
      ["limit=9", "limit", "must be no less than 10"],
      ["limit=101", "limit", "must be no greater than 100"],
      ["limit=all", "limit", "must be an integer"],
      ["created_at=yesterday", "created_at", "must be a date"],
    ] as const) {
      it(`refuses ${query}`, async () => {
        const { status, json } = await call("GET", `${LIST}?${query}`);
        assert.equal(status, 422);
        assert.deepEqual(json, {
          key: "validation",
          message: `${field}: ${message}.`,
          fields: { [field]: message },
          faults: [{ code: "INVALID", paths: [`$.${field}`], message }],
        });
        assert.equal(api.violations.length, 1);
      });
    }
  });

  describe("everything else", () => {
    it("answers ping, workspace and UUIDs", async () => {
      assert.deepEqual((await call("GET", "/utils/v1/ping")).json, { ping: "pong" });
      assert.deepEqual((await call("GET", "/access/v1/workspace")).json, { ...api.workspace });
      const { uuid, version } = (await call("GET", "/utils/v1/uuid?v=7")).json;
      assert.match(String(uuid), /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.equal(version, "7");
      assert.match(String((await call("GET", "/utils/v1/uuid")).json["uuid"]), /^[0-9a-f-]{14}-?4/);
      assert.match(String((await call("GET", "/utils/v1/uuid?v=1")).json["uuid"]), /^[0-9a-f-]{14}-?1/);
      api.assertClean();
      assert.equal((await call("GET", "/utils/v1/uuid?v=5")).status, 422);
    });

    it("tells of another workspace when given one", async () => {
      const live = await startApi({ token: "live-token", workspace: { slug: "acme", sandbox: false } });
      try {
        assert.equal(live.token, "live-token");
        const headers = { Authorization: "Bearer live-token", "User-Agent": "stand-in-test/1.0" };
        const response = await fetch(`${live.url}/access/v1/workspace`, { headers });
        assert.deepEqual(await response.json(), { ...api.workspace, slug: "acme", sandbox: false });
      } finally {
        await live.close();
      }
    });

    it("refuses a missing and a wrong token", async () => {
      for (const Authorization of ["", "Bearer wrong", `Basic ${api.token}`]) {
        const { status, json } = await call("GET", PATH, undefined, { Authorization });
        assert.equal(status, 401);
        assert.deepEqual(json, {
          code: "unauthorized",
          message: "The token is missing, wrong or expired.",
        });
      }
      assert.deepEqual(api.violations, [
        `GET ${PATH}: header authorization: no Bearer token`,
        `GET ${PATH}: header authorization: no Bearer token`,
      ]);
    });

    it("turns clients without a name of their own away at the edge", async () => {
      for (const agent of ["", "node", "undici"]) {
        const { status, text } = await call("GET", "/utils/v1/ping", undefined, { "User-Agent": agent });
        assert.deepEqual([status, text], [403, "error code: 1010"]);
      }
      assert.equal(api.violations.length, 3);
      assert.equal(
        api.violations[1],
        'GET /utils/v1/ping: header/user-agent must match pattern "^[^\\s/]+/[^\\s/]+"',
      );
    });

    it("knows neither other workflows, nor paths, nor methods", async () => {
      assert.deepEqual((await call("GET", PATH)).json, {
        code: "not-found",
        message: "There is no such workflow in this workspace.",
      });
      assert.equal((await call("PATCH", PATH, { name: "A" })).status, 404);
      api.assertClean();
      assert.equal((await call("GET", "/transform/v1/jobs")).status, 404);
      const refused = await call("DELETE", PATH);
      assert.deepEqual([refused.status, refused.headers.get("allow")], [405, "GET, PUT, PATCH"]);
      assert.deepEqual(api.violations, [
        "GET /transform/v1/jobs: no such operation",
        `DELETE ${PATH}: no such operation`,
      ]);
    });

    it("refuses bodies that are no JSON object, not declared as JSON, or huge", async () => {
      assert.equal((await call("PUT", PATH, "{")).status, 400);
      assert.equal((await call("PUT", PATH, [])).status, 400);
      assert.equal((await call("PUT", PATH, WORKFLOW, { "Content-Type": "text/plain" })).status, 415);
      const huge = JSON.stringify({ name: "x".repeat(4 * 1024 * 1024) });
      assert.equal((await call("PUT", PATH, huge)).status, 413);
      assert.equal(api.workflows.size, 0);
      assert.deepEqual(api.violations, [
        `PUT ${PATH}: body is no JSON`,
        `PUT ${PATH}: body must be object`,
        `PUT ${PATH}: body must be object`,
        `PUT ${PATH}: header content-type: must be application/json`,
        `PUT ${PATH}: body is no JSON`,
        `PUT ${PATH}: body must be object`,
      ]);
    });

    it("survives contents nested past all sense", async () => {
      const depth = 60_000;
      const body = `${'{"steps":[{"next":['.repeat(depth)}${"]}]}".repeat(depth)}`;
      const { status } = await call("PUT", PATH, body);
      assert.equal(status, 500);
      assert.equal((await call("GET", "/utils/v1/ping")).status, 200);
    });
  });

  describe("validation", () => {
    async function fields(body: unknown): Promise<unknown> {
      const { status, json } = await call("PUT", PATH, body);
      assert.equal(status, 422);
      assert.equal(json["key"], "validation");
      assert.equal(api.workflows.size, 0);
      return json["fields"];
    }

    it("mirrors the body in fields and gives paths in faults", async () => {
      const body = {
        steps: [
          { id: STEP, next: [{ status: "KO", steps: [{ id: "one", action: 7 }] }] },
          { id: OTHER_STEP },
          { id: STEP },
        ],
      };
      const { status, json } = await call("PUT", PATH, body);
      assert.equal(status, 422);
      assert.deepEqual(json, {
        key: "validation",
        message:
          "steps.0.next.0.steps.0.id: must be a valid UUID; steps.0.next.0.steps.0.action: must be a string; steps.2.id: is used by another step already.",
        fields: {
          steps: {
            0: { next: { 0: { steps: { 0: { id: "must be a valid UUID", action: "must be a string" } } } } },
            2: { id: "is used by another step already" },
          },
        },
        faults: [
          {
            code: "INVALID",
            paths: ["$.steps[0].next[0].steps[0].id"],
            message: "must be a valid UUID",
          },
          {
            code: "INVALID",
            paths: ["$.steps[0].next[0].steps[0].action"],
            message: "must be a string",
          },
          { code: "INVALID", paths: ["$.steps[2].id"], message: "is used by another step already" },
        ],
      });
    });

    it("finds one identifier in the flow and in rescue, in any case", async () => {
      assert.deepEqual(await fields({ steps: [{ id: STEP }], rescue: [{ id: STEP.toUpperCase() }] }), {
        rescue: { 0: { id: "is used by another step already" } },
      });
      api.assertClean();
    });

    it("checks types, statuses and identifiers", async () => {
      assert.deepEqual(
        await fields({
          name: 1,
          description: [],
          schema: {},
          country: true,
          draft: "no",
          steps: { id: STEP },
          rescue: [
            "step",
            { config: [], notes: 1, summary: 1, next: {} },
            { next: [{ status: "ok", code: 4107, step_id: "x", stop: 1 }] },
          ],
        }),
        {
          name: "must be a string",
          description: "must be a string",
          schema: "must be a string",
          country: "must be a string",
          draft: "must be a boolean",
          steps: "must be an array",
          rescue: {
            0: "must be an object",
            1: {
              config: "must be an object",
              notes: "must be a string",
              summary: "must be a string",
              next: "must be an array",
            },
            2: {
              next: {
                0: {
                  status: "must be one of OK, SKIP, KO, TIMEOUT, NA",
                  code: "must be a string",
                  step_id: "must be a valid UUID",
                  stop: "must be a boolean",
                },
              },
            },
          },
        },
      );
    });

    it("checks the identifier in the path, and requires nothing of the body", async () => {
      const { status, json } = await call("PUT", `${LIST}/mine`, {});
      assert.deepEqual([status, json["fields"]], [422, { id: "must be a valid UUID" }]);
      assert.deepEqual(api.violations, [`PUT ${LIST}/mine: path/id must match format "uuid"`]);
      const empty = await call("PUT", PATH, { steps: null, rescue: [], draft: true });
      assert.equal(empty.status, 200);
      const accepted = await call("PATCH", PATH, {
        steps: [{ next: [{ status: "" }, { status: "NA" }, { status: "TIMEOUT" }] }, {}],
      });
      assert.equal(accepted.status, 200);
    });

    it("stores nothing of a bad update", async () => {
      await call("PUT", PATH, WORKFLOW);
      const before = api.workflows.get(ID);
      assert.equal((await call("PATCH", PATH, { name: "New", steps: [1] })).status, 422);
      assert.equal(api.workflows.get(ID), before);
    });
  });

  describe("violations", () => {
    it("are none for a request as it should be, unknown keys included", async () => {
      await call("PUT", PATH, { ...WORKFLOW, rescue: null, colour: "red", steps: [{ id: STEP, x: 1 }] });
      await call("GET", `${LIST}?limit=100`);
      api.assertClean();
    });

    it("are fields that the server sets", async () => {
      const answer = await call("PUT", PATH, { ...WORKFLOW, id: ID, hash: "0123", disabled: false });
      assert.equal(answer.status, 200);
      assert.deepEqual(api.violations, [
        `PUT ${PATH}: body/id must not be sent, the server sets it`,
        `PUT ${PATH}: body/hash must not be sent, the server sets it`,
        `PUT ${PATH}: body/disabled must not be sent, the server sets it`,
      ]);
      assert.throws(() => api.assertClean(), {
        message: `These do not fit the API's description:\n${api.violations.join("\n")}`,
      });
    });

    it("are answers of our own that do not fit, too", async () => {
      const wrong = await startApi({ workspace: { id: "not-a-uuid" } });
      try {
        const headers = { Authorization: `Bearer ${wrong.token}`, "User-Agent": "stand-in-test/1.0" };
        assert.equal((await fetch(`${wrong.url}/access/v1/workspace`, { headers })).status, 200);
        assert.deepEqual(wrong.violations, [
          'GET /access/v1/workspace: answer 200: id must match format "uuid"',
        ]);
      } finally {
        await wrong.close();
      }
    });

    it("are unknown queries, bodies where none belongs, and wrong types", async () => {
      await new Promise((resolve, reject) => {
        const headers = { Authorization: `Bearer ${api.token}`, "User-Agent": "stand-in-test/1.0" };
        // Unlike fetch, this sends a body with GET.
        request(`${api.url}/utils/v1/ping`, { method: "GET", headers: { ...headers, "Content-Length": 2 } })
          .on("response", (response) => response.resume().on("end", resolve))
          .on("error", reject)
          .end("{}");
      });
      await call("GET", `${LIST}?page=2`);
      await call("PUT", `${PATH}?draft=true`, { name: 5 });
      assert.deepEqual(api.violations, [
        "GET /utils/v1/ping: body: must not be sent",
        `GET ${LIST}: query must not have page`,
        `PUT ${PATH}: body/name must be string`,
        `PUT ${PATH}: query must not have draft`,
      ]);
    });
  });

  describe("faults", () => {
    const moments = ["before", "during", "after"] as const;

    for (const when of moments) {
      const stored = when === "after" ? 1 : 0;

      it(`answers a status ${when} storing`, async () => {
        api.inject({ when, kind: "status", status: 429, headers: { "Retry-After": "2" } });
        const { status, headers, json } = await call("PUT", PATH, WORKFLOW);
        assert.deepEqual([status, headers.get("retry-after")], [429, "2"]);
        assert.deepEqual(json, {
          code: "too-many-requests",
          message: "The stand-in was told to answer 429.",
        });
        assert.equal(api.workflows.size, stored);
        assert.equal((await call("GET", "/utils/v1/ping")).status, 200);
        api.assertClean();
      });

      it(`resets the connection ${when} storing`, async () => {
        api.inject({ when, kind: "reset" });
        await assert.rejects(call("PUT", PATH, WORKFLOW), isNetworkError);
        assert.equal(api.workflows.size, stored);
        assert.deepEqual(
          api.requests.map(({ method, status, body }) => ({ method, status, read: body !== "" })),
          [{ method: "PUT", status: undefined, read: when !== "before" }],
        );
      });

      it(`cuts the answer off ${when} storing`, async () => {
        api.inject({ when, kind: "cut" });
        await assert.rejects(call("PUT", PATH, WORKFLOW), isNetworkError);
        assert.equal(api.workflows.size, stored);
      });

      it(`answers HTML ${when} storing`, async () => {
        api.inject({ when, kind: "not-json" });
        const { status, headers, text } = await call("PUT", PATH, WORKFLOW);
        assert.deepEqual([status, headers.get("content-type")], [200, "text/html; charset=utf-8"]);
        assert.equal(text.startsWith("<!doctype html>"), true);
        assert.equal(api.workflows.size, stored);
      });

      it(`redirects ${when} storing`, async () => {
        api.inject({ when, kind: "redirect", location: "https://example.com/elsewhere" });
        const { status, headers } = await call("PUT", PATH, WORKFLOW);
        assert.deepEqual([status, headers.get("location")], [307, "https://example.com/elsewhere"]);
        assert.equal(api.workflows.size, stored);
      });

      it(`delays ${when} storing, and carries the request out`, async () => {
        api.inject({ when, kind: "delay", milliseconds: 5 });
        const { status } = await call("PUT", PATH, WORKFLOW);
        assert.deepEqual([status, api.workflows.size], [200, 1]);
      });

      it(`forgets about a client that gives up in a delay ${when} storing`, async () => {
        const lines: string[] = [];
        let ended = (): void => {};
        const end = new Promise<void>((resolve) => {
          ended = resolve;
        });
        const slow = await startApi({
          log: (line) => {
            lines.push(line);
            ended();
          },
        });
        try {
          slow.inject({ when, kind: "delay", milliseconds: 600_000 });
          const giveUp = new AbortController();
          const arrived = slow.arrival({ method: "PUT" });
          const answer = fetch(new URL(PATH, slow.url), {
            method: "PUT",
            signal: giveUp.signal,
            headers: {
              Authorization: `Bearer ${slow.token}`,
              "User-Agent": "stand-in-test/1.0",
              "Content-Type": "application/json",
            },
            body: JSON.stringify(WORKFLOW),
          });
          assert.deepEqual((await arrived).json, WORKFLOW);
          giveUp.abort();
          await assert.rejects(answer, { name: "AbortError" });
          await end;
          assert.equal(slow.workflows.size, stored);
          assert.deepEqual(lines, [`PUT ${PATH} no answer`]);
        } finally {
          await slow.close();
        }
      });
    }

    it("sends the body and the headers it is given", async () => {
      const body = { key: "validation", message: "No.", fields: { steps: { 0: { id: "taken" } } } };
      api.inject({ when: "before", kind: "status", status: 422, body });
      api.inject({ when: "before", kind: "status", status: 403, body: "error code: 1010" });
      const first = await call("PUT", PATH, WORKFLOW);
      assert.deepEqual([first.status, first.json], [422, body]);
      const second = await call("PUT", PATH, WORKFLOW);
      assert.deepEqual([second.status, second.text], [403, "error code: 1010"]);
      assert.equal((await call("PUT", PATH, WORKFLOW)).status, 200);
    });

    it("happen to the requests that match, as often as told, in order", async () => {
      const status = (code: number, match: Fault["match"], times: number): Fault => ({
        when: "before",
        kind: "status",
        status: code,
        times,
        ...(match === undefined ? {} : { match }),
      });
      api.inject(status(500, { method: "patch" }, 1));
      api.inject(status(502, { path: PATH }, 2));
      api.inject(status(418, { path: /jobs/ }, 1));
      api.inject(status(503, { path: /workflows\// }, 1));
      api.inject(status(504, undefined, 1));
      const got: number[] = [];
      for (let n = 0; n < 5; n += 1) got.push((await call("GET", PATH)).status);
      assert.deepEqual(got, [502, 502, 503, 504, 404]);
      assert.equal((await call("PATCH", PATH, {})).status, 500);
      assert.deepEqual(
        api.requests.map(({ status: answered }) => answered),
        [502, 502, 503, 504, 404, 500],
      );
    });

    it("are forgotten by a reset, with all else", async () => {
      api.inject({ when: "before", kind: "status", status: 500, times: 9 });
      api.seed({ id: ID });
      await call("GET", `${LIST}?page=2`);
      api.reset();
      assert.deepEqual([api.requests, api.violations, api.workflows.size], [[], [], 0]);
      assert.equal((await call("GET", "/utils/v1/ping")).status, 200);
    });
  });

  describe("for tests", () => {
    it("records requests whole, the token included", async () => {
      await call("PUT", `${PATH}?a=1`, WORKFLOW);
      const [recorded] = api.requests;
      assert.deepEqual(
        { ...recorded, headers: { authorization: recorded?.headers["authorization"] } },
        {
          method: "PUT",
          path: PATH,
          query: { a: "1" },
          headers: { authorization: "Bearer test-token" },
          body: JSON.stringify(WORKFLOW),
          json: WORKFLOW,
          status: 200,
        },
      );
    });

    it("seeds an identifier that is stored as a change by somebody else", async () => {
      api.seed({ id: ID, ...WORKFLOW, disabled: true, created_at: "2020-01-01T00:00:00Z" });
      const [changed] = api.seed({ id: ID, name: "Theirs" });
      assert.deepEqual(
        [changed?.name, changed?.version, changed?.disabled, changed?.steps, changed?.created_at],
        ["Theirs", "2", true, WORKFLOW.steps, "2020-01-01T00:00:00.000Z"],
      );
      assert.throws(() => api.seed({ steps: [{ id: "x" }] }), {
        message:
          'This workflow cannot be stored: [{"path":["steps",0,"id"],"message":"must be a valid UUID"}]',
      });
    });

    it("never logs the token", async () => {
      const lines: string[] = [];
      const logged = await startApi({ token: "s3cret", log: (line) => lines.push(line) });
      const headers = { Authorization: "Bearer s3cret", "User-Agent": "stand-in-test/1.0" };
      await (await fetch(`${logged.url}/utils/v1/ping?token=s3cret`, { headers })).text();
      await logged.close();
      assert.deepEqual(lines, ["GET /utils/v1/ping?token=… 200"]);
      assert.deepEqual(logged.violations, ["GET /utils/v1/ping: query must not have token"]);
    });

    it("says that a port is taken", async () => {
      await assert.rejects(startApi({ port: Number(new URL(api.url).port) }), { code: "EADDRINUSE" });
    });
  });

  function versions(): string[] {
    return (api.workflows.get(ID)?.versions ?? []).map(({ version, name }) => `${version} ${name}`);
  }
});

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What fetch throws when the connection fails, whether before the answer or in the middle of its body. */
function isNetworkError(error: unknown): boolean {
  return error instanceof TypeError && ["fetch failed", "terminated"].includes(error.message);
}
