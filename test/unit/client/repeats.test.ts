import assert from "node:assert/strict";
import { type StandInApi, startApi } from "../../support/api";
import { ID, Publishing } from "../../support/api/publishing";

const TEXT = `{ "id": "${ID}", "name": "B" }`;
const STORED = { id: ID, name: "A" };

describe("publishing again after a fault", () => {
  let api: StandInApi;
  let on: Publishing;

  before(async () => {
    api = await startApi();
  });
  after(() => api.close());
  beforeEach(() => {
    api.reset();
    on = new Publishing(api);
  });
  afterEach(() => api.assertClean());

  for (const kind of ["reset", "cut", "not-json"] as const) {
    it(`is none where a create was stored and its answer lost (${kind})`, async () => {
      api.inject({ when: "after", kind, match: { method: "PUT" } });
      assert.equal(await on.publish(TEXT), "published B 1");
      assert.equal(on.bodies.length, 1);
    });

    it(`is none where an update was stored and its answer lost (${kind})`, async () => {
      api.seed(STORED);
      api.inject({ when: "after", kind, match: { method: "PATCH" } });
      assert.equal(await on.publish(TEXT), "published B 2");
      assert.equal(on.bodies.length, 1);
    });
  }

  it("comes after a look that finds that nothing was created", async () => {
    api.inject({ when: "before", kind: "reset", match: { method: "PUT" } });
    api.inject({ when: "during", kind: "status", status: 502, match: { method: "PUT" } });
    assert.equal(await on.publish(TEXT), "published B 1");
    assert.deepEqual(on.calls, ["GET 404", "PUT lost", "GET 404", "PUT 502", "GET 404", "PUT 200"]);
    assert.deepEqual(on.time.waits, [500, 1000]);
  });

  it("comes after a look that finds that nothing was updated", async () => {
    api.seed(STORED);
    api.inject({ when: "before", kind: "status", status: 503, match: { method: "PATCH" } });
    assert.equal(await on.publish(TEXT), "published B 2");
    assert.deepEqual(on.calls, ["GET 200", "GET 200", "PATCH 503", "GET 200", "PATCH 200"]);
  });

  it("is none where somebody stored something meanwhile", async () => {
    api.seed(STORED);
    api.inject({ when: "before", kind: "reset", match: { method: "PATCH" } });
    on.time.meanwhile = () => api.seed({ id: ID, name: "Theirs" });
    assert.equal(await on.publish(TEXT), "moved to 2, may have been stored");
    assert.equal(api.workflows.get(ID)?.name, "Theirs");
  });

  it("is none where ours was stored and somebody changed it back", async () => {
    api.seed(STORED);
    api.inject({ when: "after", kind: "reset", match: { method: "PATCH" } });
    on.time.meanwhile = () => api.seed(STORED);
    assert.equal(await on.publish(TEXT), "moved to 3, may have been stored");
    assert.equal(on.bodies.length, 1);
  });

  it("needs no look where surely nothing was stored", async () => {
    const headers = { "Retry-After": "2" };
    api.inject({ when: "before", kind: "status", status: 429, headers, match: { method: "PUT" } });
    assert.equal(await on.publish(TEXT), "published B 1");
    assert.deepEqual(on.calls, ["GET 404", "PUT 429", "PUT 200"]);
    assert.deepEqual(on.time.waits, [2500]);
  });

  it("is done where it is refused with a conflict, and what is stored is what was sent", async () => {
    api.inject({ when: "after", kind: "reset", match: { method: "PUT" } });
    // The first look comes too early to find what the first try stored.
    api.inject({ when: "before", kind: "status", status: 404, match: { method: "GET" }, times: 2 });
    assert.equal(await on.publish(TEXT), "published B 1");
    assert.deepEqual(on.calls, ["GET 404", "PUT lost", "GET 404", "PUT 409", "GET 200"]);
  });

  it("ends after so many times without a word about what is stored", async () => {
    api.inject({ when: "before", kind: "status", status: 503, match: { method: "PUT" }, times: 9 });
    assert.equal(await on.fail(TEXT), "server, may be stored");
    assert.equal(on.bodies.length, 3);
  });

  it("does not hide, when it is refused, that the first try may have been stored", async () => {
    api.inject({ when: "before", kind: "reset", match: { method: "PUT" } });
    api.inject({ when: "before", kind: "status", status: 401, match: { method: "PUT" } });
    assert.equal(await on.fail(TEXT), "network, may be stored");
  });

  it("tells what is invalid, as the first try was no better", async () => {
    api.inject({ when: "before", kind: "reset", match: { method: "PUT" } });
    const step = `{ "id": "${ID}" }`;
    assert.equal(await on.fail(`{ "steps": [${step}, ${step}] }`), "invalid, not stored");
  });

  it("is none where what is stored cannot be found out", async () => {
    api.inject({ when: "before", kind: "reset", match: { method: "PUT" } });
    on.before["PUT"] = () =>
      api.inject({ when: "before", kind: "status", status: 403, match: { method: "GET" } });
    assert.equal(await on.fail(TEXT), "network, may be stored");
    assert.equal(on.bodies.length, 1);
  });

  describe("when it is cancelled", () => {
    it("before anything was sent, leaves no doubt", async () => {
      assert.equal(await on.fail(TEXT, () => on.abort.abort()), "cancelled, not stored");
      assert.deepEqual(on.bodies, []);
    });

    it("while it waits, leaves no doubt where surely nothing was stored", async () => {
      api.inject({ when: "before", kind: "status", status: 429, match: { method: "PUT" } });
      on.time.meanwhile = () => on.abort.abort();
      assert.equal(await on.fail(TEXT), "cancelled, not stored");
    });

    it("while it waits, tells that it may have been stored", async () => {
      api.inject({ when: "after", kind: "reset", match: { method: "PUT" } });
      on.time.meanwhile = () => on.abort.abort();
      assert.equal(await on.fail(TEXT), "cancelled, may be stored");
    });

    it("in its look after a lost answer, tells that it may have been stored", async () => {
      api.inject({ when: "after", kind: "reset", match: { method: "PUT" } });
      on.before["PUT"] = () => {
        on.before["GET"] = () => on.abort.abort();
      };
      assert.equal(await on.fail(TEXT), "cancelled, may be stored");
    });

    it("in the middle of a write, tells that it may have been stored", async () => {
      api.inject({ when: "after", kind: "delay", milliseconds: 600_000, match: { method: "PUT" } });
      const arrived = api.arrival({ method: "PUT" });
      const failed = on.fail(TEXT);
      await arrived;
      on.abort.abort();
      assert.equal(await failed, "cancelled, may be stored");
    });
  });
});
