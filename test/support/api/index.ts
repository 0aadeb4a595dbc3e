import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { type Answer, failure } from "./answer";
import { Contract } from "./contract";
import { FaultQueue, faultAnswer, matches, reset, send, sendHalf } from "./faults";
import { MAX_BODY_BYTES, type Outcome, perform, type Service } from "./operations";
import { WorkflowStore } from "./store";
import type {
  Fault,
  RecordedRequest,
  RequestMatch,
  SeedWorkflow,
  StandInApi,
  StandInOptions,
  Workflow,
  Workspace,
} from "./types";

export type * from "./types";

const WORKSPACE: Workspace = {
  id: "0198c0de-0000-7000-8000-000000000001",
  name: "Stand-in Sandbox",
  slug: "stand-in-sandbox",
  country: "ES",
  sandbox: true,
  created_at: "2026-01-05T09:00:00.000Z",
  updated_at: "2026-01-05T09:00:00.000Z",
};

/** The description is read and compiled once, however many servers are started. */
let contract: Promise<Contract> | undefined;

/**
 * Starts a server on 127.0.0.1 that behaves as the Invopop API is documented to, keeps all in memory, records
 * what it is asked and can be told to fail.
 * @throws when the port is taken.
 */
export async function startApi(options: StandInOptions = {}): Promise<StandInApi> {
  contract ??= Contract.load();
  const api = new StandIn(options, await contract);
  await api.listen(options.port ?? 0);
  return api;
}

type Recording = { -readonly [Key in keyof RecordedRequest]: RecordedRequest[Key] };

class StandIn implements StandInApi {
  readonly requests: Recording[] = [];
  readonly violations: string[] = [];
  readonly workspace: Workspace;
  readonly token: string;
  readonly #contract: Contract;
  readonly #service: Service;
  readonly #faults = new FaultQueue();
  readonly #log: (line: string) => void;
  readonly #server: Server;
  #awaited: { readonly match: RequestMatch; readonly found: (request: RecordedRequest) => void }[] = [];

  constructor(options: StandInOptions, contractToHold: Contract) {
    const { repeatedPut = "conflict", unknownKeys = "dropped", now = () => new Date() } = options;
    this.#contract = contractToHold;
    this.token = options.token ?? "test-token";
    this.workspace = { ...WORKSPACE, ...options.workspace };
    const store = new WorkflowStore({ now, unknownKeys, workspaceId: this.workspace.id });
    this.#service = { store, token: this.token, workspace: this.workspace, repeatedPut };
    this.#log = options.log ?? (() => {});
    this.#server = createServer((request, response) => {
      // What is left to fail here is the connection, and whoever was at its end knows.
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string")
      throw new Error("The stand-in API is not listening.");
    return `http://127.0.0.1:${address.port}`;
  }

  get workflows(): ReadonlyMap<string, Workflow> {
    return this.#service.store.workflows;
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, "127.0.0.1", () => {
        this.#server.off("error", reject);
        resolve();
      });
    });
  }

  inject(fault: Fault): void {
    this.#faults.add(fault);
  }

  seed(...workflows: readonly SeedWorkflow[]): Workflow[] {
    return workflows.map((workflow) => this.#service.store.seed(workflow));
  }

  arrival(match: RequestMatch = {}): Promise<RecordedRequest> {
    return new Promise((found) => {
      this.#awaited.push({ match, found });
    });
  }

  reset(): void {
    this.requests.length = 0;
    this.violations.length = 0;
    this.#service.store.workflows.clear();
    this.#faults.clear();
  }

  assertClean(): void {
    if (this.violations.length === 0) return;
    throw new Error(`These do not fit the API's description:\n${this.violations.join("\n")}`);
  }

  close(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.close((error) => (error === undefined ? resolve() : reject(error)));
      this.#server.closeAllConnections();
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const recorded = recordingOf(request);
    const gone = new AbortController();
    response.once("close", () => {
      gone.abort();
      this.#log(this.#line(recorded));
    });
    this.requests.push(recorded);
    const fault = this.#faults.take(recorded);
    if (fault?.kind === "reset" && fault.when === "before") {
      this.#arrived(recorded);
      reset(response);
      return;
    }
    const bytes = await readBody(request, recorded);
    this.violations.push(...this.#contract.requestViolations(recorded, request.url ?? "/"));
    this.#arrived(recorded);
    if (fault?.kind === "delay" && fault.when !== "after") await delay(fault.milliseconds, null, gone);
    const outcome = this.#perform(recorded, bytes);
    const stores = fault === undefined || fault.kind === "delay" || fault.when === "after";
    if (stores && outcome.store !== undefined) this.#service.store.put(outcome.store);
    if (fault?.kind === "delay" && fault.when === "after") await delay(fault.milliseconds, null, gone);
    this.#answer(recorded, response, outcome.answer, fault);
  }

  #perform(recorded: RecordedRequest, bytes: number): Outcome {
    try {
      return perform(this.#service, recorded, bytes);
    } catch {
      return { answer: failure(500, "The request could not be carried out.") };
    }
  }

  #answer(recorded: Recording, response: ServerResponse, own: Answer, fault: Fault | undefined): void {
    if (fault?.kind === "reset") {
      reset(response);
      return;
    }
    const given = fault === undefined ? undefined : faultAnswer(fault);
    const answer = given ?? own;
    if (given === undefined) this.violations.push(...this.#contract.answerViolations(recorded, own));
    recorded.status = answer.status;
    if (fault?.kind === "cut") sendHalf(response, answer);
    else send(response, answer);
  }

  #arrived(recorded: RecordedRequest): void {
    const waiting = this.#awaited;
    this.#awaited = waiting.filter(({ match }) => !matches(match, recorded));
    for (const { match, found } of waiting) if (matches(match, recorded)) found(recorded);
  }

  #line({ method, path, query, status }: RecordedRequest): string {
    const search = new URLSearchParams(query).toString();
    const line = `${method} ${path}${search === "" ? "" : `?${search}`} ${status ?? "no answer"}`;
    return line.replaceAll(this.token, "…");
  }
}

function recordingOf(request: IncomingMessage): Recording {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    [value ?? []].flat().join(", "),
  ]);
  return {
    method: request.method ?? "GET",
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: Object.fromEntries(headers),
    body: "",
    json: undefined,
    status: undefined,
  };
}

/** Reads to the end, so that a client can finish sending, but keeps no more than is permitted. */
async function readBody(request: IncomingMessage, recorded: Recording): Promise<number> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  recorded.body = Buffer.concat(chunks).toString("utf8");
  try {
    recorded.json = JSON.parse(recorded.body);
  } catch {
    recorded.json = undefined;
  }
  return bytes;
}
