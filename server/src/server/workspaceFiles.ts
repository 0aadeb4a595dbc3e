import type { CancellationToken } from "vscode-languageserver";
import { kindOf } from "../workspace/names";
import { folderKey, pathWithin, uriKey } from "../workspace/uri";
import type { FileSystem, Runtime } from "./runtime";
import { Unread } from "./unread";
import { untilCancelled } from "./untilCancelled";
import type { Projects } from "./workspaceProjects";
import { findFiles } from "./workspaceScan";

/** How many files are read, and looked at, before whatever else there is to do has its turn. */
const AT_ONCE = 16;

/** The texts of all files together are kept up to this size, in UTF-16 units. */
const MOST_CHARACTERS = 128 * 1024 * 1024;

/** A workflow file of the workspace as it is on disk. */
export interface DiskFile {
  readonly uri: string;
  /** The form of the address in which it is looked up. */
  readonly key: string;
  /** The path from the innermost folder of the workspace that it is in. */
  readonly path: string;
  readonly text: string;
}

/** What changed on disk: workflow files by their addresses, and whether a project did. */
export interface DiskChange {
  readonly files: readonly string[];
  readonly isProjectChanged: boolean;
}

/** What a file held when it was read; `turn` tells the read from others of the same file. */
interface ReadFile {
  readonly uri: string;
  readonly key: string;
  readonly turn: number;
  readonly text: string | undefined;
  /** Why it could not be read; absent when it was, and when there is none. */
  readonly failure?: { readonly error: unknown };
}

/** The files in the folders of the workspace. What is read is told of in small batches. */
export class DiskFiles {
  readonly #folders = new Map<string, string>();
  readonly #files = new Map<string, DiskFile>();
  /** The last read of each file that was begun; one that others have overtaken counts no more. */
  readonly #reads = new Map<string, number>();
  #lastRead = 0;
  #scans = 0;
  /** Whether there is more in the folders than what was taken. */
  #isPartial = false;
  readonly #unread: Unread;
  #size = 0;
  #scanned: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly runtime: Runtime,
    private readonly projects: Projects,
    private readonly changed: (change: DiskChange) => void,
    private readonly onError: (message: string, error: unknown) => void,
  ) {
    this.#unread = new Unread(
      runtime,
      // Nobody waits for these, as what they are after was not known before either.
      ({ uri, isFolder }) => {
        const read = isFolder ? this.#look(uri) : this.read([uri]);
        read.catch((error) => this.#miss(uri, isFolder, error));
      },
      onError,
    );
  }

  /** Whether the files of the folder that a file is in are known, all of them. */
  isKnown(uri: string): boolean {
    const isReadable = this.runtime.files?.canRead(uri) === true && this.folderOf(uri) !== undefined;
    return isReadable && this.#scans === 0 && !this.#isPartial && this.#unread.isEmpty;
  }

  /** Whether there is a folder of the workspace of which nothing could be found out. */
  isBlind(): boolean {
    return [...this.#folders.values()].some((folder) => this.#unread.has(folder));
  }

  /** Resolves when the files of all folders are known as far as they can be, or when nobody waits for it any more. */
  async scanned(token?: CancellationToken): Promise<void> {
    while (this.#scans > 0 && !token?.isCancellationRequested) {
      await untilCancelled(this.#scanned, token);
    }
  }

  get(uri: string): DiskFile | undefined {
    return this.#files.get(uriKey(uri));
  }

  ofKey(key: string): DiskFile | undefined {
    return this.#files.get(key);
  }

  keys(): string[] {
    return [...this.#files.keys()];
  }

  all(): DiskFile[] {
    return [...this.#files.values()];
  }

  /** The innermost folder of the workspace that a file is in. */
  folderOf(uri: string): string | undefined {
    return [...this.#folders.values()]
      .filter((folder) => pathWithin(folder, uri) !== undefined)
      .sort((a, b) => b.length - a.length)[0];
  }

  /** The path of a file from the innermost folder that it is in; undefined outside of folders. */
  pathOf(uri: string): string | undefined {
    const folder = this.folderOf(uri);
    return folder === undefined ? undefined : pathWithin(folder, uri);
  }

  /** Takes folders out of the workspace and others in, whose files are then read in the background. */
  changeFolders(added: readonly string[], removed: readonly string[]): void {
    for (const folder of removed) {
      this.#folders.delete(folderKey(folder));
    }
    const fresh = added.filter((folder) => !this.#folders.has(folderKey(folder)));
    if (fresh.length + removed.length === 0) {
      return;
    }
    for (const folder of fresh) {
      this.#folders.set(folderKey(folder), folder);
    }
    const files = this.all()
      .filter((file) => this.#place(file.uri, file.text))
      .map(({ uri }) => uri);
    const isProjectChanged = this.projects.retain((root) => this.#isInside(root));
    this.#unread.retain((uri) => this.#isInside(uri));
    this.changed({ files, isProjectChanged });
    for (const folder of fresh) {
      this.scan(folder);
    }
  }

  /** Reads all that is in a folder of the workspace, or in one below, in the background. */
  scan(folder: string): void {
    if (!this.runtime.files?.canRead(folder) || !this.#isInside(folder)) {
      return;
    }
    this.#scans++;
    const scan = this.#look(folder)
      .catch((error) => this.#miss(folder, true, error))
      .finally(() => {
        this.#scans--;
        this.changed({ files: [], isProjectChanged: false });
      });
    this.#scanned = Promise.all([this.#scanned, scan]);
  }

  /** Reads files anew, those that matter to us; what is not there any more is let go of. */
  async read(uris: readonly string[]): Promise<void> {
    const { files } = this.runtime;
    const wanted = files ? uris.filter((uri) => kindOf(this.pathOf(uri) ?? "") !== undefined) : [];
    const readFrom = (at: number) =>
      Promise.all(wanted.slice(at, at + AT_ONCE).map((uri) => this.#read(uri, files)));
    // While some are looked at, the next ones are read already.
    let next = readFrom(0);
    for (let at = 0; at < wanted.length; at += AT_ONCE) {
      const batch = await next;
      next = readFrom(at + AT_ONCE);
      this.#take(batch.filter(({ key, turn }) => this.#reads.get(key) === turn));
      for (const { key, turn } of batch) {
        if (this.#reads.get(key) === turn) {
          this.#reads.delete(key);
        }
      }
      await this.runtime.yield();
    }
  }

  /** Lets go of files that were deleted, and of all that was in folders that were. */
  remove(uris: readonly string[]): void {
    const deleted = new Set(uris.map((uri) => uriKey(uri).replace(/\/$/, "")));
    for (const key of [...this.#reads.keys()].filter((other) => isWithin(other, deleted))) {
      this.#reads.delete(key);
    }
    this.#keepUnread((uri) => !isWithin(uriKey(uri), deleted));
    const gone = [...this.#files.values()].filter(({ key }) => isWithin(key, deleted));
    for (const { key, text } of gone) {
      this.#files.delete(key);
      this.#size -= text.length;
    }
    const isProjectChanged = uris.map((uri) => this.projects.remove(uri)).includes(true);
    if (gone.length > 0 || isProjectChanged) {
      this.changed({ files: gone.map(({ uri }) => uri), isProjectChanged });
    }
  }

  async #read(uri: string, files: FileSystem | undefined): Promise<ReadFile> {
    const turn = ++this.#lastRead;
    const key = uriKey(uri);
    this.#reads.set(key, turn);
    try {
      return { uri, key, turn, text: await files?.read(uri) };
    } catch (error) {
      return { uri, key, turn, text: undefined, failure: { error } };
    }
  }

  /** Reads all that is in a folder and below. What cannot be read is left out until it can be. */
  async #look(folder: string): Promise<void> {
    const { files } = this.runtime;
    if (!files) {
      return;
    }
    const found = await findFiles(files, folder, () => this.runtime.yield());
    await this.read(found.projects);
    await this.read(found.workflows);
    if (!found.isComplete) {
      this.#leaveOut(folder);
    }
    for (const { uri, error } of found.unread) {
      this.#miss(uri, true, error);
    }
    const seen = [...found.projects, ...found.workflows, ...found.unread.map(({ uri }) => uri)].map(uriKey);
    const looked = new Set([uriKey(folder).replace(/\/$/, "")]);
    const kept = new Set(seen);
    this.#keepUnread((uri) => kept.has(uriKey(uri)) || !isWithin(uriKey(uri), looked));
  }

  /** What could not be read keeps the text that it had before, if any, but the workspace is not known any more. */
  #miss(uri: string, isFolder: boolean, error: unknown): void {
    // A folder that has been closed meanwhile is not there to be read, and nobody wants it.
    if (this.#isInside(uri)) {
      this.#unread.add(uri, isFolder, error);
    }
  }

  #keepUnread(isKept: (uri: string) => boolean): void {
    if (this.#unread.retain(isKept)) {
      this.changed({ files: [], isProjectChanged: false });
    }
  }

  #take(read: readonly ReadFile[]): void {
    const files: string[] = [];
    let isProjectChanged = false;
    for (const { uri, text, failure } of read) {
      const kind = kindOf(this.pathOf(uri) ?? "");
      if (failure) {
        this.#miss(uri, false, failure.error);
      } else if (kind === "project") {
        isProjectChanged = this.projects.set(uri, text) || isProjectChanged;
      } else if (kind === "workflow" && this.#place(uri, text)) {
        files.push(uri);
      }
    }
    if (files.length > 0 || isProjectChanged) {
      this.changed({ files, isProjectChanged });
    }
    const known = new Set(read.filter(({ failure }) => !failure).map(({ key }) => key));
    this.#keepUnread((uri) => !known.has(uriKey(uri)));
  }

  /** Takes over the text of a file, or that it is gone. True when that changes something. */
  #place(uri: string, text: string | undefined): boolean {
    const key = uriKey(uri);
    const before = this.#files.get(key);
    const path = text === undefined ? undefined : this.pathOf(uri);
    if (before && before.text === text && before.path === path) {
      return false;
    }
    this.#size += (text?.length ?? 0) - (before?.text.length ?? 0);
    if (text === undefined || path === undefined || this.#size > MOST_CHARACTERS) {
      this.#size -= text?.length ?? 0;
      if (text !== undefined && path !== undefined) {
        this.#leaveOut(uri);
      }
      return this.#files.delete(key);
    }
    this.#files.set(key, { uri: before?.uri ?? uri, key, path, text });
    return true;
  }

  #leaveOut(uri: string): void {
    if (!this.#isPartial) {
      this.#isPartial = true;
      this.onError("The workspace is known in part only", `There is too much in it, such as ${uri}.`);
    }
  }

  #isInside(folder: string): boolean {
    return this.#folders.has(folderKey(folder)) || this.pathOf(folder) !== undefined;
  }
}

/** Whether a file, or a folder around it, is among some. */
function isWithin(key: string, some: ReadonlySet<string>): boolean {
  for (let end = key.length; end > 0; end = key.lastIndexOf("/", end - 1)) {
    if (some.has(key.slice(0, end))) {
      return true;
    }
  }
  return false;
}
