import { NotAWorkflowError, workflowIdOf } from "../../../../client/src/sync/payload";
import { isUuid } from "../../schema/uuid";
import type { Source } from "../files/read";

/** A workflow file with the id that it is known by at Invopop. */
export interface LocalFile {
  readonly source: Source;
  readonly id: string;
}

/** A file that is not known at Invopop, and why, in a sentence. */
export interface Unknown {
  readonly source: Source;
  readonly reason: string;
}

/** Finds out by which id a file is known. */
export function localFileOf(source: Source): LocalFile | Unknown {
  let id: string | undefined;
  try {
    id = workflowIdOf(source.text);
  } catch (error) {
    if (error instanceof NotAWorkflowError) {
      return { source, reason: error.message };
    }
    throw error;
  }
  if (id === undefined || id === "") {
    return { source, reason: "It has no id. Give it one: a UUID, which then stays." };
  }
  return isUuid(id) ? { source, id } : { source, reason: "Its id is no UUID." };
}

/** Files that are known by the same id as another one, with the names of the others. */
export function rivalsOf(files: readonly LocalFile[]): Map<LocalFile, string[]> {
  const groups = new Map<string, LocalFile[]>();
  for (const file of files) {
    const id = file.id.toLowerCase();
    groups.set(id, [...(groups.get(id) ?? []), file]);
  }
  const rivals = new Map<LocalFile, string[]>();
  for (const group of groups.values()) {
    for (const file of group.length > 1 ? group : []) {
      rivals.set(
        file,
        group.filter((other) => other !== file).map(({ source }) => source.name),
      );
    }
  }
  return rivals;
}
