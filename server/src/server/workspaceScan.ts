import { isSkippedFolder, kindOf } from "../workspace/names";
import { uriWithin } from "../workspace/uri";
import type { FileSystem, FolderEntry } from "./runtime";

/** A folder with more folders in it than these is looked at in part. No repository of workflows comes near. */
const MOST_FOLDERS = 20_000;

/** Nor are more files taken than these. */
const MOST_FILES = 10_000;

/** How many folders are asked for at a time. */
const AT_ONCE = 32;

/** The addresses of the files of a folder that matter to us. */
export interface FoundFiles {
  readonly workflows: readonly string[];
  readonly projects: readonly string[];
  /** Whether there was not too much in the folder to look at all of it. */
  readonly isComplete: boolean;
  /** The folders that could not be looked into, and why. */
  readonly unread: readonly { readonly uri: string; readonly error: unknown }[];
}

/** Finds the workflows and the project files in a folder and below. `pause` lets others go first, now and then. */
export async function findFiles(
  files: FileSystem,
  folder: string,
  pause: () => Promise<void>,
): Promise<FoundFiles> {
  const found: Record<"workflow" | "project", string[]> = { workflow: [], project: [] };
  const unread: { readonly uri: string; readonly error: unknown }[] = [];
  const open: string[] = [""];
  let seen = 0;
  const take = (path: string, { name, isFolder }: FolderEntry): void => {
    const inner = path === "" ? name : `${path}/${name}`;
    const kind = isFolder ? undefined : kindOf(inner);
    if (isFolder && !isSkippedFolder(name)) {
      open.push(inner);
    } else if (kind && found[kind].length < MOST_FILES) {
      found[kind].push(uriWithin(folder, inner));
    }
  };
  const look = async (uri: string): Promise<readonly FolderEntry[]> => {
    try {
      return await files.list(uri);
    } catch (error) {
      unread.push({ uri, error });
      return [];
    }
  };
  while (open.length > 0 && seen < MOST_FOLDERS && found.workflow.length < MOST_FILES) {
    const paths = open.splice(0, AT_ONCE);
    seen += paths.length;
    const lists = await Promise.all(
      paths.map((path) => look(path === "" ? folder : uriWithin(folder, path))),
    );
    for (const [at, path] of paths.entries()) {
      lists[at]?.forEach((entry) => void take(path, entry));
    }
    await pause();
  }
  return { workflows: found.workflow, projects: found.project, isComplete: open.length === 0, unread };
}
