import assert from "node:assert/strict";
import { parseBaseUrl } from "../../../client/src/api/baseUrl";
import { DEFAULT_RETRIES, InvopopClient } from "../../../client/src/api/client";
import { ApiError } from "../../../client/src/api/errors";
import type { Base } from "../../../client/src/sync/base";
import {
  baseOf,
  carryOut,
  isStillAt,
  type Local,
  type Outcome,
  type Plan,
  planPublish,
} from "../../../client/src/sync/engine";
import { type SeedWorkflow, type StandInApi, type StandInOptions, startApi } from "../../support/api";
import { FakeTime } from "../../support/api/fakeTime";
import { uuid } from "../../support/ids";

const ID = uuid(1);
const WORKSPACE = uuid(2);
const STEP = { id: uuid(3), name: "Sign", action: "silo.close" };
const STORED = { id: ID, name: "A", schema: "bill/invoice", country: "ES", steps: [STEP] };

/** A file with a few things that must stay as they are: blanks, an escape, a long number. */
const TEXT = `{
  "$schema": "./workflow.schema.json",
  "id": "${ID}",
  "name": "\\u0042",  "schema": "bill/invoice", "country": "ES",
  "steps": [{ "id": "${STEP.id}", "name": "Sign", "provider": "silo.close", "config": {"n": 1.50} }]
}
`;
const CREATE_BODY = `{
  "name": "\\u0042",  "schema": "bill/invoice", "country": "ES",
  "steps": [{ "id": "${STEP.id}", "name": "Sign", "action": "silo.close", "config": {"n": 1.50} }]
}
`;
const UPDATE_BODY = `{
  "name": "\\u0042",
  "steps": [{ "id": "${STEP.id}", "name": "Sign", "action": "silo.close", "config": {"n": 1.50} }]
}
`;

describe("publishing by plan", () => {
  let api: StandInApi;
  let time: FakeTime;
  let abort: AbortController;
  /** What happens before a call of this method is made. */
  let before: Partial<Record<string, () => void>>;

  async function start(options: StandInOptions = {}): Promise<void> {
    await api.close();
    api = await startApi(options);
  }

  beforeEach(async () => {
    api = await startApi();
    time = new FakeTime();
    abort = new AbortController();
    before = {};
  });
  afterEach(() => api.close());

  const client = () =>
    new InvopopClient({
      baseUrl: parseBaseUrl(api.url),
      token: api.token,
      userAgent: "invopop-workflows/0 (test)",
      fetch: (input, init) => {
        const action = before[init?.method ?? ""];
        delete before[init?.method ?? ""];
        action?.();
        return fetch(input, init);
      },
      limits: { connect: 5000, total: 5000 },
      retry: { ...DEFAULT_RETRIES, attempts: 3 },
      retryPorts: time,
    });

  const local = (text = TEXT, draft?: boolean): Local => ({
    id: ID,
    text,
    ...(draft !== undefined && { draft }),
  });
  const plan = (file = local(), base?: Base) => planPublish(client(), file, base, abort.signal);
  const sent = () => api.requests.map(({ method, status }) => `${method} ${status ?? "lost"}`);
  const bodies = () => api.requests.filter(({ method }) => method !== "GET").map(({ body }) => body);
  const text = (value: SeedWorkflow) => JSON.stringify(value);

  async function baseNow(): Promise<Base> {
    const stored = await client().getWorkflow(ID, abort.signal);
    return baseOf(WORKSPACE, ID, stored);
  }

  async function publish(file = local(), change: (planned: Plan) => void = () => {}): Promise<Outcome> {
    const planned = await plan(file);
    assert.notEqual(planned.kind, "same");
    change(planned);
    return planned.kind === "same"
      ? assert.fail("There is nothing to publish.")
      : carryOut(client(), file, planned, abort.signal);
  }

  async function failure(outcome: Promise<Outcome>): Promise<ApiError> {
    const error: unknown = await outcome.catch((reason: unknown) => reason);
    assert.ok(error instanceof ApiError, String(error));
    return error;
  }

  /** What was published, in few words. */
  function told(outcome: Outcome): string {
    if (outcome.kind === "moved") {
      return `moved to ${outcome.stored?.version ?? "nothing"}${outcome.mayHaveStored ? ", may have stored" : ""}`;
    }
    const { stored, dropped, overtaken } = outcome;
    const marks = [
      ...dropped.map(({ kind, label }) => `${kind} ${label}`),
      ...(overtaken ? [`overtook ${overtaken.version} ${overtaken.name ?? "(unknown)"}`] : []),
    ];
    return [`published ${stored.name} ${stored.version}`, ...marks].join("; ");
  }

  describe("the plan", () => {
    it("is to create what is not there", async () => {
      assert.deepEqual(await plan(), { kind: "create" });
      assert.deepEqual(sent(), ["GET 404"]);
    });

    it("is nothing where the same is stored, however it is written", async () => {
      api.seed({ ...STORED, name: "B", steps: [{ ...STEP, config: { n: 1.5 } }] });
      const planned = await plan();
      assert.equal(planned.kind, "same");
      assert.equal((await plan(local(TEXT, false))).kind, "same");
      assert.equal((await plan(local(TEXT, true))).kind, "conflict");
      api.assertClean();
    });

    it("is an update where what is stored is what was published last", async () => {
      api.seed(STORED);
      const base = await baseNow();
      const planned = await plan(local(), base);
      assert.ok(planned.kind === "update");
      assert.deepEqual(
        planned.differences.map(({ kind, label }) => `${kind} ${label}`),
        ["changed name", "added step 'Sign', config"],
      );
      assert.deepEqual(planned.fixed, []);
      assert.equal(planned.stored.version, "1");
    });

    it("is a conflict where somebody changed it since, or nothing is known of before", async () => {
      api.seed(STORED);
      const base = await baseNow();
      api.seed({ id: ID, name: "Theirs" });
      const planned = await plan(local(), base);
      assert.ok(planned.kind === "conflict");
      assert.equal(planned.base, base);
      assert.equal(planned.stored.name, "Theirs");
      const unknown = await plan();
      assert.ok(unknown.kind === "conflict");
      assert.equal(unknown.base, undefined);
    });

    it("is an update where somebody changed it and changed it back", async () => {
      api.seed(STORED);
      const base = await baseNow();
      api.seed({ id: ID, name: "Theirs" }, STORED);
      assert.equal((await plan(local(), base)).kind, "update");
    });

    it("is a conflict where somebody made a draft of it", async () => {
      api.seed(STORED);
      const base = await baseNow();
      api.seed({ ...STORED, draft: true });
      assert.equal((await plan(local(), base)).kind, "conflict");
    });

    it("says what an update cannot change", async () => {
      api.seed({ ...STORED, country: "PT" });
      const planned = await plan(local(TEXT.replace("bill/invoice", "org/party")), await baseNow());
      assert.ok(planned.kind === "update");
      assert.deepEqual(planned.fixed, ["schema", "country"]);
    });

    it("is no plan where what is stored cannot be found out", async () => {
      api.inject({ when: "before", kind: "status", status: 401 });
      const error: unknown = await plan().catch((reason: unknown) => reason);
      assert.ok(error instanceof ApiError);
      assert.deepEqual([error.kind, error.isOutcomeUnknown], ["unauthorized", false]);
    });
  });

  describe("the base", () => {
    it("is judged by the digest where there is no hash", async () => {
      api.seed(STORED);
      const stored = await client().getWorkflow(ID, abort.signal);
      const without = { ...stored, hash: undefined };
      const base = await baseOf(WORKSPACE, ID.toUpperCase(), without);
      assert.deepEqual(
        { ...base, digest: base.digest.length },
        { workspace: WORKSPACE, id: ID, version: "1", hash: undefined, draft: false, digest: 64 },
      );
      assert.equal(await isStillAt(base, stored), true);
      assert.equal(await isStillAt(base, { ...stored, contents: { ...STORED, name: "B" } }), false);
    });
  });

  describe("a create", () => {
    it("sends the file as it is", async () => {
      assert.equal(told(await publish()), "published B 1");
      assert.deepEqual(sent(), ["GET 404", "PUT 200"]);
      assert.deepEqual(bodies(), [CREATE_BODY]);
      api.assertClean();
    });

    it("is a draft where the file says so, or where that is asked for", async () => {
      await publish(local(text({ name: "A", draft: true })));
      assert.equal(api.workflows.get(ID)?.draft, true);
      api.reset();
      await publish(local('{"name": "A"}', true));
      assert.equal(api.workflows.get(ID)?.draft, true);
      assert.deepEqual(bodies(), ['{"name": "A","draft": true}']);
      api.reset();
      await publish(local('{"draft": true, "name": "A"}', false));
      assert.equal(api.workflows.get(ID)?.draft, false);
      assert.deepEqual(bodies(), ['{"draft": false, "name": "A"}']);
      api.assertClean();
    });

    it("is none where somebody created it meanwhile", async () => {
      const outcome = await publish(local(), () => api.seed(STORED));
      assert.equal(told(outcome), "moved to 1");
      assert.deepEqual(sent(), ["GET 404", "PUT 409", "GET 200"]);
      assert.equal(api.workflows.get(ID)?.name, "A");
    });

    it("is done where somebody created the same meanwhile", async () => {
      const same = { ...STORED, name: "B", steps: [{ ...STEP, config: { n: 1.5 } }] };
      assert.equal(told(await publish(local(), () => api.seed(same))), "published B 1");
    });

    it("is a conflict where the id is taken and yet not to be found", async () => {
      api.inject({ when: "before", kind: "status", status: 409, match: { method: "PUT" } });
      const error = await failure(publish());
      assert.deepEqual([error.kind, error.isOutcomeUnknown], ["conflict", false]);
    });

    it("does not take the workflow of somebody else in the answer for its own", async () => {
      await start({ repeatedPut: "stored" });
      assert.equal(told(await publish(local(), () => api.seed(STORED))), "moved to 1, may have stored");
      api.reset();
      const later = () => api.seed({ id: ID, name: "B" }, { ...STORED, name: "B" });
      assert.equal(told(await publish(local(), later)), "moved to 2, may have stored");
    });
  });

  describe("an update", () => {
    it("looks once more and sends the file without what cannot change", async () => {
      api.seed(STORED);
      assert.equal(told(await publish()), "published B 2");
      assert.deepEqual(sent(), ["GET 200", "GET 200", "PATCH 200"]);
      assert.deepEqual(bodies(), [UPDATE_BODY]);
      api.assertClean();
    });

    it("empties what the file leaves out or says nothing of", async () => {
      api.seed({ ...STORED, description: "D", rescue: [{ ...STEP, id: uuid(9) }], draft: true });
      const outcome = await publish(local(`{ "name": "A", "rescue": null }`));
      assert.equal(told(outcome), "published A 2");
      assert.deepEqual(bodies(), [
        '{ "name": "A", "rescue": [],"description": "","draft": false,"steps": [] }',
      ]);
      const { description, steps, rescue, draft, schema } = api.workflows.get(ID) ?? assert.fail();
      assert.deepEqual(
        [description, steps, rescue, draft, schema],
        [undefined, [], [], false, STORED.schema],
      );
      api.assertClean();
    });

    it("empties a file's own nothing as well", async () => {
      api.seed({ id: ID, name: "A" });
      assert.equal(told(await publish(local("{}"))), "published  2");
      assert.deepEqual(bodies(), ['{"name": ""}']);
    });

    it("is not sent where somebody stored something since the plan", async () => {
      api.seed(STORED);
      const outcome = await publish(local(), () => api.seed({ id: ID, name: "Theirs" }));
      assert.equal(told(outcome), "moved to 2");
      assert.deepEqual(sent(), ["GET 200", "GET 200"]);
    });

    it("is not sent where it was changed and changed back, or is gone", async () => {
      api.seed(STORED);
      const change = () => api.seed({ id: ID, name: "Theirs" }, STORED);
      assert.equal(told(await publish(local(), change)), "moved to 3");
      before["GET"] = () => {
        before["GET"] = () => api.reset();
      };
      assert.equal(told(await publish()), "moved to nothing");
      assert.deepEqual(bodies(), []);
    });

    it("tells whose version it overwrote", async () => {
      api.seed(STORED);
      before["PATCH"] = () => api.seed({ id: ID, name: "Theirs" });
      assert.equal(told(await publish()), "published B 3; overtook 2 Theirs");
      assert.deepEqual(sent(), ["GET 200", "GET 200", "PATCH 200", "GET 200"]);
      api.assertClean();
    });

    it("tells of a draft that it overwrote, of which only the number is known", async () => {
      api.seed(STORED);
      before["PATCH"] = () => api.seed({ id: ID, name: "Theirs", draft: true });
      assert.equal(told(await publish()), "published B 3; overtook 2 (unknown)");
    });

    it("tells that it overwrote something even where it cannot be found out what", async () => {
      api.seed(STORED);
      before["PATCH"] = () => {
        api.seed({ id: ID, name: "Theirs" });
        before["GET"] = () => api.inject({ when: "before", kind: "status", status: 404 });
      };
      assert.equal(told(await publish()), "published B 3; overtook 2 (unknown)");
    });

    it("takes what is stored after it for no overwritten one", async () => {
      api.seed(STORED);
      before["PATCH"] = () => {
        api.seed({ id: ID, name: "Theirs" });
        before["GET"] = () => api.seed({ id: ID, name: "Later" });
      };
      assert.equal(told(await publish()), "published B 3; overtook 2 Theirs");
    });

    it("keeps the schema and the country", async () => {
      api.seed({ ...STORED, country: "PT" });
      assert.equal(told(await publish()), "published B 2");
      assert.equal(api.workflows.get(ID)?.country, "PT");
      api.assertClean();
    });

    it("may be a draft, and published after", async () => {
      api.seed(STORED);
      assert.equal(told(await publish(local(TEXT, true))), "published B 2");
      assert.equal(api.workflows.get(ID)?.draft, true);
      assert.equal(told(await publish(local(TEXT))), "published B 2");
      assert.equal(api.workflows.get(ID)?.draft, false);
      assert.deepEqual(bodies(), [
        UPDATE_BODY.replace("}]\n}", '}],"draft": true\n}'),
        UPDATE_BODY.replace("}]\n}", '}],"draft": false\n}'),
      ]);
      api.assertClean();
    });
  });

  describe("the answer", () => {
    it("is told of where the API dropped keys that the format does not have", async () => {
      const file = local(
        text({ name: "A", colour: "red", empty: "", steps: [{ ...STEP, note: 1, next: [{ if: 2 }] }] }),
      );
      assert.equal(
        told(await publish(file)),
        "published A 1; removed colour; removed steps[0].note; removed steps[0].next[0].if",
      );
    });

    it("is told of where the API changed or dropped what was sent", async () => {
      api.seed(STORED);
      const body = { ...STORED, version: "2", hash: "0", name: "Changed", colour: "blue", description: "D" };
      api.inject({ when: "after", kind: "status", status: 200, body, match: { method: "PATCH" } });
      assert.equal(
        told(
          await publish(local(text({ ...STORED, name: "B", description: "D", colour: "red", steps: [] }))),
        ),
        "published Changed 2; changed name; added step 'Sign'; changed colour",
      );
    });

    it("to a create may lack what the API dropped", async () => {
      const body = { id: ID, name: "B", version: "1" };
      api.inject({ when: "after", kind: "status", status: 200, body, match: { method: "PUT" } });
      assert.equal(
        told(await publish()),
        "published B 1; removed schema; removed country; removed step 'Sign'",
      );
    });
  });

  describe("a repeat", () => {
    for (const kind of ["reset", "cut", "not-json"] as const) {
      it(`of a create is none where it was stored and the answer lost (${kind})`, async () => {
        api.inject({ when: "after", kind, match: { method: "PUT" } });
        assert.equal(told(await publish()), "published B 1");
        assert.equal(bodies().length, 1);
      });

      it(`of an update is none where it was stored and the answer lost (${kind})`, async () => {
        api.seed(STORED);
        api.inject({ when: "after", kind, match: { method: "PATCH" } });
        assert.equal(told(await publish()), "published B 2");
        assert.equal(bodies().length, 1);
      });
    }

    it("of a create comes after a look that finds nothing", async () => {
      api.inject({ when: "before", kind: "reset", match: { method: "PUT" } });
      api.inject({ when: "during", kind: "status", status: 502, match: { method: "PUT" } });
      assert.equal(told(await publish()), "published B 1");
      assert.deepEqual(sent(), ["GET 404", "PUT lost", "GET 404", "PUT 502", "GET 404", "PUT 200"]);
      assert.deepEqual(time.waits, [500, 1000]);
    });

    it("of an update comes after a look that finds nothing new", async () => {
      api.seed(STORED);
      api.inject({ when: "before", kind: "status", status: 503, match: { method: "PATCH" } });
      assert.equal(told(await publish()), "published B 2");
      assert.deepEqual(sent(), ["GET 200", "GET 200", "PATCH 503", "GET 200", "PATCH 200"]);
    });

    it("is none where somebody stored something meanwhile", async () => {
      api.seed(STORED);
      api.inject({ when: "before", kind: "reset", match: { method: "PATCH" } });
      time.meanwhile = () => api.seed({ id: ID, name: "Theirs" });
      assert.equal(told(await publish()), "moved to 2, may have stored");
      assert.equal(api.workflows.get(ID)?.name, "Theirs");
    });

    it("is none where ours was stored and somebody changed it back", async () => {
      api.seed(STORED);
      api.inject({ when: "after", kind: "reset", match: { method: "PATCH" } });
      time.meanwhile = () => api.seed({ ...STORED, steps: [STEP] });
      assert.equal(told(await publish()), "moved to 3, may have stored");
      assert.equal(bodies().length, 1);
    });

    it("needs no look where surely nothing was stored", async () => {
      const headers = { "Retry-After": "2" };
      api.inject({ when: "before", kind: "status", status: 429, headers, match: { method: "PUT" } });
      assert.equal(told(await publish()), "published B 1");
      assert.deepEqual(sent(), ["GET 404", "PUT 429", "PUT 200"]);
      assert.deepEqual(time.waits, [2500]);
    });

    it("that is refused with a conflict is done where what is stored is what was sent", async () => {
      api.inject({ when: "after", kind: "reset", match: { method: "PUT" } });
      // The first look comes too early to find what the first try stored.
      api.inject({ when: "before", kind: "status", status: 404, match: { method: "GET" }, times: 2 });
      assert.equal(told(await publish()), "published B 1");
      assert.deepEqual(sent(), ["GET 404", "PUT lost", "GET 404", "PUT 409", "GET 200"]);
    });

    it("is none any more after so many, when the outcome is not known", async () => {
      api.inject({ when: "before", kind: "status", status: 503, match: { method: "PUT" }, times: 9 });
      const error = await failure(publish());
      assert.deepEqual([error.kind, error.isOutcomeUnknown], ["server", true]);
      assert.equal(bodies().length, 3);
    });

    it("that is refused does not hide that an earlier try may have been stored", async () => {
      api.inject({ when: "before", kind: "reset", match: { method: "PUT" } });
      api.inject({ when: "before", kind: "status", status: 401, match: { method: "PUT" } });
      const error = await failure(publish());
      assert.deepEqual([error.kind, error.isOutcomeUnknown], ["network", true]);
    });

    it("that is found invalid says so, as the first try was no better", async () => {
      api.inject({ when: "before", kind: "reset", match: { method: "PUT" } });
      const error = await failure(publish(local(text({ name: "A", steps: [{ id: "x" }] }))));
      assert.deepEqual([error.kind, error.isOutcomeUnknown], ["invalid", false]);
    });

    it("is none where what is stored cannot be found out", async () => {
      api.inject({ when: "before", kind: "reset", match: { method: "PUT" } });
      before["PUT"] = () =>
        api.inject({ when: "before", kind: "status", status: 403, match: { method: "GET" } });
      const error = await failure(publish());
      assert.deepEqual([error.kind, error.isOutcomeUnknown], ["network", true]);
      assert.equal(bodies().length, 1);
    });

    it("finds that what was to be updated is gone", async () => {
      api.seed(STORED);
      before["PATCH"] = () => api.reset();
      assert.equal(told(await publish()), "moved to nothing");
    });
  });

  describe("cancelling", () => {
    it("before anything was sent leaves no doubt", async () => {
      const error = await failure(publish(local(), () => abort.abort()));
      assert.deepEqual([error.kind, error.isOutcomeUnknown], ["cancelled", false]);
      assert.deepEqual(bodies(), []);
    });

    it("a wait leaves no doubt where surely nothing was stored", async () => {
      api.inject({ when: "before", kind: "status", status: 429, match: { method: "PUT" } });
      time.meanwhile = () => abort.abort();
      const error = await failure(publish());
      assert.deepEqual([error.kind, error.isOutcomeUnknown], ["cancelled", false]);
    });

    it("a wait tells that it may have been stored", async () => {
      api.inject({ when: "after", kind: "reset", match: { method: "PUT" } });
      time.meanwhile = () => abort.abort();
      const error = await failure(publish());
      assert.deepEqual([error.kind, error.isOutcomeUnknown], ["cancelled", true]);
    });

    it("the look after a lost answer tells that it may have been stored", async () => {
      api.inject({ when: "after", kind: "reset", match: { method: "PUT" } });
      before["PUT"] = () => {
        before["GET"] = () => abort.abort();
      };
      const error = await failure(publish());
      assert.deepEqual([error.kind, error.isOutcomeUnknown], ["cancelled", true]);
    });
  });
});
