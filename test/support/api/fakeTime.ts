import type { RetryPorts } from "../../../client/src/api/retry";

/** A clock that only the waits of repeats move on. */
export class FakeTime implements RetryPorts {
  /** The waits so far, in whole milliseconds. */
  readonly waits: number[] = [];
  /** What happens in the middle of each wait. */
  meanwhile = (): void => {};
  #time = 1_000_000;
  readonly #chance: number;

  /** @param chance what is drawn each time: at least 0, less than 1. The most when left out */
  constructor(chance = 1 - Number.EPSILON) {
    this.#chance = chance;
  }

  now(): number {
    return this.#time;
  }

  random(): number {
    return this.#chance;
  }

  async wait(milliseconds: number): Promise<void> {
    this.waits.push(Math.round(milliseconds));
    this.meanwhile();
    this.#time += milliseconds;
  }
}
