import assert from "node:assert/strict";
import { Bases, type Memento } from "../../../client/src/bases";
import { storedTitle } from "../../../client/src/publish/storedTitle";
import type { Base } from "../../../client/src/sync/base";
import { uuid } from "../../support/ids";

/** Keeps values as JSON, as VS Code does. */
class JsonMemento implements Memento {
  #values = new Map<string, string>();

  constructor(readonly initial?: unknown) {}

  get(key: string): unknown {
    const value = this.#values.get(key);
    return value === undefined ? this.initial : JSON.parse(value);
  }

  async update(key: string, value: unknown): Promise<void> {
    this.#values.set(key, JSON.stringify(value));
  }
}

const base = (number: number, more: Partial<Base> = {}): Base => ({
  workspace: "w1",
  id: uuid(number),
  version: String(number),
  hash: `hash${number}`,
  draft: false,
  digest: `digest${number}`,
  ...more,
});

describe("what is known to be stored", () => {
  it("is remembered for each workflow and each workspace, the last time only", async () => {
    const memento = new JsonMemento();
    const bases = new Bases(memento);
    assert.equal(bases.isEmpty, true);
    await bases.set(base(1));
    await bases.set(base(2, { id: uuid(2).toUpperCase() }));
    await bases.set(base(1, { workspace: "w2", version: "3" }));
    await bases.set(base(1, { version: "4", hash: undefined, draft: true }));
    for (const one of [bases, new Bases(memento)]) {
      assert.equal(one.get("w1", uuid(1).toUpperCase())?.version, "4");
      assert.equal(one.get("w1", uuid(2))?.id, uuid(2));
      assert.equal(one.get("w2", uuid(1))?.version, "3");
      assert.equal(one.get("w2", uuid(2)), undefined);
      assert.equal(one.isEmpty, false);
    }
  });

  it("can be forgotten", async () => {
    const memento = new JsonMemento();
    const bases = new Bases(memento);
    await bases.set(base(1));
    await bases.set(base(2));
    await bases.forget("w1", uuid(1).toUpperCase());
    await bases.forget("w1", uuid(3));
    assert.equal(bases.get("w1", uuid(1)), undefined);
    assert.equal(new Bases(memento).get("w1", uuid(1)), undefined);
    assert.equal(new Bases(memento).get("w1", uuid(2))?.version, "2");
  });

  it("is told of, until nobody listens any more", async () => {
    const bases = new Bases(new JsonMemento());
    let told = 0;
    const listening = bases.onChange(() => told++);
    await bases.set(base(1));
    await bases.forget("w1", uuid(1));
    await bases.forget("w1", uuid(1));
    listening.dispose();
    await bases.set(base(2));
    assert.equal(told, 2);
  });

  it("is forgotten when many others came after it", async () => {
    const many = Array.from({ length: 5000 }, (_, number) => base(number));
    const bases = new Bases(new JsonMemento(many));
    await bases.set(base(0, { version: "again" }));
    await bases.set(base(6000));
    assert.equal(bases.get("w1", uuid(1)), undefined);
    assert.equal(bases.get("w1", uuid(0))?.version, "again");
    assert.equal(bases.get("w1", uuid(6000))?.version, "6000");
  });

  it("is read with care", async () => {
    const sound = base(1);
    for (const stored of [
      undefined,
      null,
      7,
      "x",
      {},
      [
        null,
        7,
        {},
        { ...sound, draft: 1 },
        { ...sound, hash: {} },
        { ...sound, id: 7 },
        { ...sound, digest: 1 },
      ],
    ]) {
      const bases = new Bases(new JsonMemento(stored));
      assert.equal(bases.isEmpty, true);
      await bases.set(base(1, { version: "2" }));
      assert.equal(bases.get("w1", uuid(1))?.version, "2");
    }
    assert.equal(new Bases(new JsonMemento([sound])).get("w1", uuid(1))?.hash, "hash1");
  });

  it("is told without icons and line breaks of others, and without what is not known", () => {
    const nothing = { version: undefined, hash: undefined };
    assert.equal(storedTitle({ ...nothing, draft: false }), "Published");
    assert.equal(storedTitle({ ...nothing, draft: true }), "Draft saved");
    assert.equal(
      storedTitle({ version: "$(bug)\n1", hash: "a", draft: false }),
      "Published: version $ (bug) 1, hash a",
    );
  });
});
