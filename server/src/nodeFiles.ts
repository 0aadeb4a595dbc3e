import { close, constants, fstat, open, read } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type FileSystem, type FolderEntry, MOST_BYTES } from "./server/runtime";

/** The files of this machine, under addresses that begin with `file:`. */
export const nodeFiles: FileSystem = {
  canRead: (uri) => pathOf(uri) !== undefined,

  async list(folder) {
    const path = pathOf(folder);
    const entries = path === undefined ? [] : ((await ifThere(readdir(path, { withFileTypes: true }))) ?? []);
    const known: FolderEntry[] = [];
    for (const entry of entries) {
      const isFolder = entry.isDirectory();
      if (isFolder || entry.isFile() || (path !== undefined && (await isLinkToFile(entry, path)))) {
        known.push({ name: entry.name, isFolder });
      }
    }
    return known;
  },

  async read(file) {
    const path = pathOf(file);
    return path === undefined ? undefined : ifThere(readText(path));
  },
};

/** What the system says where there is no file or folder, or none that could be read by anybody. */
const ABSENT = [
  "EINVAL",
  "EISDIR",
  "ELOOP",
  "ENAMETOOLONG",
  "ENOENT",
  "ENOTDIR",
  "ENXIO",
  "ERR_INVALID_ARG_VALUE",
];

/** What was read; undefined when it is not there. @throws when it is there and cannot be read */
async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && "code" in error && ABSENT.includes(String(error.code))) {
      return undefined;
    }
    throw error;
  }
}

// These take half the time of their counterparts in node:fs/promises, which matters for a thousand files.
const openFile = promisify(open);
const statFile = promisify(fstat);
const readFile = promisify(read);
const closeFile = promisify(close);

/** The text of a file; undefined for what is no file, and for one that is too large. */
async function readText(path: string): Promise<string | undefined> {
  // A pipe under the name of a workflow has no end that could be waited for.
  const file = await openFile(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const found = await statFile(file);
    if (!found.isFile() || found.size > MOST_BYTES) {
      return undefined;
    }
    const buffer = Buffer.allocUnsafe(found.size);
    let end = 0;
    for (let got = -1; got !== 0 && end < buffer.length; end += got) {
      got = (await readFile(file, buffer, end, buffer.length - end, end)).bytesRead;
    }
    return buffer.toString("utf8", 0, end);
  } finally {
    await closeFile(file);
  }
}

async function isLinkToFile(
  entry: { readonly name: string; isSymbolicLink(): boolean },
  folder: string,
): Promise<boolean> {
  if (!entry.isSymbolicLink()) {
    return false;
  }
  const target = await stat(join(folder, entry.name)).catch(() => undefined);
  return target?.isFile() === true;
}

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    // Addresses of other kinds, such as those of a remote repository, are no files of this machine.
    return undefined;
  }
}
