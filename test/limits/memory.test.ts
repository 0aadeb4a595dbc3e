import assert from "node:assert/strict";
import { queryObjects } from "node:v8";
import { TextDocument } from "vscode-languageserver-textdocument";
import { RuleMemo } from "../../server/src/rules/memo";
import { Node } from "../../server/src/workflow/node";
import { playRound, startForRounds } from "../fuzz/rounds";
import type { ServerInProcess } from "../support/lsp/inProcess";

const PLAIN = { Map: globalThis.Map, Set: globalThis.Set };

/** How many rounds come first, in which the hundred files are closed that are remembered, and how many follow. */
const FIRST = 140;
const MORE = 140;

/** Does something, and answers every map and set that was made meanwhile. */
async function collecting<T>(work: () => Promise<T>): Promise<[T, readonly { readonly size: number }[]]> {
  const made: { readonly size: number }[] = [];
  globalThis.Map = class<K, V> extends PLAIN.Map<K, V> {
    constructor(entries?: Iterable<readonly [K, V]> | null) {
      super(entries);
      made.push(this);
    }
  } as MapConstructor;
  globalThis.Set = class<T> extends PLAIN.Set<T> {
    constructor(values?: Iterable<T> | null) {
      super(values);
      made.push(this);
    }
  } as SetConstructor;
  try {
    return [await work(), made];
  } finally {
    Object.assign(globalThis, PLAIN);
  }
}

describe("what the server keeps", () => {
  for (const pulls of [true, false]) {
    it(`does not grow with the documents that were opened and closed${pulls ? "" : ", when it tells by itself"}`, async () => {
      const [server, made] = await collecting(() => startForRounds(pulls));
      let round = 0;
      const play = async (rounds: number): Promise<void> => {
        for (const end = round + rounds; round < end; round++) {
          await playRound(server, round);
        }
      };
      const sizes = () => made.map(({ size }) => size);
      await play(FIRST);
      const before = sizes();
      await play(MORE);
      server.dispose();
      assert.ok(made.length > 20, `${made.length} maps and sets`);
      assert.deepEqual(
        sizes().filter((size, at) => size > (before[at] ?? 0)),
        [],
      );
    }).timeout(60_000);
  }

  it("is nothing of a document that is closed", async () => {
    const server: ServerInProcess = await startForRounds(true);
    const kinds = [Node, RuleMemo, TextDocument.create("", "", 0, "").constructor];
    const counts = () => kinds.map((kind) => queryObjects(kind as typeof Node));
    const before = counts();
    await playRound(server, 1);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(counts(), before);
    server.dispose();
  });
});
