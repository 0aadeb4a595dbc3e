import assert from "node:assert/strict";
import { ApiError } from "../../../client/src/api/errors";
import { baseOf, isStillAt, type Plan } from "../../../client/src/sync/engine";
import { type StandInApi, startApi } from "../../support/api";
import { ID, Publishing, WORKSPACE } from "../../support/api/publishing";
import { uuid } from "../../support/ids";

const STEP = { id: uuid(3), name: "Sign", action: "silo.close" };
const STORED = { id: ID, name: "A", schema: "bill/invoice", country: "ES", steps: [STEP] };
const SAME = { ...STORED, name: "B", steps: [{ ...STEP, config: { n: 1.5 } }] };

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
const UPDATE_BODY = CREATE_BODY.replace(`  "schema": "bill/invoice", "country": "ES",`, "");

describe("publishing by plan", () => {
  let api: StandInApi;
  let lenient: StandInApi;
  let on: Publishing;

  before(async () => {
    api = await startApi();
    lenient = await startApi({ repeatedPut: "stored" });
  });
  after(async () => {
    await api.close();
    await lenient.close();
  });
  beforeEach(() => {
    api.reset();
    lenient.reset();
    on = new Publishing(api);
  });

  const jsonOf = (value: object) => JSON.stringify(value);

  describe("the plan", () => {
    const differencesIn = (plan: Plan) =>
      "differences" in plan ? plan.differences.map(({ kind, label }) => `${kind} ${label}`) : [];

    it("is to create what is not there", async () => {
      assert.deepEqual(await on.plan(TEXT), { kind: "create" });
      assert.deepEqual(on.calls, ["GET 404"]);
    });

    it("is nothing where the same is stored, however it is written", async () => {
      api.seed(SAME);
      assert.equal((await on.plan(TEXT)).kind, "same");
      assert.equal((await on.plan(TEXT, undefined, false)).kind, "same");
      assert.equal((await on.plan(TEXT, undefined, true)).kind, "conflict");
      api.assertClean();
    });

    it("is an update where what is stored is what was published last", async () => {
      api.seed(STORED);
      const plan = await on.plan(TEXT, await on.baseNow());
      assert.ok(plan.kind === "update");
      assert.deepEqual(differencesIn(plan), ["changed name", "added step 'Sign', config"]);
      assert.deepEqual([plan.fixed, plan.stored.version], [[], "1"]);
    });

    it("is a conflict where somebody changed it since, or nothing is known of before", async () => {
      api.seed(STORED);
      const base = await on.baseNow();
      api.seed({ id: ID, name: "Theirs" });
      const plan = await on.plan(TEXT, base);
      assert.ok(plan.kind === "conflict");
      assert.deepEqual([plan.base, plan.stored.name], [base, "Theirs"]);
      const unknown = await on.plan(TEXT);
      assert.ok(unknown.kind === "conflict");
      assert.equal(unknown.base, undefined);
      assert.deepEqual(differencesIn(unknown), ["changed name", "added step 'Sign', config"]);
    });

    it("is an update where somebody changed it and changed it back", async () => {
      api.seed(STORED);
      const base = await on.baseNow();
      api.seed({ id: ID, name: "Theirs" }, STORED);
      assert.equal((await on.plan(TEXT, base)).kind, "update");
    });

    it("is a conflict where somebody made a draft of it", async () => {
      api.seed(STORED);
      const base = await on.baseNow();
      api.seed({ ...STORED, draft: true });
      assert.equal((await on.plan(TEXT, base)).kind, "conflict");
    });

    it("says what an update cannot change", async () => {
      api.seed({ ...STORED, country: "PT" });
      const plan = await on.plan(TEXT.replace("bill/invoice", "org/party"), await on.baseNow());
      assert.ok(plan.kind === "update");
      assert.deepEqual(plan.fixed, ["schema", "country"]);
    });

    it("is no plan where what is stored cannot be found out", async () => {
      api.inject({ when: "before", kind: "status", status: 401 });
      const error: unknown = await on.plan(TEXT).catch((reason: unknown) => reason);
      assert.ok(error instanceof ApiError);
      assert.deepEqual([error.kind, error.isOutcomeUnknown], ["unauthorized", false]);
    });
  });

  it("goes by the digest where there is no hash", async () => {
    api.seed(STORED);
    const stored = await on.client.getWorkflow(ID, on.abort.signal);
    const base = await baseOf(WORKSPACE, ID.toUpperCase(), { ...stored, hash: undefined });
    assert.deepEqual(
      { ...base, digest: base.digest.length },
      { workspace: WORKSPACE, id: ID, version: "1", hash: undefined, draft: false, digest: 64 },
    );
    assert.equal(await isStillAt(base, stored), true);
    assert.equal(await isStillAt(base, { ...stored, contents: { ...STORED, name: "B" } }), false);
  });

  describe("a create", () => {
    it("sends the file as it is", async () => {
      assert.equal(await on.publish(TEXT), "published B 1");
      assert.deepEqual(on.calls, ["GET 404", "PUT 200"]);
      assert.deepEqual(on.bodies, [CREATE_BODY]);
      api.assertClean();
    });

    for (const [text, draft, body, isDraft] of [
      ['{"name": "A", "draft": true}', undefined, '{"name": "A", "draft": true}', true],
      ['{"name": "A"}', true, '{"name": "A", "draft": true}', true],
      ['{"draft": true, "name": "A"}', false, '{"name": "A", "draft": false}', false],
      ['{ "name": "A", "draft": false, "draft": true }', false, '{ "name": "A", "draft": false }', false],
    ] as const) {
      it(`of ${text} as a draft: ${draft ?? "as it says"}`, async () => {
        assert.equal(await on.publish(text, undefined, draft), "published A 1");
        assert.equal(api.workflows.get(ID)?.draft, isDraft);
        assert.deepEqual(on.bodies, [body]);
        api.assertClean();
      });
    }

    it("is none where somebody created it meanwhile", async () => {
      assert.equal(await on.publish(TEXT, () => api.seed(STORED)), "moved to 1");
      assert.deepEqual(on.calls, ["GET 404", "PUT 409", "GET 200"]);
      assert.equal(api.workflows.get(ID)?.name, "A");
    });

    it("is done where somebody created the same meanwhile", async () => {
      assert.equal(await on.publish(TEXT, () => api.seed(SAME)), "published B 1");
    });

    it("is a conflict where the id is taken and yet not to be found", async () => {
      api.inject({ when: "before", kind: "status", status: 409, match: { method: "PUT" } });
      assert.equal(await on.fail(TEXT), "conflict, not stored");
    });

    it("does not take the workflow of somebody else in the answer for its own", async () => {
      on = new Publishing(lenient);
      const moved = "moved to 1, may have been stored";
      assert.equal(await on.publish(TEXT, () => lenient.seed(STORED)), moved);
      lenient.reset();
      const later = () => lenient.seed({ id: ID, name: "B" }, { ...STORED, name: "B" });
      assert.equal(await on.publish(TEXT, later), "moved to 2, may have been stored");
    });
  });

  describe("an update", () => {
    it("looks once more and sends the file without what cannot change", async () => {
      api.seed(STORED);
      assert.equal(await on.publish(TEXT), "published B 2");
      assert.deepEqual(on.calls, ["GET 200", "GET 200", "PATCH 200"]);
      assert.deepEqual(on.bodies, [UPDATE_BODY]);
      api.assertClean();
    });

    it("empties what the file leaves out or says nothing of", async () => {
      api.seed({ ...STORED, description: "D", rescue: [{ ...STEP, id: uuid(9) }], draft: true });
      assert.equal(await on.publish(`{ "name": "A", "rescue": null }`), "published A 2");
      assert.deepEqual(on.bodies, [
        '{ "name": "A", "description": "", "draft": false, "steps": [], "rescue": [] }',
      ]);
      const { description, steps, rescue, draft, schema } = api.workflows.get(ID) ?? assert.fail();
      assert.deepEqual(
        [description, steps, rescue, draft, schema],
        [undefined, [], [], false, STORED.schema],
      );
      api.assertClean();
    });

    it("empties all for a file that says nothing", async () => {
      api.seed({ id: ID, name: "A" });
      assert.equal(await on.publish("{}"), "published  2");
      assert.deepEqual(on.bodies, ['{"name": ""}']);
    });

    it("keeps the schema and the country", async () => {
      api.seed({ ...STORED, country: "PT" });
      assert.equal(await on.publish(TEXT), "published B 2");
      assert.equal(api.workflows.get(ID)?.country, "PT");
      api.assertClean();
    });

    it("may be a draft, and published after", async () => {
      api.seed(STORED);
      assert.equal(await on.publish(TEXT, undefined, true), "published B 2");
      assert.equal(api.workflows.get(ID)?.draft, true);
      assert.equal(await on.publish(TEXT), "published B 2");
      assert.equal(api.workflows.get(ID)?.draft, false);
      assert.deepEqual(on.bodies, [
        UPDATE_BODY.replace("}]\n}", '}], "draft": true\n}'),
        UPDATE_BODY.replace("}]\n}", '}], "draft": false\n}'),
      ]);
      api.assertClean();
    });

    it("is not sent where somebody stored something since the plan", async () => {
      api.seed(STORED);
      assert.equal(await on.publish(TEXT, () => api.seed({ id: ID, name: "Theirs" })), "moved to 2");
      assert.deepEqual(on.calls, ["GET 200", "GET 200"]);
    });

    it("is not sent where it was changed and changed back", async () => {
      api.seed(STORED);
      assert.equal(await on.publish(TEXT, () => api.seed({ id: ID, name: "Theirs" }, STORED)), "moved to 3");
      assert.deepEqual(on.bodies, []);
    });

    it("is not sent where somebody made a draft of it", async () => {
      api.seed(STORED);
      assert.equal(await on.publish(TEXT, () => api.seed({ ...STORED, draft: true })), "moved to 1");
      assert.deepEqual(on.bodies, []);
    });

    it("is not sent where it is gone", async () => {
      api.seed(STORED);
      assert.equal(await on.publish(TEXT, () => api.reset()), "moved to nothing");
      assert.deepEqual(on.bodies, []);
      api.seed(STORED);
      on.before["PATCH"] = () => api.reset();
      assert.equal(await on.publish(TEXT), "moved to nothing");
    });
  });

  describe("what an update overwrites", () => {
    const theirs = { id: ID, name: "Theirs" };

    beforeEach(() => api.seed(STORED));

    it("is told of", async () => {
      on.before["PATCH"] = () => api.seed(theirs);
      assert.equal(await on.publish(TEXT), "published B 3; overtook 2 Theirs");
      assert.deepEqual(on.calls, ["GET 200", "GET 200", "PATCH 200", "GET 200"]);
      api.assertClean();
    });

    it("is told of by its number where it was a draft", async () => {
      on.before["PATCH"] = () => api.seed({ ...theirs, draft: true });
      assert.equal(await on.publish(TEXT), "published B 3; overtook 2 (unknown)");
    });

    it("is told of by its number where nothing more can be found out", async () => {
      on.before["PATCH"] = () => {
        api.seed(theirs);
        on.before["GET"] = () => api.inject({ when: "before", kind: "status", status: 403 });
      };
      assert.equal(await on.publish(TEXT), "published B 3; overtook 2 (unknown)");
    });

    it("is nothing that was stored later", async () => {
      on.before["PATCH"] = () => {
        api.seed(theirs);
        on.before["GET"] = () => api.seed({ id: ID, name: "Later" });
      };
      assert.equal(await on.publish(TEXT), "published B 3; overtook 2 Theirs");
    });

    it("is told of where the answer was lost as well", async () => {
      on.before["PATCH"] = () => api.seed(theirs);
      api.inject({ when: "after", kind: "reset", match: { method: "PATCH" } });
      assert.equal(await on.publish(TEXT), "published B 3; overtook 2 Theirs");
    });
  });

  describe("the answer", () => {
    it("is told of where the API dropped keys that the format does not have", async () => {
      const steps = [{ ...STEP, note: 1, next: [{ if: 2 }] }];
      assert.equal(
        await on.publish(jsonOf({ name: "A", colour: "red", empty: "", steps })),
        "published A 1; removed colour; removed steps[0].note; removed steps[0].next[0].if",
      );
    });

    it("is told of where the API changed or dropped what was sent", async () => {
      api.seed(STORED);
      const body = { ...STORED, version: "2", hash: "0", name: "Changed", colour: "blue", description: "D" };
      api.inject({ when: "after", kind: "status", status: 200, body, match: { method: "PATCH" } });
      assert.equal(
        await on.publish(jsonOf({ ...STORED, name: "B", description: "D", colour: "red", steps: [] })),
        "published Changed 2; changed name; added step 'Sign'; changed colour",
      );
    });

    it("to a create may lack what the API dropped", async () => {
      const body = { id: ID, name: "B", version: "1" };
      api.inject({ when: "after", kind: "status", status: 200, body, match: { method: "PUT" } });
      assert.equal(
        await on.publish(TEXT),
        "published B 1; removed schema; removed country; removed step 'Sign'",
      );
    });
  });
});
