import assert from "node:assert/strict";
import { parseBaseUrl } from "../../../client/src/api/baseUrl";
import { type ClientOptions, InvopopClient } from "../../../client/src/api/client";
import { ApiError, type ApiErrorDetails, type ApiErrorKind } from "../../../client/src/api/errors";
import { DEFAULT_RETRIES, REAL_TIME, Retries } from "../../../client/src/api/retry";
import { FakeTime } from "../../support/api/fakeTime";
import { LocalApi } from "../../support/api/local";

const ID = "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01";
const BODY = '{ "name": "A" }';
const TOKEN = "secret-token-of-the-tests";

describe("the policy of repeats", () => {
  const never = new AbortController().signal;
  const unavailable = failure("server", { status: 503 });

  async function waits(time: FakeTime, error: ApiError, policy = DEFAULT_RETRIES): Promise<number[]> {
    const retries = new Retries(policy, time, () => {});
    for (;;) {
      if (!(await retries.again(error, "GET /a", never))) {
        return time.waits;
      }
    }
  }

  it("waits twice as long each time, up to a bound, and gives up after so many", async () => {
    const policy = { ...DEFAULT_RETRIES, attempts: 7 };
    assert.deepEqual(await waits(new FakeTime(), unavailable, policy), [500, 1000, 2000, 4000, 8000, 8000]);
  });

  it("leaves all of the wait to chance", async () => {
    assert.deepEqual(await waits(new FakeTime(0), unavailable), [0, 0, 0, 0]);
    assert.deepEqual(await waits(new FakeTime(0.25), unavailable), [125, 250, 500, 1000]);
  });

  it("begins no repeat once its time is over", async () => {
    const policy = { ...DEFAULT_RETRIES, attempts: 100, total: 20_000 };
    assert.deepEqual(await waits(new FakeTime(), unavailable, policy), [500, 1000, 2000, 4000, 8000]);
  });

  it("waits as long as the API asks for, and a little", async () => {
    const error = failure("rate-limited", { status: 429, retryAfter: 7 });
    assert.deepEqual(await waits(new FakeTime(0), error), [7000, 7000, 7000, 7000]);
    assert.deepEqual(await waits(new FakeTime(), error), [7500, 8000, 9000, 11000]);
  });

  it("does not wait at all where the API asks for too long", async () => {
    const bound = failure("rate-limited", { retryAfter: 60 });
    assert.deepEqual(await waits(new FakeTime(0), bound), [60_000, 60_000]);
    assert.deepEqual(await waits(new FakeTime(0), failure("rate-limited", { retryAfter: 61 })), []);
  });

  it("tells of each wait in a line", async () => {
    const lines: string[] = [];
    const retries = new Retries(DEFAULT_RETRIES, new FakeTime(), (line) => lines.push(line));
    await retries.again(unavailable, "GET /a", never);
    await retries.again(failure("network", { code: "ECONNRESET" }), "GET /a", never);
    assert.deepEqual(lines, [
      "GET /a: m. Trying again in 0.5 s (2 of 5).",
      "GET /a: m. (ECONNRESET) Trying again in 1.0 s (3 of 5).",
    ]);
  });

  it("is over when it is cancelled in the middle of a wait", async () => {
    const abort = new AbortController();
    const time = new FakeTime();
    time.meanwhile = () => abort.abort();
    const retries = new Retries(DEFAULT_RETRIES, time, () => {});
    await assert.rejects(retries.again(unavailable, "GET /a", abort.signal), isOf("cancelled"));
  });

  it("does not go on waiting in real time either", async () => {
    const abort = new AbortController();
    const wait = REAL_TIME.wait(600_000, abort.signal);
    abort.abort();
    await wait;
    await REAL_TIME.wait(600_000, abort.signal);
    await REAL_TIME.wait(0, never);
  });
});

describe("the client's repeats", () => {
  const never = new AbortController().signal;
  let api: LocalApi;
  let time: FakeTime;
  let lines: string[];

  const base = (): ClientOptions => ({
    baseUrl: parseBaseUrl(api.url),
    token: TOKEN,
    userAgent: "invopop-workflows/0 (test)",
    fetch: api.fetch,
    limits: { connect: 5000, total: 5000 },
    retryPorts: time,
    onRetry: (line) => lines.push(line),
  });
  const clientWith = (options: Partial<ClientOptions> = {}) =>
    new InvopopClient({ ...base(), retry: DEFAULT_RETRIES, ...options });

  beforeEach(() => {
    api = new LocalApi({ token: TOKEN });
    api.account.seed({ id: ID, name: "A" });
    time = new FakeTime();
    lines = [];
  });

  it("are none where nothing is said of them", async () => {
    api.inject({ when: "before", kind: "status", status: 503 });
    await assert.rejects(new InvopopClient(base()).getWorkflow(ID, never), isOf("server"));
    assert.equal(api.requests.length, 1);
  });

  it("bring an answer after passing faults, and are told of", async () => {
    api.inject({ when: "before", kind: "status", status: 500 });
    api.inject({ when: "before", kind: "reset" });
    api.inject({ when: "after", kind: "cut" });
    api.inject({ when: "before", kind: "status", status: 429, headers: { "Retry-After": "3" } });
    assert.equal((await clientWith().getWorkflow(ID, never)).name, "A");
    const path = `GET /transform/v1/workflows/${ID}`;
    assert.deepEqual(lines, [
      `${path}: The API answered 500. Trying again in 0.5 s (2 of 5).`,
      `${path}: The API could not be reached, or the connection broke. (ECONNRESET) Trying again in 1.0 s (3 of 5).`,
      `${path}: The API could not be reached, or the connection broke. (ECONNRESET) Trying again in 2.0 s (4 of 5).`,
      `${path}: The API answered 429. Trying again in 7.0 s (5 of 5).`,
    ]);
    assert.equal(api.requests.length, 5);
  });

  it("are told of without the token", async () => {
    api.inject({ when: "before", kind: "reset" });
    await clientWith()
      .getWorkflow(TOKEN, never)
      .catch(() => {});
    assert.equal(lines.length, 1);
    assert.ok(lines[0]?.startsWith("GET /transform/v1/workflows/…: "), lines[0]);
  });

  it("end with the last failure, after which nothing can have been stored", async () => {
    api.inject({ when: "before", kind: "status", status: 503, times: 4 });
    api.inject({ when: "before", kind: "not-json" });
    const error: unknown = await clientWith()
      .getWorkflow(ID, never)
      .catch((reason: unknown) => reason);
    assert.ok(error instanceof ApiError);
    assert.deepEqual([error.kind, error.isOutcomeUnknown, api.requests.length], ["not-json", false, 5]);
  });

  it("tell how long the API asks to wait when that is too long", async () => {
    api.inject({ when: "before", kind: "status", status: 429, headers: { "Retry-After": "3600" } });
    const error: unknown = await clientWith()
      .getWorkflow(ID, never)
      .catch((reason: unknown) => reason);
    assert.ok(error instanceof ApiError);
    assert.equal(error.details.retryAfter, 3600);
    assert.deepEqual(time.waits, []);
  });

  it("are over when they are cancelled", async () => {
    const abort = new AbortController();
    time.meanwhile = () => abort.abort();
    api.inject({ when: "before", kind: "status", status: 503 });
    const call = clientWith().getWorkflow(ID, abort.signal);
    await assert.rejects(call, isOf("cancelled"));
    assert.equal(api.requests.length, 1);
  });

  for (const status of [400, 401, 403, 404, 409, 418, 422]) {
    it(`are none after ${status}`, async () => {
      api.inject({ when: "before", kind: "status", status });
      await assert.rejects(clientWith().getWorkflow(ID, never), ApiError);
      assert.equal(api.requests.length, 1);
    });
  }

  it("are none of a certificate that is not trusted, and some of a name that is not found", async () => {
    for (const [code, count] of [
      ["DEPTH_ZERO_SELF_SIGNED_CERT", 1],
      ["CERT_HAS_EXPIRED", 1],
      ["ENOTFOUND", 5],
      ["ECONNREFUSED", 5],
    ] as const) {
      let calls = 0;
      const fetch = async () => {
        calls += 1;
        throw new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
      };
      await assert.rejects(clientWith({ fetch }).getWorkflow(ID, never), isOf("network"));
      assert.equal(calls, count, code);
    }
  });

  it("are none of a write, as what is stored has to be looked at first", async () => {
    for (const write of ["createWorkflow", "updateWorkflow"] as const) {
      api.inject({ when: "before", kind: "reset" });
      await assert.rejects(clientWith()[write](ID, BODY, never), isOf("network"));
    }
    assert.equal(api.requests.length, 2);
  });
});

function failure(kind: ApiErrorKind, details: ApiErrorDetails = {}): ApiError {
  return new ApiError(kind, "m.", details);
}

function isOf(kind: ApiErrorKind): (error: unknown) => boolean {
  return (error) => error instanceof ApiError && error.kind === kind;
}
