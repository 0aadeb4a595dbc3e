import { type FolderEntry, MOST_BYTES } from "../../server/src/protocol";

/** The parts of an address, escapes read. */
export interface Address {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
}

/** What reading files needs, as VS Code has it. Kinds of files are bits: 1 is a file, 2 a folder, 64 a link. */
export interface FilePorts<U extends Address> {
  /** The folders of the workspace. */
  folders(): readonly U[];
  stat(uri: U): PromiseLike<{ readonly type: number; readonly size: number }>;
  readDirectory(uri: U): PromiseLike<readonly (readonly [name: string, type: number])[]>;
  readFile(uri: U): PromiseLike<Uint8Array>;
}

const FILE = 1;
const FOLDER = 2;

/** How VS Code's errors say that there is nothing. All others leave open what there is. */
const ABSENT = ["FileNotFound", "FileNotADirectory"];

/**
 * What is in a folder of the workspace; nothing when there is none. Links to folders are left out, so that no way leads
 * round in circles.
 *
 * @throws when it cannot be read, or is not in the workspace
 */
export async function listFolder<U extends Address>(ports: FilePorts<U>, folder: U): Promise<FolderEntry[]> {
  assertInside(ports.folders(), folder);
  const entries = (await ifThere(ports.readDirectory(folder))) ?? [];
  return entries.flatMap(([name, type]) => {
    const isFolder = type === FOLDER;
    return isFolder || isFile(type) ? [{ name, isFolder }] : [];
  });
}

/**
 * The text of a file of the workspace; null when there is none, or when it is too large.
 *
 * @param mostBytes larger files are not wanted; there is a limit above that it cannot go
 * @throws when it cannot be read, or is not in the workspace
 */
export async function readFile<U extends Address>(
  ports: FilePorts<U>,
  file: U,
  mostBytes: number,
): Promise<string | null> {
  assertInside(ports.folders(), file);
  const limit = Math.min(mostBytes, MOST_BYTES);
  const found = await ifThere(ports.stat(file));
  if (!found || !isFile(found.type) || found.size > limit) {
    return null;
  }
  const bytes = await ifThere(ports.readFile(file));
  return !bytes || bytes.byteLength > limit
    ? null
    : new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** A file, or a link to one. */
function isFile(type: number): boolean {
  return (type & FILE) !== 0;
}

/** What was read; undefined when it is not there. @throws when that is not known */
async function ifThere<T>(work: PromiseLike<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && "code" in error && ABSENT.includes(String(error.code))) {
      return undefined;
    }
    throw error;
  }
}

/** The server has no business outside of the workspace. */
function assertInside(folders: readonly Address[], uri: Address): void {
  if (!folders.some((folder) => isInside(folder, uri))) {
    throw new Error("This is not in the workspace.");
  }
}

/** Whether an address is that of a folder, or of what is in it or below. */
function isInside(folder: Address, uri: Address): boolean {
  const [start, path] = [pathOf(folder), pathOf(uri)];
  return (
    uri.scheme === folder.scheme &&
    uri.authority.toLowerCase() === folder.authority.toLowerCase() &&
    path.startsWith(start) &&
    !path.split(/[/\\]/).includes("..")
  );
}

/** A path with a slash at its end, and with the drive letter small. */
function pathOf({ path }: Address): string {
  return `${path.replace(/\/$/, "")}/`.replace(/^\/[A-Z]:/, (start) => start.toLowerCase());
}
