import type { Connection } from "vscode-languageserver";
import {
  type FolderEntry,
  LIST_FOLDER,
  type ListFolderParams,
  READ_FILE,
  type ReadFileParams,
} from "../protocol";
import { type FileSystem, MOST_BYTES } from "./runtime";

/** The files that the server reaches by itself and, if its client offers to read them, all others. */
export class ReachableFiles implements FileSystem {
  /**
   * @param own those that the server reaches by itself
   * @param isOffered whether the client reads files for the server, as it said in its introduction
   */
  constructor(
    private readonly connection: Connection,
    private readonly own: FileSystem | undefined,
    private readonly isOffered: () => boolean,
  ) {}

  canRead(uri: string): boolean {
    return this.own?.canRead(uri) === true || this.isOffered();
  }

  async list(folder: string): Promise<readonly FolderEntry[]> {
    if (this.own?.canRead(folder)) {
      return this.own.list(folder);
    }
    const params: ListFolderParams = { uri: folder };
    const entries = await this.#ask(LIST_FOLDER, params);
    return Array.isArray(entries) ? entries.filter(isEntry) : [];
  }

  async read(file: string): Promise<string | undefined> {
    if (this.own?.canRead(file)) {
      return this.own.read(file);
    }
    const params: ReadFileParams = { uri: file, mostBytes: MOST_BYTES };
    const text = await this.#ask(READ_FILE, params);
    // A text has no more UTF-16 units than bytes, so that a longer one is none that was asked for.
    return typeof text === "string" && text.length <= MOST_BYTES ? text : undefined;
  }

  /** What the client answers; undefined when it does not. */
  async #ask(method: string, params: unknown): Promise<unknown> {
    if (!this.isOffered()) {
      return undefined;
    }
    try {
      return await this.connection.sendRequest(method, params);
    } catch {
      return undefined;
    }
  }
}

function isEntry(value: unknown): value is FolderEntry {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof Reflect.get(value, "name") === "string" &&
    typeof Reflect.get(value, "isFolder") === "boolean"
  );
}
