import type { StoredWorkflow } from "../api/types";

/** How the files of workflows end. */
export const WORKFLOW_ENDING = ".workflow.json";

/** How many characters of a name are taken, so that the file's name is short enough for every file system. */
const MOST_CHARACTERS = 50;

/** What accents and the like become when they are taken off their letters. */
const MARKS = /[\u0300-\u036f]/g;

/** Names that Windows keeps for its devices, whatever stands behind their first dot. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * The name of a file for a workflow: its name in small letters and hyphens, so that the same workflow gets the same
 * file everywhere. Where that name is taken, the id is added.
 *
 * @param taken the names that files have already, in small letters: many file systems know no others
 */
export function fileNameOf(stored: Pick<StoredWorkflow, "id" | "name">, taken: ReadonlySet<string>): string {
  const slug = slugOf(stored.name ?? "");
  const id = slugOf(stored.id ?? "");
  const candidates = [slug, `${slug}-${id.slice(0, 8)}`, `${slug}-${id}`].map(
    (name) => name + WORKFLOW_ENDING,
  );
  const free = candidates.find((name) => !taken.has(name));
  if (free !== undefined) {
    return free;
  }
  let count = 2;
  while (taken.has(`${slug}-${id}-${count}${WORKFLOW_ENDING}`)) {
    count++;
  }
  return `${slug}-${id}-${count}${WORKFLOW_ENDING}`;
}

/** A name as it can stand in the name of a file. Letters of other scripts stay, as nothing else would be left. */
function slugOf(name: string): string {
  const plain = name.normalize("NFKD").replace(MARKS, "").normalize("NFC").toLowerCase();
  const words = plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const slug = [...words.join("-")].slice(0, MOST_CHARACTERS).join("").replace(/-$/, "");
  return slug === "" ? "workflow" : DEVICES.test(slug) ? `${slug}-workflow` : slug;
}
