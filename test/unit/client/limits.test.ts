import assert from "node:assert/strict";
import { mock } from "node:test";
import { setImmediate as settle } from "node:timers/promises";
import { parseBaseUrl } from "../../../client/src/api/baseUrl";
import { InvopopClient } from "../../../client/src/api/client";
import { ApiError } from "../../../client/src/api/errors";

const LIMITS = { connect: 30_000, total: 60_000 };

describe("the time limits of a call", () => {
  /** Lets the answer begin. */
  let begin: () => void;
  /** Lets the answer end. */
  let end: () => void;
  /** How the call ended; undefined while it has not. */
  let ending: string | undefined;
  let abort: AbortController;
  /** The timers that were set, and the time in milliseconds, which only the tests move on. */
  let timers: Map<number, { readonly run: () => void; readonly at: number }>;
  let time: number;

  beforeEach(async () => {
    timers = new Map();
    time = 0;
    mock.method(globalThis, "setTimeout", (run: () => void, after: number) => {
      const key = timers.size + 1;
      timers.set(key, { run, at: time + after });
      return key;
    });
    mock.method(globalThis, "clearTimeout", (key: number) => timers.set(key, { run: () => {}, at: 0 }));
    abort = new AbortController();
    ending = undefined;
    const client = new InvopopClient({
      baseUrl: parseBaseUrl(""),
      token: "test-token",
      userAgent: "invopop-workflows/0 (test)",
      limits: LIMITS,
      fetch: answerSlowly,
    });
    const ended = (how: string) => {
      ending = how;
    };
    client.ping(abort.signal).then(
      () => ended("done"),
      (error: unknown) => ended(error instanceof ApiError ? error.kind : String(error)),
    );
    await settle();
  });
  afterEach(() => mock.restoreAll());

  /** Answers as a server that takes its time does. */
  const answerSlowly: typeof fetch = (_input, init) =>
    new Promise((resolve, reject) => {
      const signal = init?.signal ?? assert.fail("There is no signal.");
      signal.addEventListener("abort", () => reject(signal.reason));
      begin = () => {
        const body = new ReadableStream<Uint8Array>({
          start: (controller) => {
            end = () => {
              controller.enqueue(new TextEncoder().encode("{}"));
              controller.close();
            };
          },
        });
        resolve(new Response(body));
      };
    });

  async function pass(milliseconds: number): Promise<void> {
    const before = time;
    time += milliseconds;
    for (const { run, at } of timers.values()) {
      if (at > before && at <= time) {
        run();
      }
    }
    await settle();
  }

  it("end one whose answer does not begin", async () => {
    await pass(LIMITS.connect - 1);
    assert.equal(ending, undefined);
    await pass(1);
    assert.equal(ending, "timeout");
  });

  it("end one whose answer does not end", async () => {
    await pass(10_000);
    begin();
    await settle();
    await pass(LIMITS.total - 10_001);
    assert.equal(ending, undefined);
    await pass(1);
    assert.equal(ending, "timeout");
  });

  it("let one go on whose answer has begun, until the limit of the whole", async () => {
    begin();
    await settle();
    await pass(LIMITS.total - 1);
    end();
    await settle();
    assert.equal(ending, "done");
  });

  for (const [what, isBegun] of [
    ["before its answer", false],
    ["in the middle of its answer", true],
  ] as const) {
    it(`leave it to the person to cancel one ${what}`, async () => {
      if (isBegun) {
        begin();
        await settle();
      }
      abort.abort();
      await settle();
      assert.equal(ending, "cancelled");
    });
  }
});
