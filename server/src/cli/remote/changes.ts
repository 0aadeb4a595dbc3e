import type { StoredWorkflow } from "../../../../client/src/api/types";
import { contentsOfLocal } from "../../../../client/src/sync/body";
import type { Local } from "../../../../client/src/sync/engine";
import { renderLike } from "../../../../client/src/sync/render";
import type { Paint } from "../colours";
import { unifiedDiff } from "../diff";
import type { Source } from "../files/read";
import { printable } from "../text";

/**
 * From what is stored to what a file says, as a unified diff of the file: what is stored is written as the file is, so
 * that only real differences show.
 *
 * @param stored undefined where nothing is
 */
export function publishedDiff(
  { name }: Source,
  local: Local,
  stored: StoredWorkflow | undefined,
  paint: Paint,
): string {
  const before = stored ? renderLike(local.text, stored) : "";
  const file = printable(name);
  // What stands behind a tab is for people, and passed over by programs.
  const names = {
    before: stored
      ? `${file}\t${stored.draft ? "draft" : "published"}, version ${printable(stored.version ?? "unknown")}`
      : "/dev/null",
    after: `${file}\tfile`,
  };
  return unifiedDiff(names, before, wantedText(local), paint);
}

/** The file's text with what the command line says otherwise. */
function wantedText(local: Local): string {
  if (local.draft === undefined) {
    return local.text;
  }
  return renderLike(local.text, { id: undefined, contents: contentsOfLocal(local) });
}
