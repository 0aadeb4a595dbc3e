import { readdir, stat } from "node:fs/promises";
import { isAbsolute, join, resolve, sep } from "node:path";
import { isSkippedFolder, isWorkflowName } from "../../workspace/names";
import { codeOf, reasonOf, type Unreadable } from "./reason";

/** The files that the arguments of a command name. */
export interface Found {
  /** Each once, under the name that it was first found by; a dash stands for standard input. */
  readonly files: readonly string[];
  readonly failed: readonly Unreadable[];
  /** Folders that hold no workflows. */
  readonly empty: readonly string[];
  /** Whether a folder was named, so that the files are all there are in it. */
  readonly hasFolder: boolean;
}

/** What is found for one argument. */
interface Part {
  readonly files: readonly string[];
  readonly failed?: readonly Unreadable[];
  readonly isFolder?: boolean;
}

/**
 * Finds the files that arguments name: files as they are, folders by the workflows below them, globs by what fits
 * them. A name that exists is never read as a glob. One that finds nothing is among the failed.
 */
export async function findFiles(names: readonly string[]): Promise<Found> {
  const parts = await Promise.all(names.map(findPart));
  const files = new Map<string, string>();
  for (const file of parts.flatMap((part) => part.files)) {
    const key = file === "-" ? file : resolve(file);
    if (!files.has(key)) {
      files.set(key, file);
    }
  }
  return {
    files: [...files.values()],
    failed: parts.flatMap(({ failed }) => failed ?? []),
    empty: names.filter((_name, at) => {
      const part = parts[at];
      return part?.isFolder && part.files.length === 0 && part.failed?.length === 0;
    }),
    hasFolder: parts.some(({ isFolder }) => isFolder),
  };
}

async function findPart(name: string): Promise<Part> {
  if (name === "-") {
    return { files: [name] };
  }
  try {
    return (await stat(name)).isDirectory() ? await workflowsBelow(name) : { files: [name] };
  } catch (error) {
    const isMissing = ["ENOENT", "ENOTDIR", "EINVAL"].includes(codeOf(error) ?? "");
    return (isMissing ? await filesThatFit(name) : undefined) ?? failure(name, reasonOf(error));
  }
}

function failure(name: string, reason: string): Part {
  return { files: [], failed: [{ name, reason }] };
}

/** What fits a glob, folders by the workflows below them; undefined for what is no glob. */
async function filesThatFit(name: string): Promise<Part | undefined> {
  const { glob, isDynamicPattern } = await import("tinyglobby");
  // On Windows a backslash parts folders, elsewhere it takes a sign of a glob by its word.
  const pattern = sep === "\\" ? name.replaceAll("\\", "/") : name;
  if (!isDynamicPattern(pattern)) {
    return undefined;
  }
  const found = await glob(pattern, {
    onlyFiles: false,
    expandDirectories: false,
    absolute: isAbsolute(pattern),
    ignore: pattern.includes("node_modules") ? [] : ["**/node_modules/**"],
  });
  if (found.length === 0) {
    return failure(name, "no file fits it");
  }
  const parts = await Promise.all(
    found
      .sort()
      .map((path) => (path.endsWith("/") ? workflowsBelow(join(path)) : { files: [join(path)], failed: [] })),
  );
  return { files: parts.flatMap(({ files }) => files), failed: parts.flatMap(({ failed }) => failed) };
}

/**
 * The workflow files below a folder in the order of their names. Folders whose name starts with a dot and
 * node_modules are left out, and so are links to folders. A folder below that cannot be read stops nothing.
 */
async function workflowsBelow(folder: string): Promise<Required<Part>> {
  const files: string[] = [];
  const failed: Unreadable[] = [];
  const visit = async (path: string): Promise<void> => {
    const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
      failed.push({ name: path, reason: reasonOf(error) });
      return [];
    });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const { name } = entry;
      if (entry.isDirectory() && !isSkippedFolder(name)) {
        await visit(join(path, name));
      } else if ((entry.isFile() || entry.isSymbolicLink()) && isWorkflowName(name)) {
        files.push(join(path, name));
      }
    }
  };
  await visit(folder);
  return { files, failed, isFolder: true };
}
