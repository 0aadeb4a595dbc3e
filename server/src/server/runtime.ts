import type { Layout } from "../picture/layout";
import type { FolderEntry } from "../protocol";

/** Larger files are not read, in bytes. The largest workflow that is known has 30 thousand. */
export const MOST_BYTES = 4 * 1024 * 1024;

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

/** Reads files and folders by their addresses. What is not there, or cannot be read, is no error. */
export interface FileSystem {
  /** Whether files with such an address are within reach at all. */
  canRead(uri: string): boolean;
  /** What is in a folder, in any order. Links to folders are left out, so that no way leads round in circles. */
  list(folder: string): Promise<readonly FolderEntry[]>;
  /** The text of a file; undefined when there is none, or when it is too large to be a workflow. */
  read(file: string): Promise<string | undefined>;
}

export type { FolderEntry };
