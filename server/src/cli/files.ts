import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** A workflow's text under the name that it is reported by. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** Something that was named and could not be read. */
export interface Unreadable {
  readonly name: string;
  readonly reason: string;
}

const IS_WORKFLOW = /\.(workflow|invopop)\.json$/;

/**
 * The workflow files that the arguments name, each once: files as they are, folders by what is below them, in
 * the order of their names.
 */
export async function findFiles(
  names: readonly string[],
): Promise<{ files: string[]; failed: Unreadable[] }> {
  const files = new Set<string>();
  const failed: Unreadable[] = [];
  for (const name of names) {
    try {
      const isFolder = name !== "-" && (await stat(name)).isDirectory();
      for (const file of isFolder ? await workflowsBelow(name) : [name]) {
        files.add(file);
      }
    } catch (error) {
      failed.push({ name, reason: reasonOf(error) });
    }
  }
  return { files: [...files], failed };
}

async function workflowsBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules") {
      files.push(...(await workflowsBelow(path)));
    } else if (entry.isFile() && IS_WORKFLOW.test(entry.name)) {
      files.push(path);
    }
  }
  return files;
}

/** Reads a file, or standard input for a dash. */
export async function readSource(
  name: string,
  stdin: AsyncIterable<Buffer | string>,
): Promise<Source | Unreadable> {
  try {
    return name === "-"
      ? { name: "<stdin>", text: await readAll(stdin) }
      : { name, text: await readFile(name, "utf8") };
  } catch (error) {
    return { name, reason: reasonOf(error) };
  }
}

async function readAll(stream: AsyncIterable<Buffer | string>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString("utf8");
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "ENOENT":
      return "there is no such file or folder";
    case "EACCES":
    case "EPERM":
      return "it may not be read";
    case "EISDIR":
      return "it is a folder";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
