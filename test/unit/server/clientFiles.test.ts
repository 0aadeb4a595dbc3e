import assert from "node:assert/strict";
import type { CancellationToken, Connection } from "vscode-languageserver";
import { ReachableFiles } from "../../../server/src/server/clientFiles";

const FOLDER = "vscode-vfs://github/acme/workflows";
const FILE = `${FOLDER}/a.workflow.json`;

describe("the files that a client reads for the server", () => {
  let answer: () => unknown;
  let asked: unknown[];
  let tokens: CancellationToken[];
  /** What is to be done later, each with how long it waits. */
  let timers: Map<() => void, number>;
  let files: ReachableFiles;

  beforeEach(() => {
    answer = () => null;
    asked = [];
    tokens = [];
    timers = new Map();
    const sendRequest = async (method: string, params: unknown, token: CancellationToken) => {
      asked.push([method, params]);
      tokens.push(token);
      return answer();
    };
    files = new ReachableFiles(
      { sendRequest } as Pick<Connection, "sendRequest">,
      {
        later: (callback, milliseconds) => {
          timers.set(callback, milliseconds);
          return () => timers.delete(callback);
        },
      },
      () => true,
    );
  });

  const never = () => new Promise(() => {});
  const passTime = (): void => {
    const due = [...timers.keys()];
    timers.clear();
    due.forEach((callback) => void callback());
  };

  it("are asked for by their addresses, with how large they may be", async () => {
    answer = () => "{}";
    assert.equal(await files.read(FILE), "{}");
    answer = () => [{ name: "a b", isFolder: true }];
    assert.deepEqual(await files.list(FOLDER), [{ name: "a b", isFolder: true }]);
    assert.deepEqual(asked, [
      ["invopop/readFile", { uri: FILE, mostBytes: 4 * 1024 * 1024 }],
      ["invopop/listFolder", { uri: FOLDER }],
    ]);
    assert.equal(timers.size, 0);
  });

  it("are nothing where the client says that there is nothing, or too much", async () => {
    assert.equal(await files.read(FILE), undefined);
    assert.deepEqual(await files.list(FOLDER), []);
    answer = () => " ".repeat(4 * 1024 * 1024 + 1);
    assert.equal(await files.read(FILE), undefined);
  });

  it("are not known where the client refuses, or answers something else", async () => {
    answer = () => Promise.reject(new Error("Too many requests"));
    await assert.rejects(files.read(FILE), /^Error: Too many requests$/);
    await assert.rejects(files.list(FOLDER), /^Error: Too many requests$/);
    answer = () => 7;
    await assert.rejects(files.read(FILE), /^Error: The client's answer is no text\.$/);
    await assert.rejects(files.list(FOLDER), /^Error: The client's answer is no list\.$/);
  });

  it("have no names that lead elsewhere", async () => {
    const entries = ["", ".", "..", "a/b", "..\\b", "...", ".a", 3, undefined].map((name) => ({
      name,
      isFolder: true,
    }));
    answer = () => [...entries, null, { name: "a" }];
    assert.deepEqual(
      (await files.list(FOLDER)).map(({ name }) => name),
      ["...", ".a"],
    );
  });

  it("are not waited for without end", async () => {
    answer = never;
    const list = files.list(FOLDER);
    assert.deepEqual([...timers.values()], [30_000]);
    passTime();
    await assert.rejects(list, /^Error: The client did not answer within 30 seconds\.$/);
    assert.equal(tokens[0]?.isCancellationRequested, true);
  });

  it("are not asked for while a client owes many answers", async () => {
    let giveIn = (_: unknown): void => {};
    answer = () =>
      new Promise((resolve) => {
        giveIn = resolve;
      });
    const reads = Array.from({ length: 64 }, () => files.read(FILE));
    passTime();
    await Promise.allSettled(reads);
    await assert.rejects(files.read(FILE), /^Error: The client does not answer\.$/);
    assert.equal(asked.length, 64);
    giveIn("late");
    await new Promise((resolve) => setImmediate(resolve));
    answer = () => "{}";
    assert.equal(await files.read(FILE), "{}");
  });
});
