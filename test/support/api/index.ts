import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Answer } from "./answer";
import { Contract } from "./contract";
import { Core, type Recording, recording } from "./core";
import { matches, reset, send, sendHalf, sendHalfOnly } from "./faults";
import { MAX_BODY_BYTES } from "./operations";
import { allowPage } from "./pages";
import type {
  Fault,
  RecordedRequest,
  RequestMatch,
  SeedWorkflow,
  StandInAccount,
  StandInApi,
  StandInOptions,
  Workflow,
  Workspace,
} from "./types";

export { makeToken } from "./token";
export type * from "./types";

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

class StandIn implements StandInApi {
  readonly #core: Core;
  readonly #log: (line: string) => void;
  readonly #server: Server;
  #allowsPages = false;
  #awaited: { readonly match: RequestMatch; readonly found: (request: RecordedRequest) => void }[] = [];

  constructor(options: StandInOptions, contractToHold: Contract) {
    this.#core = new Core(options, contractToHold);
    this.#log = options.log ?? (() => {});
    this.#server = createServer((request, response) => {
      // What is left to fail here is the connection, and whoever was at its end knows.
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  get requests(): readonly RecordedRequest[] {
    return this.#core.requests;
  }

  get violations(): readonly string[] {
    return this.#core.violations;
  }

  get token(): string {
    return this.#core.accounts.first.token;
  }

  get workspace(): Workspace {
    return this.#core.accounts.first.workspace;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string")
      throw new Error("The stand-in API is not listening.");
    return `http://127.0.0.1:${address.port}`;
  }

  get workflows(): ReadonlyMap<string, Workflow> {
    return this.#core.accounts.first.workflows;
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
    this.#core.faults.add(fault);
  }

  account(token: string): StandInAccount {
    return this.#core.accounts.get(token);
  }

  seed(...workflows: readonly SeedWorkflow[]): Workflow[] {
    return this.#core.accounts.first.seed(...workflows);
  }

  arrival(match: RequestMatch = {}): Promise<RecordedRequest> {
    return new Promise((found) => {
      this.#awaited.push({ match, found });
    });
  }

  allowPages(): void {
    this.#allowsPages = true;
  }

  reset(): void {
    this.#core.reset();
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
    if (this.#allowsPages && allowPage(request, response)) return;
    const recorded = recordingOf(request);
    const gone = new AbortController();
    response.once("close", () => {
      gone.abort();
      this.#log(this.#line(recorded));
    });
    const fault = this.#core.begin(recorded);
    if (fault?.kind === "reset" && fault.when === "before") {
      this.#arrived(recorded);
      reset(response);
      return;
    }
    const { body, bytes } = await readBody(request);
    this.#core.read(recorded, body, request.url ?? "/");
    this.#arrived(recorded);
    if (fault?.kind === "delay" && fault.when !== "after") await delay(fault.milliseconds, null, gone);
    const own = this.#core.carryOut(recorded, bytes, fault);
    if (fault?.kind === "delay" && fault.when === "after") await delay(fault.milliseconds, null, gone);
    this.#answer(recorded, response, own, fault);
  }

  #answer(recorded: Recording, response: ServerResponse, own: Answer, fault: Fault | undefined): void {
    if (fault?.kind === "reset") {
      reset(response);
      return;
    }
    const answer = this.#core.answerFor(recorded, own, fault);
    if (fault?.kind === "cut") sendHalf(response, answer);
    else if (fault?.kind === "stall") sendHalfOnly(response, answer);
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
    return this.#core.accounts.withoutTokens(line);
  }
}

function recordingOf(request: IncomingMessage): Recording {
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    [value ?? []].flat().join(", "),
  ]);
  return recording(request.method ?? "GET", request.url ?? "/", Object.fromEntries(headers));
}

/** Reads to the end, so that a client can finish sending, but keeps no more than is permitted. */
async function readBody(
  request: IncomingMessage,
): Promise<{ readonly body: string; readonly bytes: number }> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return { body: Buffer.concat(chunks).toString("utf8"), bytes };
}
