import assert from "node:assert/strict";
import { parseBaseUrl } from "../../../client/src/api/baseUrl";
import { DEFAULT_RETRIES, InvopopClient } from "../../../client/src/api/client";
import { ApiError } from "../../../client/src/api/errors";
import type { Base } from "../../../client/src/sync/base";
import {
  baseOf,
  carryOut,
  type Local,
  type Outcome,
  type Plan,
  planPublish,
} from "../../../client/src/sync/engine";
import { uuid } from "../ids";
import { FakeTime } from "./fakeTime";
import type { StandInApi } from "./index";

/** The workflow that is published. */
export const ID = uuid(1);
export const WORKSPACE = uuid(2);

/** Publishes to a stand-in over HTTP, three tries for each call, and tells what came of it in few words. */
export class Publishing {
  readonly time = new FakeTime();
  readonly abort = new AbortController();
  /** What happens right before the next call of each method. */
  readonly before: Partial<Record<string, () => void>> = {};
  readonly client: InvopopClient;

  constructor(readonly api: StandInApi) {
    this.client = new InvopopClient({
      baseUrl: parseBaseUrl(api.url),
      token: api.token,
      userAgent: "invopop-workflows/0 (test)",
      fetch: (input, init) => {
        const method = init?.method ?? "GET";
        const action = this.before[method];
        delete this.before[method];
        action?.();
        return fetch(input, init);
      },
      limits: { connect: 5000, total: 5000 },
      retry: { ...DEFAULT_RETRIES, attempts: 3 },
      retryPorts: this.time,
    });
  }

  plan(text: string, base?: Base, draft?: boolean): Promise<Plan> {
    return planPublish(this.client, localOf(text, draft), base, this.abort.signal);
  }

  /** The base of what is stored at this moment. */
  async baseNow(): Promise<Base> {
    return baseOf(WORKSPACE, ID, await this.client.getWorkflow(ID, this.abort.signal));
  }

  /** Plans and publishes, whatever is stored. @param meanwhile happens in between */
  async publish(text: string, meanwhile = () => {}, draft?: boolean): Promise<string> {
    const plan = await this.plan(text, undefined, draft);
    meanwhile();
    return plan.kind === "same"
      ? "the same"
      : told(await carryOut(this.client, localOf(text, draft), plan, this.abort.signal));
  }

  /** How publishing fails, and whether it may have been stored all the same. */
  async fail(text: string, meanwhile = () => {}): Promise<string> {
    const error: unknown = await this.publish(text, meanwhile).catch((reason: unknown) => reason);
    assert.ok(error instanceof ApiError, String(error));
    return `${error.kind}, ${error.isOutcomeUnknown ? "may be stored" : "not stored"}`;
  }

  /** The calls so far with what they were answered. */
  get calls(): string[] {
    return this.api.requests.map(({ method, status }) => `${method} ${status ?? "lost"}`);
  }

  /** The bodies of the writes so far. */
  get bodies(): string[] {
    return this.api.requests.filter(({ method }) => method !== "GET").map(({ body }) => body);
  }
}

function localOf(text: string, draft: boolean | undefined): Local {
  return { id: ID, text, ...(draft !== undefined && { draft }) };
}

function told(outcome: Outcome): string {
  if (outcome.kind === "moved") {
    return `moved to ${outcome.stored?.version ?? "nothing"}${outcome.mayHaveStored ? ", may have been stored" : ""}`;
  }
  const { stored, dropped, overtaken } = outcome;
  return [
    `published ${stored.name} ${stored.version}`,
    ...dropped.map(({ kind, label }) => `${kind} ${label}`),
    ...(overtaken ? [`overtook ${overtaken.version} ${overtaken.name ?? "(unknown)"}`] : []),
  ].join("; ");
}
