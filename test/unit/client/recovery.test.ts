import assert from "node:assert/strict";
import { setImmediate as settle } from "node:timers/promises";
import { Recovery, type Run } from "../../../client/src/recovery";

const CRASHED =
  "The Invopop language server has crashed 5 times within 3 minutes and stays off. " +
  "You can go on editing, saving and comparing; problems, completion, the preview, pulling and publishing come back once it is restarted. " +
  "If this goes on, attach its output to an issue; no token is in there. [Restart] [Show Output]";

const MINUTE = 60_000;

describe("a language server that ends by itself", () => {
  /** What was done, in order. */
  let done: string[];
  let time: number;
  let runs: number;
  /** Ends the last run as a crash does. */
  let crash: () => void;
  /** Chooses a button of the message that is shown. */
  let choose: (button: string | undefined) => void;
  /** How the next run starts. */
  let starting: () => Promise<void>;
  let recovery: Recovery<Run & { readonly number: number }>;

  beforeEach(() => {
    done = [];
    time = 0;
    runs = 0;
    starting = async () => {};
    recovery = new Recovery({
      launch: (ended) => {
        const number = ++runs;
        crash = ended;
        return {
          number,
          start: () => {
            done.push(`start ${number}`);
            return starting();
          },
          end: async () => void done.push(`end ${number}`),
        };
      },
      now: () => time,
      tell: (message, ...buttons) => {
        done.push([message, ...buttons.map((button) => `[${button}]`)].join(" "));
        return new Promise((resolve) => {
          choose = resolve;
        });
      },
      showOutput: () => done.push("show the output"),
      log: (line) => done.push(`log: ${line}`),
    });
  });

  /** What was done since this was last asked. */
  async function doneNow(): Promise<string[]> {
    await settle();
    return done.splice(0);
  }

  async function crashOften(times: number): Promise<void> {
    for (let count = 0; count < times; count++) {
      crash();
      await settle();
    }
  }

  it("is started again, which is only told in the output", async () => {
    await recovery.start();
    crash();
    assert.deepEqual(await doneNow(), [
      "start 1",
      "end 1",
      "log: The language server has crashed, 1 of 5 times within 3 minutes. It is started again.",
      "start 2",
    ]);
    assert.equal(recovery.run?.number, 2);
  });

  it("stays off after five crashes within three minutes, which is told once", async () => {
    await recovery.start();
    await crashOften(4);
    await doneNow();
    crash();
    crash();
    assert.deepEqual(await doneNow(), [
      "end 5",
      "log: The language server has crashed, 5 of 5 times within 3 minutes, and stays off. The command 'Invopop: Restart Language Server' starts it again.",
      CRASHED,
    ]);
    assert.equal(recovery.run, undefined);
    choose(undefined);
    assert.deepEqual(await doneNow(), []);
  });

  it("is started again however often it crashes, where that takes longer", async () => {
    await recovery.start();
    for (let count = 0; count < 20; count++) {
      time += MINUTE;
      await crashOften(1);
    }
    assert.equal(recovery.run?.number, 21);
  });

  it("comes back by the button, with as many chances as before", async () => {
    await recovery.start();
    await crashOften(5);
    await doneNow();
    choose("Restart");
    assert.deepEqual(await doneNow(), ["start 6"]);
    await crashOften(4);
    assert.equal(recovery.run?.number, 10);
    await doneNow();
    await crashOften(1);
    assert.ok((await doneNow()).includes(CRASHED));
  });

  it("has its output shown by the other button, and comes back by the command", async () => {
    await recovery.start();
    await crashOften(5);
    await doneNow();
    choose("Show Output");
    assert.deepEqual(await doneNow(), ["show the output"]);
    await recovery.restart();
    assert.deepEqual(await doneNow(), ["start 6"]);
  });

  it("counts as crashed once when it ends while it starts", async () => {
    let fail = (_error: Error) => {};
    starting = () =>
      new Promise((_resolve, reject) => {
        fail = reject;
      });
    const started = recovery.start();
    await doneNow();
    starting = async () => {};
    crash();
    fail(new Error("The connection is gone"));
    await started;
    assert.deepEqual(await doneNow(), [
      "end 1",
      "log: The language server has crashed, 1 of 5 times within 3 minutes. It is started again.",
      "start 2",
    ]);
  });

  it("is told of when it does not start at all, and can be started again", async () => {
    starting = () => Promise.reject(new Error("There is no such file"));
    await recovery.start();
    const told = CRASHED.replace("has crashed 5 times within 3 minutes and stays off", "did not start");
    const logged = "log: The language server did not start: Error: There is no such file";
    assert.deepEqual(await doneNow(), ["start 1", "end 1", logged, told]);
    choose("Restart");
    assert.deepEqual(await doneNow(), ["start 2", "end 2", logged, told]);
    await recovery.restart();
    assert.deepEqual(await doneNow(), ["start 3", "end 3", logged, told]);
    starting = async () => {};
    choose("Restart");
    assert.deepEqual(await doneNow(), ["start 4"]);
  });

  it("has not crashed when it is restarted or no longer wanted", async () => {
    await recovery.start();
    const crashFirst = crash;
    const twice = [recovery.restart(), recovery.restart()];
    crashFirst();
    await Promise.all(twice);
    assert.deepEqual(await doneNow(), ["start 1", "end 1", "start 2"]);
    recovery.dispose();
    crash();
    await recovery.restart();
    assert.deepEqual(await doneNow(), ["end 2"]);
  });
});
