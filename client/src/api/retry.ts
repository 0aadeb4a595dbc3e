import { type ApiError, cancelled } from "./errors";

/** How often and how long a call that met a passing fault is repeated. Times are in milliseconds. */
export interface RetryPolicy {
  /** How often a call is made at most, the first time included. */
  readonly attempts: number;
  /** The longest wait before the first repeat; it doubles with each further one. */
  readonly firstDelay: number;
  /** Where the doubling ends. */
  readonly longestDelay: number;
  /** The longest wait that the API may ask for by `Retry-After`; if it asks for more, the call has failed. */
  readonly longestRetryAfter: number;
  /** No repeat begins later than this after the first call began. */
  readonly total: number;
}

/** Every fault is final. */
export const NO_RETRIES: RetryPolicy = {
  attempts: 1,
  firstDelay: 0,
  longestDelay: 0,
  longestRetryAfter: 0,
  total: 0,
};

/** Patient enough for a hiccup of the network or a deployment of the API, short enough for a person who waits. */
export const DEFAULT_RETRIES: RetryPolicy = {
  attempts: 5,
  firstDelay: 500,
  longestDelay: 8_000,
  longestRetryAfter: 60_000,
  total: 120_000,
};

/** Time and chance, which tests replace. */
export interface RetryPorts {
  /** The time in milliseconds, from any beginning. */
  now(): number;
  /** At least 0, less than 1. */
  random(): number;
  /** Resolves after so many milliseconds, or as soon as the signal is aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const REAL_TIME: RetryPorts = {
  now: () => performance.now(),
  random: () => Math.random(),
  wait: (milliseconds, signal) =>
    new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal.addEventListener("abort", done, { once: true });
      if (signal.aborted) {
        done();
      }
    }),
};

/** The repeats of one thing that is to be done: how many there were, and whether there is time for another. */
export class Retries {
  readonly #start: number;
  #made = 1;

  constructor(
    private readonly policy: RetryPolicy,
    private readonly ports: RetryPorts,
    private readonly tell: (line: string) => void,
  ) {
    this.#start = ports.now();
  }

  /**
   * Waits until the call that failed may be made again. False when it has been made often enough, or there is no
   * time left, or the API asks for too long a wait.
   *
   * @param what the call as the log names it, such as `GET /utils/v1/ping`
   * @throws ApiError `cancelled` when the signal is aborted, be it in the middle of the wait
   */
  async again(error: ApiError, what: string, signal: AbortSignal): Promise<boolean> {
    const { attempts, longestRetryAfter, total } = this.policy;
    const asked = (error.details.retryAfter ?? 0) * 1000;
    const delay = asked + this.#backoff();
    const isLate = this.ports.now() - this.#start + delay > total;
    if (this.#made >= attempts || asked > longestRetryAfter || isLate) {
      return false;
    }
    this.#made += 1;
    const { code } = error.details;
    const reason = code === undefined ? error.message : `${error.message} (${code})`;
    const wait = (delay / 1000).toFixed(1);
    this.tell(`${what}: ${reason} Trying again in ${wait} s (${this.#made} of ${attempts}).`);
    await this.ports.wait(delay, signal);
    if (signal.aborted) {
      throw cancelled();
    }
    return true;
  }

  /** Exponential with full jitter, so that many clients do not come back all at once, asked to wait or not. */
  #backoff(): number {
    const { firstDelay, longestDelay } = this.policy;
    return this.ports.random() * Math.min(longestDelay, firstDelay * 2 ** (this.#made - 1));
  }
}
