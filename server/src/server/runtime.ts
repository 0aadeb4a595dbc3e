import type { Layout } from "../picture/layout";
import { type FolderEntry, MOST_BYTES } from "../protocol";

/** What the server needs of where it runs. */
export interface Runtime {
  /** A fresh UUID, version 7. */
  newId(): string;
  /** Resolves when what the connection has received meanwhile was read, so that a cancellation can come in. */
  yield(): Promise<void>;
  /** Calls back once after so many milliseconds, unless the function that it answers is called first. */
  later(callback: () => void, milliseconds: number): () => void;
  /** The files that are within reach of the server itself; absent where none are, as in a browser. */
  readonly files?: FileSystem;
  /** Loads what finds the places in a picture of the flow, which is large and rarely needed. */
  loadLayout(): Promise<Layout>;
}

/**
 * Reads files and folders by their addresses. What is not there is no error. What cannot be read, for lack of
 * permissions or of a network, is one: it may hold anything.
 */
export interface FileSystem {
  /** Whether files with such an address are within reach at all. */
  canRead(uri: string): boolean;
  /**
   * What is in a folder, in any order; nothing when there is none. Links to folders are left out, so that no way leads
   * round in circles.
   *
   * @throws when the folder cannot be read
   */
  list(folder: string): Promise<readonly FolderEntry[]>;
  /**
   * The text of a file; undefined when there is none, or when it is too large to be a workflow.
   *
   * @throws when the file cannot be read
   */
  read(file: string): Promise<string | undefined>;
}

export { type FolderEntry, MOST_BYTES };
