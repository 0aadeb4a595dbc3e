import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FileSystem, FolderEntry } from "./server/runtime";

/** Larger files are not read, in bytes. The largest workflow that is known has 30 thousand. */
const MOST_BYTES = 4 * 1024 * 1024;

/** The files of this machine, under addresses that begin with `file:`. */
export const nodeFiles: FileSystem = {
  async list(folder) {
    const path = pathOf(folder);
    const entries = path === undefined ? [] : await readdir(path, { withFileTypes: true }).catch(() => []);
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
    try {
      const found = path === undefined ? undefined : await stat(path);
      return path !== undefined && found?.isFile() && found.size <= MOST_BYTES
        ? await readFile(path, "utf8")
        : undefined;
    } catch {
      return undefined;
    }
  },
};

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
