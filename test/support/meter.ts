import { Session } from "node:inspector";

/** What V8 counts of the functions of a script. */
interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

/**
 * Counts steps: how often blocks of code run, be it a turn of a loop or the body of a function. What is loaded before
 * this is made is counted function by function only. While it counts, all code runs slower.
 */
export class Meter {
  readonly #session = new Session();

  /** @param isCounted whether the steps of a script count, by its address */
  constructor(private readonly isCounted: (url: string) => boolean) {
    this.#session.connect();
    this.#post("Profiler.enable");
    this.#post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  }

  /** The steps since this was last asked. */
  take(): number {
    const { result } = this.#post("Profiler.takePreciseCoverage") as Coverage;
    let sum = 0;
    for (const { functions } of result.filter(({ url }) => this.isCounted(url))) {
      for (const { ranges } of functions) {
        for (const { count } of ranges) {
          sum += count;
        }
      }
    }
    return sum;
  }

  end(): void {
    this.#post("Profiler.stopPreciseCoverage");
    this.#session.disconnect();
  }

  #post(method: string, params?: object): unknown {
    let answer: unknown;
    // With the thread itself, the session calls back at once.
    this.#session.post(method, params, (error, result) => {
      if (error) {
        throw error;
      }
      answer = result;
    });
    return answer;
  }
}
