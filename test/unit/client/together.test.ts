import assert from "node:assert/strict";
import { parseBaseUrl } from "../../../client/src/api/baseUrl";
import { DEFAULT_RETRIES, InvopopClient } from "../../../client/src/api/client";
import { ApiError } from "../../../client/src/api/errors";
import { readWorkflow } from "../../../client/src/api/types";
import type { Base } from "../../../client/src/sync/base";
import { baseOf, carryOut, type Outcome, planPublish } from "../../../client/src/sync/engine";
import type { Fault, StandInOptions, Workflow } from "../../support/api";
import { FakeTime } from "../../support/api/fakeTime";
import { LocalApi } from "../../support/api/local";
import { Random } from "../../support/api/random";
import { inEveryOrder, inSomeOrders, type Turns } from "../../support/api/turns";
import { uuid } from "../../support/ids";

const ID = uuid(1);
const STEP = { id: uuid(2), action: "silo.close" };
const never = new AbortController().signal;

/** Something that was stored, by whom, and over which version. */
interface Write {
  readonly by: string;
  readonly version: string;
  readonly over: Workflow | undefined;
}

/** A person who publishes a file, with what was shown to that person. */
interface Person {
  readonly name: string;
  /** Versions that the person saw before deciding, or was told to have overwritten. */
  readonly knows: Set<string>;
  readonly told: string[];
}

interface Scene {
  readonly isStored: boolean;
  /** What is done in a conflict. */
  readonly inConflict: "stop" | "overwrite";
  readonly options?: StandInOptions;
  /** Happens to the first calls that match. */
  readonly faults?: readonly Fault[];
  readonly names: readonly string[];
  readonly textOf?: (name: string) => string;
}

describe("several people who publish one workflow", () => {
  const two = ["A", "B"];

  it("never overwrite each other unseen, when one has to stop in a conflict", async () => {
    assert.ok((await play({ isStored: true, inConflict: "stop", names: two })) >= 20);
  });

  it("never overwrite each other unseen, when each overwrites what is shown", async () => {
    assert.ok((await play({ isStored: true, inConflict: "overwrite", names: two })) >= 20);
  });

  it("never overwrite each other unseen, as three", async () => {
    const scene: Scene = { isStored: true, inConflict: "overwrite", names: ["A", "B", "C"] };
    await inSomeOrders(100, new Random(1), (turns) => playOnce(scene, turns));
  });

  it("never overwrite each other unseen, when both create it", async () => {
    assert.ok((await play({ isStored: false, inConflict: "overwrite", names: two })) >= 6);
  });

  it("never take the other's workflow for their own, when a create is answered with what is stored", async () => {
    const options = { repeatedPut: "stored" } as const;
    assert.ok((await play({ isStored: false, inConflict: "overwrite", options, names: two })) >= 6);
  });

  it("change nothing twice when both publish the same", async () => {
    const textOf = () => textFor("A");
    for (const isStored of [true, false]) {
      await play({ isStored, inConflict: "overwrite", names: two, textOf });
    }
  });

  for (const method of ["PUT", "PATCH"]) {
    for (const when of ["before", "after"] as const) {
      it(`never overwrite each other unseen, when a ${method} is lost ${when} it is stored`, async () => {
        const faults: Fault[] = [{ match: { method }, when, kind: "reset" }];
        await play({ isStored: method === "PATCH", inConflict: "overwrite", faults, names: two });
      });
    }
  }
});

/** Plays a scene in every order of the calls; gives how many there were. */
function play(scene: Scene): Promise<number> {
  return inEveryOrder((turns) => playOnce(scene, turns));
}

async function playOnce(scene: Scene, turns: Turns): Promise<void> {
  const api = new LocalApi(scene.options);
  const [stored] = scene.isStored ? api.account.seed({ id: ID, name: "Old", steps: [STEP] }) : [];
  for (const fault of scene.faults ?? []) {
    api.inject(fault);
  }
  const writes: Write[] = [];
  const people = scene.names.map((name) => ({ name, knows: new Set<string>(), told: [] }));
  const base = stored && (await baseOf(uuid(3), ID, readWorkflow(stored) ?? assert.fail()));
  await turns.run(
    Object.fromEntries(
      people.map((person) => [
        person.name,
        () => publish(scene, person, base, clientOf(api, person, turns, writes)),
      ]),
    ),
  );
  judge(scene, people, writes, api.account.workflows.get(ID));
}

/** Publishes until it is done, has to stop, or does not get through. */
async function publish(
  scene: Scene,
  person: Person,
  base: Base | undefined,
  client: InvopopClient,
): Promise<void> {
  const local = { id: ID, text: (scene.textOf ?? textFor)(person.name) };
  for (let tries = 0; tries < 10; tries += 1) {
    const plan = await planPublish(client, local, base, never);
    if (plan.kind !== "create") {
      person.knows.add(plan.stored.version ?? "");
    }
    if (plan.kind === "same" || (plan.kind === "conflict" && scene.inConflict === "stop")) {
      person.told.push(plan.kind);
      return;
    }
    const outcome = await carryOut(client, local, plan, never).catch((error: unknown) =>
      error instanceof ApiError ? error : Promise.reject(error),
    );
    tell(person, outcome);
    if (outcome instanceof ApiError || outcome.kind === "published") {
      return;
    }
  }
  assert.fail("It never comes to an end.");
}

function tell(person: Person, outcome: Outcome | ApiError): void {
  if (outcome instanceof ApiError) {
    person.told.push(outcome.isOutcomeUnknown ? "unsure" : "failed");
    return;
  }
  if (outcome.kind === "published" && outcome.overtaken) {
    person.knows.add(outcome.overtaken.version ?? "");
  }
  const isUnsure = outcome.kind === "moved" && outcome.mayHaveStored;
  person.told.push(isUnsure ? "unsure" : outcome.kind);
}

/** Nobody overwrote what another stored without having seen it or being told, and who published knows. */
function judge(
  scene: Scene,
  people: readonly Person[],
  writes: readonly Write[],
  now: Workflow | undefined,
): void {
  const story = [
    ...writes.map(({ by, version, over }) => `${by} stored ${version} over ${over?.version ?? "nothing"}`),
    ...people.map(({ name, told, knows }) => `${name} knows ${[...knows]} and was told ${told.join(", ")}`),
  ].join("; ");
  for (const { by, over } of writes) {
    const person = people.find(({ name }) => name === by);
    assert.ok(over === undefined || person?.knows.has(over.version), `${by} overwrote unseen: ${story}`);
  }
  for (const { name, told } of people) {
    const isStored = writes.some(({ by }) => by === name);
    // Who publishes what another published just now has nothing to store.
    assert.ok(isStored || scene.textOf || !told.includes("published"), story);
    assert.ok(!isStored || told.includes("published") || told.includes("unsure"), story);
  }
  assert.equal(Number(now?.version), writes.length + (scene.isStored ? 1 : 0), story);
}

/** A client that waits for its turn before each call, and notes what its calls store. */
function clientOf(api: LocalApi, person: Person, turns: Turns, writes: Write[]): InvopopClient {
  const stored = () => api.account.workflows.get(ID);
  return new InvopopClient({
    baseUrl: parseBaseUrl(api.url),
    token: "test-token",
    userAgent: "invopop-workflows/0 (test)",
    limits: { connect: 60_000, total: 60_000 },
    retry: DEFAULT_RETRIES,
    retryPorts: new FakeTime(),
    fetch: async (input, init) => {
      await turns.next(person.name);
      const over = stored();
      try {
        return await api.fetch(input, init);
      } finally {
        const now = stored();
        if (now && now.version !== over?.version) {
          writes.push({ by: person.name, version: now.version, over });
        }
      }
    },
  });
}

function textFor(name: string): string {
  return `{ "id": "${ID}", "name": "By ${name}", "steps": [{ "id": "${STEP.id}", "action": "pdf" }] }`;
}
