import type { StoredWorkflow } from "../api/types";
import { fileNameOf } from "../sync/fileName";

/** The files of the person, as far as pulling needs them. */
export interface PullFiles {
  /** The text of a file, unsaved changes included; undefined when it cannot be read. */
  text(uri: string): Promise<string | undefined>;
  /**
   * Has a file say what is stored, by an edit that can be undone, and saves it if nothing in it was unsaved. What was
   * pulled is what the file is compared with from then on, until it is undone.
   *
   * @param before what the text is now; false when it is something else by now, and nothing is changed then
   */
  take(uri: string, before: string, stored: StoredWorkflow): Promise<boolean>;
  /** Writes a new file and answers its address; undefined when there is something of that name. @throws Error */
  create(folder: string, name: string, text: string): Promise<string | undefined>;
  /** The names of all that is in a folder, in small letters. */
  names(folder: string): Promise<Iterable<string>>;
}

/**
 * Writes a text into a new file of a folder under the stable name of its workflow, and answers the file's address.
 * Nothing is written over: what took the name meanwhile keeps it.
 *
 * @param taken the names that are known to be taken, in small letters; the new ones are added
 * @throws Error when the folder cannot be written to
 */
export async function createNew(
  files: Pick<PullFiles, "create">,
  folder: string,
  workflow: Pick<StoredWorkflow, "id" | "name">,
  text: string,
  taken: Set<string>,
): Promise<string> {
  for (;;) {
    const name = fileNameOf(workflow, taken);
    taken.add(name);
    const uri = await files.create(folder, name, text);
    if (uri !== undefined) {
      return uri;
    }
  }
}
