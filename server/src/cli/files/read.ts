import { constants } from "node:buffer";
import { readFile as readFileLater } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import type { Host } from "../host";
import { findFiles } from "./find";
import { mapLimited } from "./limit";
import { reasonOf, type Unreadable } from "./reason";

/** The text of a file under the name that it is reported by. */
export interface Source {
  readonly name: string;
  /** Its absolute path; undefined for a text from standard input that was given no name. */
  readonly path: string | undefined;
  readonly text: string;
  /** Whether a byte order mark stands before the text, which is no part of `text`, as in editors. */
  readonly hasMark: boolean;
  readonly isStdin: boolean;
}

/** What a command works on. */
export interface Inputs {
  readonly sources: readonly Source[];
  readonly unreadable: readonly Unreadable[];
  readonly empty: readonly string[];
  readonly hasFolder: boolean;
}

/** What a text from standard input is called when nobody says so. */
export const STDIN_NAME = "<stdin>";

/** This takes less time than the function of the same name in `node:fs/promises`. */
const readFile = promisify(readFileLater);

/** How many files are read at the same time. */
const MOST_AT_ONCE = 32;

/**
 * Reads all that the arguments of a command name, `-` from standard input.
 *
 * @param stdinName the name that the text from standard input is to be known by
 */
export async function readInputs(
  names: readonly string[],
  { stdin }: Pick<Host, "stdin">,
  stdinName: string | undefined,
): Promise<Inputs> {
  const { files, failed, empty, hasFolder } = await findFiles(names);
  const read = await mapLimited(files, MOST_AT_ONCE, (name) =>
    name === "-" ? readStdin(stdin, stdinName) : readSource(name),
  );
  const sources = read.filter((source) => "text" in source);
  const piped = sources.find(({ isStdin }) => isStdin);
  return {
    // The text from standard input takes the place of the file whose name it has.
    sources: sources.filter(({ path, isStdin }) => isStdin || path !== piped?.path),
    unreadable: [...failed, ...read.filter((source) => "reason" in source)],
    empty,
    hasFolder,
  };
}

async function readSource(name: string): Promise<Source | Unreadable> {
  try {
    return { name, path: resolve(name), ...decode(await readFile(name)), isStdin: false };
  } catch (error) {
    return { name, reason: reasonOf(error) };
  }
}

async function readStdin(stdin: Host["stdin"], given: string | undefined): Promise<Source | Unreadable> {
  const name = given ?? STDIN_NAME;
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of stdin) {
      chunks.push(Buffer.from(chunk));
    }
    const path = given === undefined ? undefined : resolve(given);
    return { name, path, ...decode(Buffer.concat(chunks)), isStdin: true };
  } catch (error) {
    return { name, reason: reasonOf(error) };
  }
}

/** @throws Error when the bytes are no UTF-8, or too many for a text; its message says so as the end of a sentence */
function decode(bytes: Buffer): { text: string; hasMark: boolean } {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    if (bytes.length > constants.MAX_STRING_LENGTH) {
      throw new Error("it is too large");
    }
    const isUtf16 = bytes.length >= 2 && [0xfeff, 0xfffe].includes(bytes.readUInt16BE(0));
    throw new Error(isUtf16 ? "it is UTF-16 and must be UTF-8" : "it is no UTF-8 text");
  }
  const hasMark = text.startsWith("\ufeff");
  return { text: hasMark ? text.slice(1) : text, hasMark };
}
