import { CancellationTokenSource, type Connection } from "vscode-languageserver";
import {
  type FolderEntry,
  LIST_FOLDER,
  type ListFolderParams,
  READ_FILE,
  type ReadFileParams,
} from "../protocol";
import { type FileSystem, MOST_BYTES, type Runtime } from "./runtime";

/** How long a client may take to answer, in milliseconds. Some are never answered. */
const ANSWER_LIMIT = 30_000;

/** A client that owes so many answers is asked nothing more until it gives some, as each has to be waited for. */
const MOST_OWED = 64;

/** The files that the server reaches by itself and, if its client offers to read them, all others. */
export class ReachableFiles implements FileSystem {
  /** How many questions were given up that the client may still answer. */
  #owed = 0;

  /**
   * @param runtime where the server runs, with the files that it reaches by itself
   * @param isOffered whether the client reads files for the server, as it said in its introduction
   */
  constructor(
    private readonly connection: Pick<Connection, "sendRequest">,
    private readonly runtime: Pick<Runtime, "files" | "later">,
    private readonly isOffered: () => boolean,
  ) {}

  canRead(uri: string): boolean {
    return this.runtime.files?.canRead(uri) === true || this.isOffered();
  }

  async list(folder: string): Promise<readonly FolderEntry[]> {
    const { files } = this.runtime;
    if (files?.canRead(folder)) {
      return files.list(folder);
    }
    const params: ListFolderParams = { uri: folder };
    const entries = (await this.#ask(LIST_FOLDER, params)) ?? [];
    if (!Array.isArray(entries)) {
      throw new Error("The client's answer is no list.");
    }
    return entries.filter(isEntry);
  }

  async read(file: string): Promise<string | undefined> {
    const { files } = this.runtime;
    if (files?.canRead(file)) {
      return files.read(file);
    }
    const params: ReadFileParams = { uri: file, mostBytes: MOST_BYTES };
    const text = (await this.#ask(READ_FILE, params)) ?? undefined;
    if (text !== undefined && typeof text !== "string") {
      throw new Error("The client's answer is no text.");
    }
    // A text has no more UTF-16 units than bytes, so that a longer one is none that was asked for.
    return text !== undefined && text.length <= MOST_BYTES ? text : undefined;
  }

  /**
   * What the client answers; undefined when it reads no files.
   *
   * @throws when it refuses, or does not answer in time
   */
  async #ask(method: string, params: unknown): Promise<unknown> {
    if (!this.isOffered()) {
      return undefined;
    }
    if (this.#owed >= MOST_OWED) {
      throw new Error("The client does not answer.");
    }
    const cancellation = new CancellationTokenSource();
    const answer = this.connection.sendRequest(method, params, cancellation.token);
    let stopWaiting = (): void => {};
    const limit = new Promise<never>((_, reject) => {
      stopWaiting = this.runtime.later(() => {
        this.#owed++;
        const settled = (): void => void this.#owed--;
        answer.then(settled, settled);
        reject(new Error(`The client did not answer within ${ANSWER_LIMIT / 1000} seconds.`));
        cancellation.cancel();
      }, ANSWER_LIMIT);
    });
    try {
      return await Promise.race([answer, limit]);
    } finally {
      stopWaiting();
      cancellation.dispose();
    }
  }
}

/** Whether a value is an entry of a folder, whose name leads nowhere else. */
function isEntry(value: unknown): value is FolderEntry {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const name: unknown = Reflect.get(value, "name");
  const isName = typeof name === "string" && !["", ".", ".."].includes(name) && !/[/\\]/.test(name);
  return isName && typeof Reflect.get(value, "isFolder") === "boolean";
}
