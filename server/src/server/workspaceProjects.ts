import {
  ACTIONS_FILE,
  DIAGNOSTICS_FILE,
  PROJECT_FOLDER,
  type Project,
  type ProjectFiles,
  readProject,
} from "../workspace/project";
import { folderKey, pathWithin, uriKey } from "../workspace/uri";

/** A project, and where a file stands in it. */
export interface ProjectPlace {
  readonly project: Project;
  /** The address of the folder that holds `.invopop`. */
  readonly root: string;
  /** The path of the file from there. */
  readonly path: string;
}

interface Entry {
  readonly root: string;
  readonly files: ProjectFiles;
  readonly project: Project;
}

/** The projects of the workspace, each under the folder that holds its `.invopop`. */
export class Projects {
  readonly #entries = new Map<string, Entry>();

  /** @param onFault told, when a file is read, of what in it was passed over and was not before */
  constructor(private readonly onFault: (message: string) => void) {}

  /** Takes over the text of a project's file; undefined when it is gone. True when that changes something. */
  set(uri: string, text: string | undefined): boolean {
    const place = placeOf(uri);
    const key = place && folderKey(place.root);
    if (!place || key === undefined) {
      return false;
    }
    const before = this.#entries.get(key);
    if (before?.files[place.file] === text) {
      return false;
    }
    const files: ProjectFiles = { ...before?.files, [place.file]: text };
    if (files.actions === undefined && files.diagnostics === undefined) {
      return this.#entries.delete(key);
    }
    const project = readProject(files);
    this.#entries.set(key, { root: before?.root ?? place.root, files, project });
    for (const fault of project.faults) {
      if (!before?.project.faults.includes(fault)) {
        this.onFault(`${place.root}/${PROJECT_FOLDER}/${fault}`);
      }
    }
    return true;
  }

  /** Lets go of a project's file that was deleted, or of the projects in a folder. True when there were some. */
  remove(uri: string): boolean {
    const isFileGone = this.set(uri, undefined);
    return (
      this.retain((root) => {
        const folder = `${root}/${PROJECT_FOLDER}`;
        return pathWithin(uri, folder) === undefined && uriKey(uri) !== uriKey(folder);
      }) || isFileGone
    );
  }

  /** Lets go of the projects in all folders but these. True when there were some. */
  retain(isKept: (root: string) => boolean): boolean {
    const gone = [...this.#entries].filter(([, { root }]) => !isKept(root));
    for (const [key] of gone) {
      this.#entries.delete(key);
    }
    return gone.length > 0;
  }

  /** The project of a file: the nearest around it. */
  of(uri: string): ProjectPlace | undefined {
    let nearest: ProjectPlace | undefined;
    for (const { root, project } of this.#entries.values()) {
      const path = pathWithin(root, uri);
      if (path !== undefined && (!nearest || path.length < nearest.path.length)) {
        nearest = { project, root, path };
      }
    }
    return nearest;
  }

  /** The text of one of a project's files, if it has that one. */
  textOf(root: string, file: keyof ProjectFiles): string | undefined {
    return this.#entries.get(folderKey(root))?.files[file];
  }
}

/** The project that an address is a file of, and which one. */
function placeOf(uri: string): { readonly root: string; readonly file: keyof ProjectFiles } | undefined {
  for (const [file, name] of [
    ["actions", ACTIONS_FILE],
    ["diagnostics", DIAGNOSTICS_FILE],
  ] as const) {
    const end = `/${PROJECT_FOLDER}/${name}`;
    if (uri.endsWith(end)) {
      return { root: uri.slice(0, -end.length), file };
    }
  }
  return undefined;
}
