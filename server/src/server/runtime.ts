/** What the server needs of where it runs. */
export interface Runtime {
  /** A fresh UUID, version 7. */
  newId(): string;
  /** Resolves when what the connection has received meanwhile was read, so that a cancellation can come in. */
  yield(): Promise<void>;
  /** Calls back once after so many milliseconds, unless the function that it answers is called first. */
  later(callback: () => void, milliseconds: number): () => void;
}
