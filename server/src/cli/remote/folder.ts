import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { StoredWorkflow } from "../../../../client/src/api/types";
import { fileNameOf } from "../../../../client/src/sync/fileName";
import { renderNew } from "../../../../client/src/sync/render";
import { type Inputs, readInputs, type Source } from "../files/read";
import { codeOf } from "../files/reason";
import type { Host } from "../host";
import { localFileOf } from "./local";

/** The folder that workflows are pulled into. */
export class Folder {
  private constructor(
    private readonly path: string,
    readonly unreadable: Inputs["unreadable"],
    private readonly files: ReadonlyMap<string, readonly Source[]>,
    /** The names in it, in small letters. */
    private readonly taken: Set<string>,
  ) {}

  /** Reads what workflows are in and below a folder, which need not exist. @throws Error of the file system */
  static async read(path: string, host: Pick<Host, "stdin">): Promise<Folder> {
    if (!(await exists(path))) {
      return new Folder(path, [], new Map(), new Set());
    }
    const { sources, unreadable } = await readInputs([path], host, undefined);
    const files = new Map<string, Source[]>();
    for (const source of sources) {
      const file = localFileOf(source);
      if ("id" in file) {
        const id = file.id.toLowerCase();
        files.set(id, [...(files.get(id) ?? []), source]);
      }
    }
    const names = (await readdir(path)).map((name) => name.toLowerCase());
    return new Folder(path, unreadable, files, new Set(names));
  }

  /** The files that are a workflow. */
  filesOf(id: string): readonly Source[] {
    return this.files.get(id.toLowerCase()) ?? [];
  }

  /**
   * Writes a new file for a workflow, in no other one's place.
   *
   * @returns its path
   * @throws Error of the file system; there is no file then
   */
  async create(stored: StoredWorkflow): Promise<string> {
    const name = fileNameOf(stored, this.taken);
    this.taken.add(name.toLowerCase());
    const path = join(this.path, name);
    await mkdir(this.path, { recursive: true });
    const file = await open(path, "wx");
    try {
      await file.writeFile(renderNew(stored));
      await file.sync();
    } catch (error) {
      await rm(path, { force: true }).catch(() => {});
      throw error;
    } finally {
      await file.close();
    }
    return path;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") {
      return false;
    }
    throw error;
  }
}
