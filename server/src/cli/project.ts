import { readFile, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import {
  ACTIONS_FILE,
  DIAGNOSTICS_FILE,
  PROJECT_FOLDER,
  type Project,
  readProject,
} from "../workspace/project";
import { codeOf, reasonOf } from "./files/reason";

/** The project that a file belongs to. */
export interface FoundProject {
  /** The folder that holds `.invopop`, as an absolute path. */
  readonly folder: string;
  readonly project: Project;
}

/** Finds the projects of files, each folder looked at once. */
export class Projects {
  readonly #found = new Map<string, Promise<FoundProject | undefined>>();

  /** @param onFault told, in sentences, of what is wrong in the files of a project, once each */
  constructor(private readonly onFault: (fault: string) => void) {}

  /**
   * The project of the nearest folder around a file that has one; the folder of the repository is the last that is
   * looked at.
   *
   * @param path the absolute path of the file, which need not exist
   */
  of(path: string): Promise<FoundProject | undefined> {
    return this.#from(dirname(path));
  }

  #from(folder: string): Promise<FoundProject | undefined> {
    const known = this.#found.get(folder);
    if (known) {
      return known;
    }
    const found = this.#look(folder);
    this.#found.set(folder, found);
    return found;
  }

  async #look(folder: string): Promise<FoundProject | undefined> {
    const [actions, diagnostics] = await Promise.all(
      [ACTIONS_FILE, DIAGNOSTICS_FILE].map((name) => this.#read(join(folder, PROJECT_FOLDER, name))),
    );
    if (actions !== undefined || diagnostics !== undefined) {
      const project = readProject({ actions, diagnostics });
      for (const fault of project.faults) {
        this.onFault(`${join(relative("", folder), PROJECT_FOLDER)}${sep}${fault}`);
      }
      return { folder, project };
    }
    const parent = dirname(folder);
    return parent === folder || (await exists(join(folder, ".git"))) ? undefined : this.#from(parent);
  }

  async #read(path: string): Promise<string | undefined> {
    try {
      return await readFile(path, "utf8");
    } catch (error) {
      if (!["ENOENT", "ENOTDIR"].includes(codeOf(error) ?? "")) {
        this.onFault(`${relative("", path)} could not be read: ${reasonOf(error)}.`);
      }
      return undefined;
    }
  }
}

/** The path of a file from the folder of its project, with slashes. */
export function pathInProject({ folder }: FoundProject, path: string): string {
  return relative(folder, path).split(sep).join("/");
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Where a text without a name is taken to stand: in the folder that the command runs in. */
export function placeOf(path: string | undefined): string {
  return path ?? resolve("stdin.workflow.json");
}
