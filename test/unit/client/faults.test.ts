import assert from "node:assert/strict";
import { ApiError } from "../../../client/src/api/errors";
import { readWorkflow } from "../../../client/src/api/types";
import { contentsOfStored, contentsOfText, isSame } from "../../../client/src/sync/contents";
import { baseOf, carryOut, type Outcome, planPublish } from "../../../client/src/sync/engine";
import type { SeedWorkflow, Workflow } from "../../support/api";
import { LocalApi } from "../../support/api/local";
import { Random } from "../../support/api/random";
import { troubledClient } from "../../support/api/trouble";
import { uuid } from "../../support/ids";

const RUNS = 1000;
const ID = uuid(1);
const OLD = { id: ID, name: "Old", description: "D", steps: [{ id: uuid(2), action: "silo.close" }] };
const TEXT = `{ "id": "${ID}", "name": "New", "steps": [{ "id": "${uuid(2)}", "provider": "pdf" }] }\n`;

/** What may be sent of that, as a create and as an update. */
const BODIES: Readonly<Record<string, string>> = {
  PUT: `{ "name": "New", "steps": [{ "id": "${uuid(2)}", "action": "pdf" }] }\n`,
  PATCH: `{ "name": "New", "steps": [{ "id": "${uuid(2)}", "action": "pdf" }], "description": "" }\n`,
};

/** What came of a run, in a word, to see that all that can come of it did. */
type Ending = "published" | "moved" | "surely not stored" | "unsure, stored" | "unsure, not stored";

describe("publishing while all goes wrong", () => {
  it(`leaves nothing half done and tells what is true, in ${RUNS} runs`, async () => {
    const endings = new Map<Ending, number>();
    for (let seed = 1; seed <= RUNS; seed += 1) {
      try {
        const ending = await run(seed);
        endings.set(ending, (endings.get(ending) ?? 0) + 1);
      } catch (error) {
        throw new Error(`With seed ${seed}: ${String(error)}`, { cause: error });
      }
    }
    assert.deepEqual(
      [...endings.keys()].sort(),
      ["moved", "published", "surely not stored", "unsure, not stored", "unsure, stored"],
      JSON.stringify([...endings]),
    );
    assert.ok((endings.get("published") ?? 0) > RUNS / 4, JSON.stringify([...endings]));
  });
});

async function run(seed: number): Promise<Ending> {
  const random = new Random(seed);
  const api = new LocalApi({ repeatedPut: random.pick(["conflict", "conflict", "stored"]) });
  const [old] = random.isLucky(0.5) ? api.account.seed(OLD satisfies SeedWorkflow) : [];
  const base = old && (await baseOf(uuid(3), ID, readWorkflow(old) ?? assert.fail()));
  const abort = new AbortController();
  const client = troubledClient(api, random, abort);
  const local = { id: ID, text: TEXT };
  const plan = async () => planPublish(client, local, base, abort.signal);
  const result = await plan()
    .then((planned) =>
      planned.kind === "same"
        ? assert.fail("It is not the same.")
        : carryOut(client, local, planned, abort.signal),
    )
    .catch((error: unknown) => (error instanceof ApiError ? error : Promise.reject(error)));
  for (const { method, body } of api.requests) {
    // A request that was reset at once was not read.
    assert.ok(body === "" || body === BODIES[method], `${method} ${body}`);
  }
  return judge(result, old, api.account.workflows.get(ID));
}

/** Holds what was told against what is stored. */
function judge(told: Outcome | ApiError, old: Workflow | undefined, now: Workflow | undefined): Ending {
  const isOld = now === old;
  assert.ok(isOld || isNew(now), `neither the old nor the new is stored: ${JSON.stringify(now)}`);
  assert.ok(Number(now?.version ?? 0) <= Number(old?.version ?? 0) + 1, `version ${now?.version}`);
  if (told instanceof ApiError) {
    assert.ok(!told.stack?.includes("test-token"));
    assert.ok(isOld || told.isOutcomeUnknown, `stored, yet it was told: ${told.kind}`);
    return told.isOutcomeUnknown ? (isOld ? "unsure, not stored" : "unsure, stored") : "surely not stored";
  }
  if (told.kind === "moved") {
    assert.ok(isOld || told.mayHaveStored, "stored, yet it was told that it was not");
    return "moved";
  }
  assert.ok(!isOld, "not stored, yet it was told that it was");
  assert.deepEqual([told.dropped, told.overtaken], [[], undefined]);
  assert.deepEqual([told.stored.version, told.stored.hash], [now?.version, now?.hash]);
  return "published";
}

function isNew(now: Workflow | undefined): boolean {
  const stored = readWorkflow(now);
  return stored !== undefined && isSame(contentsOfStored(stored), contentsOfText(TEXT));
}
