import assert from "node:assert/strict";
import { type Memento, PublishedVersions, publishedTitle } from "../../../client/src/publish/published";
import { uuid } from "../../support/ids";

const API = "https://api.invopop.com";
const OTHER = "http://127.0.0.1:8080";

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

const version = (number: number) => ({ version: String(number), hash: `hash${number}`, draft: false });

describe("what was published", () => {
  it("is remembered for each workflow and each API, the last time only", async () => {
    const memento = new JsonMemento();
    const published = new PublishedVersions(memento);
    assert.equal(published.recall(API, uuid(1)), undefined);
    assert.equal(published.hasAny(API), false);
    await published.remember(API, uuid(1), version(1));
    await published.remember(API, uuid(2).toUpperCase(), version(2));
    await published.remember(OTHER, uuid(1), version(3));
    await published.remember(API, uuid(1).toUpperCase(), { version: "4", hash: undefined, draft: true });
    const again = new PublishedVersions(memento);
    const title = (origin: string, id: string) => {
      const found = again.recall(origin, id);
      return found && publishedTitle(found);
    };
    assert.equal(title(API, uuid(1)), "Draft saved: version 4");
    assert.equal(title(API, uuid(2)), "Published: version 2, hash hash2");
    assert.equal(title(OTHER, uuid(1)), "Published: version 3, hash hash3");
    assert.equal(title(OTHER, uuid(2)), undefined);
    assert.equal(again.hasAny(API), true);
    assert.equal(again.hasAny("https://example.com"), false);
  });

  it("is told of, until nobody listens any more", async () => {
    const published = new PublishedVersions(new JsonMemento());
    let told = 0;
    const listening = published.onChange(() => told++);
    await published.remember(API, uuid(1), version(1));
    await published.remember(API, uuid(1), version(2));
    listening.dispose();
    await published.remember(API, uuid(1), version(3));
    assert.equal(told, 2);
  });

  it("is forgotten when many others came after it", async () => {
    const published = new PublishedVersions(new JsonMemento());
    for (let number = 0; number < 501; number++) {
      await published.remember(API, uuid(number), version(number));
    }
    assert.equal(published.recall(API, uuid(0)), undefined);
    assert.equal(published.recall(API, uuid(1))?.version, "1");
    await published.remember(API, uuid(1), version(900));
    await published.remember(API, uuid(501), version(501));
    assert.equal(published.recall(API, uuid(2)), undefined);
    assert.equal(published.recall(API, uuid(1))?.version, "900");
  });

  it("is read with care", async () => {
    const sound = { origin: API, id: uuid(1), version: "1", hash: "a", draft: false };
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
        { ...sound, origin: null },
      ],
    ]) {
      const published = new PublishedVersions(new JsonMemento(stored));
      assert.equal(published.recall(API, uuid(1)), undefined);
      await published.remember(API, uuid(1), version(2));
      assert.equal(published.recall(API, uuid(1))?.version, "2");
    }
    assert.equal(new PublishedVersions(new JsonMemento([sound])).recall(API, uuid(1))?.hash, "a");
  });

  it("is told without icons and line breaks of others, and without what is not known", () => {
    const nothing = { version: undefined, hash: undefined };
    assert.equal(publishedTitle({ ...nothing, draft: false }), "Published");
    assert.equal(publishedTitle({ ...nothing, draft: true }), "Draft saved");
    assert.equal(
      publishedTitle({ version: "$(bug)\n1", hash: "a", draft: false }),
      "Published: version $ (bug) 1, hash a",
    );
  });
});
