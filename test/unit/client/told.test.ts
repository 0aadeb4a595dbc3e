import assert from "node:assert/strict";
import type { Connection } from "../../../client/src/accounts/connection";
import { readWorkflow } from "../../../client/src/api/types";
import { Publisher } from "../../../client/src/publish/flow";
import type { PublishDocument, PublishPorts } from "../../../client/src/publish/ports";
import type { Base } from "../../../client/src/sync/base";
import { baseOf } from "../../../client/src/sync/engine";
import type { Workflow } from "../../support/api";
import { LocalApi } from "../../support/api/local";
import { Random } from "../../support/api/random";
import { troubledClient } from "../../support/api/trouble";
import { uuid } from "../../support/ids";

const RUNS = 1000;
const ID = uuid(1);
const OLD = { id: ID, name: "Old", steps: [{ id: uuid(2), action: "silo.close" }] };
const TEXT = `{ "id": "${ID}", "name": "New", "steps": [{ "id": "${uuid(2)}", "provider": "pdf" }] }\n`;

/** What a message says of what is stored. */
type Meaning = "stored" | "not stored" | "not known";

describe("the message after a publish in which all goes wrong", () => {
  it(`tells what is true, in ${RUNS} runs`, async () => {
    const meanings = new Set<Meaning>();
    for (let seed = 1; seed <= RUNS; seed += 1) {
      try {
        meanings.add(await run(seed));
      } catch (error) {
        throw new Error(`With seed ${seed}: ${String(error)}`, { cause: error });
      }
    }
    assert.deepEqual([...meanings].sort(), ["not known", "not stored", "stored"]);
  });
});

async function run(seed: number): Promise<Meaning> {
  const random = new Random(seed);
  const api = new LocalApi();
  const [old] = random.isLucky(0.5) ? api.account.seed(OLD) : [];
  const abort = new AbortController();
  const connection: Connection = {
    client: troubledClient(api, random, abort),
    workspace: { id: "w1", name: "Acme", slug: "acme", country: "ES", isSandbox: true },
    origin: api.url,
  };
  const base = old && (await baseOf("w1", ID, readWorkflow(old) ?? assert.fail()));
  const person = new Person(abort.signal, base);
  await new Publisher(person.ports).publish(documentFor(connection));
  const message = person.said.at(-1) ?? assert.fail("Nothing was said.");
  const meaning = meaningOf(message);
  const now = api.account.workflows.get(ID);
  assert.ok(meaning === "not known" || meaning === (isNew(now, old) ? "stored" : "not stored"), message);
  assert.ok(!person.said.join().includes("test-token"));
  if (meaning === "stored") {
    assert.deepEqual([person.base?.version, person.base?.hash], [now?.version, now?.hash]);
  }
  return meaning;
}

function isNew(now: Workflow | undefined, old: Workflow | undefined): boolean {
  assert.ok(now === old || now?.name === "New", `neither the old nor the new is stored: ${now?.name}`);
  return now !== old;
}

function meaningOf(message: string): Meaning {
  if (/may (?:or may not )?have (?:been )?stored/.test(message)) {
    return "not known";
  }
  if (/^Not published: |Nothing was sent|Invopop has other contents|was changed in Invopop/.test(message)) {
    return "not stored";
  }
  return /^Published |has the same contents|published already|nothing was sent/i.test(message)
    ? "stored"
    : assert.fail(`What does this say? ${message}`);
}

/** Somebody who reads all messages, and turns every question down. */
class Person {
  readonly said: string[] = [];
  base: Base | undefined;
  readonly ports: PublishPorts;

  constructor(signal: AbortSignal, base: Base | undefined) {
    this.base = base;
    const read = async (text: string): Promise<undefined> => {
      this.said.push(text);
      return undefined;
    };
    this.ports = {
      bases: {
        get: () => this.base,
        set: async (now) => {
          this.base = now;
        },
      },
      allowErrors: () => false,
      unaskedWorkspaces: () => [],
      inform: read,
      fail: read,
      ask: ({ text, detail }) => read(`${text} ${detail}`),
      askId: async () => undefined,
      isUuid: () => true,
      newId: () => ID,
      withProgress: (_title, action) => action(signal),
      act: async () => {},
      published: read,
      log: () => {},
    };
  }
}

/** A document that nothing may write to. */
function documentFor(connection: Connection): PublishDocument {
  const never = () => assert.fail("The file was to be left alone.");
  return {
    key: "a",
    text: () => TEXT,
    errors: async () => [],
    reveal: async () => {},
    connect: async () => connection,
    writeId: never,
    signInAgain: never,
    compare: never,
    takeTheirs: never,
    mark: (_sent, fields) => ({ count: 0, others: fields }),
    unmark: () => {},
    revealMark: async () => {},
    published: async () => {},
  };
}
