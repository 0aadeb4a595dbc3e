import { ApiError, attempt } from "./errors";
import { DEFAULT_RETRIES, NO_RETRIES, REAL_TIME, Retries, type RetryPolicy, type RetryPorts } from "./retry";
import { call, type Limits, type Method, type TransportOptions, withoutToken } from "./transport";
import { readPage, readWorkflow, readWorkspace, type StoredWorkflow, type Workspace } from "./types";

/** Long enough for the largest workflow over a slow line, short enough that nobody waits for nothing. */
export const DEFAULT_LIMITS: Limits = { connect: 30_000, total: 60_000 };

export { DEFAULT_RETRIES, type Limits };

/** What the client needs from outside. */
export interface ClientOptions extends TransportOptions {
  /** How passing faults are met; by giving up when left out. */
  readonly retry?: RetryPolicy;
  /** Real time and chance when left out. */
  readonly retryPorts?: RetryPorts;
  /** Called with a line for the log before each wait. The token is never in it. */
  readonly onRetry?: (line: string) => void;
}

const WORKFLOWS = "/transform/v1/workflows";

/** How many workflows a page of the list has at most, and how many pages are read before it counts as endless. */
const PAGE = 100;
const MOST_PAGES = 1000;

/**
 * Talks to the Invopop API. Every method throws an `ApiError`, and nothing else, when it does not succeed; what
 * an answer says is checked and never trusted.
 *
 * After passing faults a GET is made again, as the policy says. A PUT or PATCH is made once: what is stored has to
 * be looked at before it is made again, which `carryOut` does.
 */
export class InvopopClient {
  constructor(private readonly options: ClientOptions) {}

  /** Finds out whether the token is accepted: `GET /utils/v1/ping`. */
  async ping(signal: AbortSignal): Promise<void> {
    await this.#get("/utils/v1/ping", (answer) => answer, "JSON", signal);
  }

  /** Tells which workspace the token belongs to. */
  async workspace(signal: AbortSignal): Promise<Workspace> {
    return this.#get("/access/v1/workspace", readWorkspace, "workspace", signal);
  }

  /** Creates a workflow under its UUID. @param body the JSON text to send */
  async createWorkflow(id: string, body: string, signal: AbortSignal): Promise<StoredWorkflow> {
    return this.#write("PUT", id, body, signal);
  }

  /** Updates a workflow; its `schema` and `country` cannot be changed. @param body the JSON text to send */
  async updateWorkflow(id: string, body: string, signal: AbortSignal): Promise<StoredWorkflow> {
    return this.#write("PATCH", id, body, signal);
  }

  /** Fetches a workflow as it is stored. */
  async getWorkflow(id: string, signal: AbortSignal): Promise<StoredWorkflow> {
    return this.#get(pathOf(id), readWorkflow, WORKFLOW, signal);
  }

  /**
   * All workflows, oldest first, page by page of up to 100; each once. Ends where an answer tells of no next page;
   * a page that leads back to an earlier one is an ApiError, never a loop.
   *
   * @param schema lists only those with this schema
   */
  async *listWorkflows(signal: AbortSignal, schema?: string): AsyncGenerator<readonly StoredWorkflow[]> {
    const starts = new Set<string>();
    const ids = new Set<string>();
    let start: string | undefined;
    do {
      const query = new URLSearchParams({
        limit: String(PAGE),
        ...(start !== undefined && { created_at: start }),
        ...(schema !== undefined && { schema }),
      });
      const page = await this.#get(`${WORKFLOWS}?${query}`, readPage, "list of workflows", signal);
      yield page.workflows.filter(({ id }) => {
        const isKnown = id !== undefined && ids.has(id);
        ids.add(id ?? "");
        return !isKnown;
      });
      start = page.next;
      if (start !== undefined && (starts.has(start) || starts.size >= MOST_PAGES)) {
        throw new ApiError("unexpected", "The API's list of workflows has no end.").harmless();
      }
      starts.add(start ?? "");
    } while (start !== undefined);
  }

  /** The repeats of something larger than a call, under the client's policy. */
  retries(): Retries {
    const { retry = NO_RETRIES, retryPorts = REAL_TIME, onRetry = () => {}, token } = this.options;
    return new Retries(retry, retryPorts, (line) => onRetry(withoutToken(line, token)));
  }

  async #write(method: Method, id: string, body: string, signal: AbortSignal): Promise<StoredWorkflow> {
    return accepted(await call(this.options, method, pathOf(id), body, signal), readWorkflow, WORKFLOW);
  }

  async #get<T>(path: string, read: Reader<T>, what: string, signal: AbortSignal): Promise<T> {
    const retries = this.retries();
    try {
      for (;;) {
        const result = await attempt(() => call(this.options, "GET", path, undefined, signal));
        if (!(result instanceof ApiError)) {
          return accepted(result, read, what);
        }
        if (!result.isPassing || !(await retries.again(result, `GET ${path}`, signal))) {
          throw result;
        }
      }
    } catch (error) {
      throw error instanceof ApiError ? error.harmless() : error;
    }
  }
}

/** What an answer says; undefined when it says nothing of the kind. */
type Reader<T> = (answer: unknown) => T | undefined;

const WORKFLOW = "workflow";

function pathOf(id: string): string {
  return `${WORKFLOWS}/${encodeURIComponent(id)}`;
}

function accepted<T>(answer: unknown, read: Reader<T>, what: string): T {
  const value = read(answer);
  if (value === undefined) {
    throw new ApiError("not-json", `The API's answer is no ${what}.`);
  }
  return value;
}
