import assert from "node:assert/strict";
import { setImmediate as settle } from "node:timers/promises";
import { ClientRun, type RunningClient } from "../../../client/src/clientRun";

describe("a run of the language server", () => {
  /** What was done, in order. */
  let done: string[];
  /** Waits that end only when time passes, by how long they are. */
  let waits: { readonly milliseconds: number; readonly end: () => void }[];
  let make: () => Promise<void>;
  let start: () => Promise<void>;
  let dispose: () => Promise<void>;
  let run: ClientRun<RunningClient>;

  beforeEach(() => {
    done = [];
    waits = [];
    make = start = dispose = async () => {};
    run = new ClientRun<RunningClient>({
      createClient: async () => {
        done.push("make");
        await make();
        return {
          start: () => {
            done.push("start");
            return start();
          },
          dispose: () => {
            done.push("dispose");
            return dispose();
          },
        };
      },
      prepare: () => done.push("prepare"),
      after: (milliseconds) =>
        milliseconds === 0
          ? settle()
          : new Promise((end) => void waits.push({ milliseconds, end: () => end() })),
    });
  });

  /** A promise that is settled by hand. */
  function pending(): { readonly promise: Promise<void>; resolve(): void; reject(error: Error): void } {
    let settled: { resolve: () => void; reject: (error: Error) => void } | undefined;
    const promise = new Promise<void>((resolve, reject) => {
      settled = { resolve, reject };
    });
    return {
      promise,
      resolve: () => settled?.resolve(),
      reject: (error) => settled?.reject(error),
    };
  }

  async function turns(): Promise<void> {
    await settle();
    await settle();
    await settle();
  }

  const passTime = (): void => waits.splice(0).forEach(({ end }) => void end());

  it("makes a client and starts it, and lets go of it in the end", async () => {
    await run.start();
    assert.notEqual(run.client, undefined);
    await run.end();
    assert.deepEqual(done, ["make", "prepare", "start", "dispose"]);
  });

  it("makes none when it has ended before", async () => {
    const started = run.start();
    await run.end();
    await started;
    assert.deepEqual(done, []);
  });

  it("does not start a client that is made only after it has ended", async () => {
    const made = pending();
    make = () => made.promise;
    const started = run.start();
    await turns();
    const ended = run.end();
    await turns();
    assert.deepEqual(
      waits.map(({ milliseconds }) => milliseconds),
      [5_000],
    );
    passTime();
    await ended;
    made.resolve();
    await started;
    assert.deepEqual([done, run.client], [["make"], undefined]);
  });

  it("lets go of a client that is up only after it has ended", async () => {
    const up = pending();
    start = () => up.promise;
    dispose = () => Promise.reject(new Error("It is still starting."));
    const started = run.start();
    await turns();
    const ended = run.end();
    await turns();
    passTime();
    await ended;
    assert.deepEqual(done, ["make", "prepare", "start", "dispose"]);
    up.resolve();
    await started;
    assert.deepEqual(done, ["make", "prepare", "start", "dispose", "dispose"]);
  });

  it("lets go of a client that did not start", async () => {
    start = () => Promise.reject(new Error("There is no such file."));
    await assert.rejects(run.start(), /There is no such file\./);
    await run.end();
    assert.deepEqual(done, ["make", "prepare", "start", "dispose"]);
  });

  it("lets go of one that has crashed, after that has told so", async () => {
    await run.start();
    const ended = run.end();
    assert.deepEqual(done, ["make", "prepare", "start"]);
    await ended;
    assert.deepEqual(done, ["make", "prepare", "start", "dispose"]);
  });
});
