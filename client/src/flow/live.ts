/** What keeping a picture up to date asks of the world. */
export interface LivePorts<Answer> {
  /** Asks for the picture of the text as it is; undefined when nobody can answer. */
  ask(signal: AbortSignal): Promise<Answer | undefined>;
  /** Whether an answer is about the text as it is by now. */
  isCurrent(answer: Answer): boolean;
  show(answer: Answer | undefined): void;
  /** Runs something after a while, in milliseconds; the answer calls it off. */
  later(run: () => void, milliseconds: number): () => void;
}

/** How long typing must rest before the picture is asked for anew, in milliseconds. */
export const REST = 120;

/**
 * Asks for a picture whenever what it shows has changed: soon, once for many changes, and so that of two questions
 * only the later one is answered.
 */
export class Live<Answer> {
  #calledOff: (() => void) | undefined;
  #asking: AbortController | undefined;

  constructor(private readonly ports: LivePorts<Answer>) {}

  /** Asks once typing rests. */
  soon(): void {
    this.#calledOff?.();
    this.#calledOff = this.ports.later(() => this.now(), REST);
  }

  /** Asks at once. */
  now(): void {
    this.stop();
    const asking = new AbortController();
    this.#asking = asking;
    void this.ports.ask(asking.signal).then(
      (answer) => this.#answered(answer, asking),
      () => this.#answered(undefined, asking),
    );
  }

  #answered(answer: Answer | undefined, asking: AbortController): void {
    if (asking.signal.aborted) {
      return;
    }
    this.#asking = undefined;
    // What the text was is of no use; the change that made it so has asked already.
    if (answer === undefined || this.ports.isCurrent(answer)) {
      this.ports.show(answer);
    }
  }

  /** Lets go of what was asked for. */
  stop(): void {
    this.#calledOff?.();
    this.#calledOff = undefined;
    this.#asking?.abort();
    this.#asking = undefined;
  }
}
