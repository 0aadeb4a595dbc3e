import { ApiError, attempt } from "../../../../client/src/api/errors";
import type { StoredWorkflow } from "../../../../client/src/api/types";
import { contentsOfStored, contentsOfText, isSame } from "../../../../client/src/sync/contents";
import { renderLike } from "../../../../client/src/sync/render";
import { mapLimited } from "../files/limit";
import type { Source } from "../files/read";
import { reasonOf } from "../files/reason";
import { replaceFile } from "../files/write";
import { failureText } from "./failure";
import type { Folder } from "./folder";
import type { Result } from "./result";
import { MOST_AT_ONCE, type Remote } from "./session";

/** What came of pulling. */
export interface Pulled {
  readonly results: readonly Result[];
  /** Whether a file could not be written. */
  readonly isUnwritable: boolean;
}

/** A workflow that was fetched, or what came of that instead. */
type Fetched = StoredWorkflow | Result;

/** All workflows of a workspace, whole: those that the list tells only in part are fetched. */
export async function fetchAll({ client, signal }: Remote): Promise<Fetched[]> {
  const listed: StoredWorkflow[] = [];
  for await (const page of client.listWorkflows(signal)) {
    listed.push(...page);
  }
  return mapLimited(listed, MOST_AT_ONCE, async (workflow) =>
    Array.isArray(workflow.contents["steps"]) ? workflow : fetchOne({ client, signal }, workflow.id ?? ""),
  );
}

/** The workflows with these ids. */
export function fetchThese(remote: Remote, ids: readonly string[]): Promise<Fetched[]> {
  return mapLimited(ids, MOST_AT_ONCE, (id) => fetchOne(remote, id));
}

async function fetchOne({ client, signal }: Pick<Remote, "client" | "signal">, id: string): Promise<Fetched> {
  const stored = await attempt(() => client.getWorkflow(id, signal));
  return stored instanceof ApiError
    ? { file: undefined, id, status: "failed", message: failureText(stored) }
    : { ...stored, id: stored.id ?? id };
}

/**
 * Writes workflows into a folder, one after the other, so that the same ones get the same names each time. A file that
 * says something else than what is stored may hold work, and is overwritten only by force.
 */
export async function pullInto(
  folder: Folder,
  fetched: readonly Fetched[],
  isForced: boolean,
  signal: AbortSignal,
): Promise<Pulled> {
  const results: Result[] = [];
  let isUnwritable = false;
  for (const workflow of fetched) {
    if ("status" in workflow) {
      results.push(workflow);
      continue;
    }
    const files = workflow.id === undefined ? [] : folder.filesOf(workflow.id);
    for (const file of files.length > 0 ? files : [undefined]) {
      const result = signal.aborted
        ? resultOf(workflow, file?.name, "failed", "Cancelled. Nothing was written.")
        : await write(folder, workflow, file, isForced).catch((error: unknown) => {
            isUnwritable = true;
            const reason = `The file could not be written: ${reasonOf(error)}.`;
            return resultOf(workflow, file?.name, "failed", reason);
          });
      results.push(result);
    }
  }
  return { results, isUnwritable };
}

async function write(
  folder: Folder,
  stored: StoredWorkflow,
  file: Source | undefined,
  isForced: boolean,
): Promise<Result> {
  if (!file) {
    return resultOf(stored, await folder.create(stored), "created");
  }
  if (isSame(contentsOfText(file.text), contentsOfStored(stored))) {
    return resultOf(stored, file.name, "unchanged");
  }
  if (!isForced) {
    const reason =
      "It differs from what is stored, and may hold changes of yours. It was left as it is; diff shows in what it differs, and --force overwrites it.";
    return resultOf(stored, file.name, "refused", reason);
  }
  const text = renderLike(file.text, stored);
  await replaceFile(file.name, file.hasMark ? `\ufeff${text}` : text);
  return resultOf(stored, file.name, "updated");
}

function resultOf(
  stored: StoredWorkflow,
  file: string | undefined,
  status: Result["status"],
  message?: string,
): Result {
  return { file, id: stored.id, status, stored, ...(message !== undefined && { message }) };
}
