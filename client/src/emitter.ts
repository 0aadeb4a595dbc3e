/** Tells listeners of something, without VS Code, so that it can be tested without. */
export class Emitter {
  readonly #listeners = new Set<() => void>();

  /** Calls back each time, until what it answers is disposed. As VS Code has its events. */
  readonly event = (
    listener: () => unknown,
    thisArg?: unknown,
    disposables?: { dispose(): unknown }[],
  ): { dispose(): void } => {
    const call = () => void listener.call(thisArg);
    this.#listeners.add(call);
    const listening = { dispose: () => void this.#listeners.delete(call) };
    disposables?.push(listening);
    return listening;
  };

  fire(): void {
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }
}
