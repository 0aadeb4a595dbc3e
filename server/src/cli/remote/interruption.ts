/** What is told by Ctrl+C, or by whoever ends the program, as CI does. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** From here on the program is ended as ever. */
  dispose(): void;
}

/** Listens for the first of such signals; the second one ends the program at once. */
export function listenForInterruption(): Interruption {
  const abort = new AbortController();
  const stop = () => abort.abort();
  const dispose = () => {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  };
  abort.signal.addEventListener("abort", dispose, { once: true });
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return { signal: abort.signal, dispose };
}
