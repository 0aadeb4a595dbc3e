import type { StoredVersion, StoredWorkflow } from "../../../../client/src/api/types";
import type { Difference } from "../../../../client/src/sync/contents";
import type { Problem } from "../problem";

/** What became of a file or a workflow. */
export type Status = "created" | "updated" | "unchanged" | "refused" | "failed";

/** What became of one, and what is to be told of it. */
export interface Result {
  /** The name of the file; undefined where there is none. */
  readonly file: string | undefined;
  readonly id: string | undefined;
  readonly status: Status;
  /** What is stored now, or, where nothing was sent, what was found. */
  readonly stored?: StoredWorkflow;
  /** What was stored before. */
  readonly previous?: StoredWorkflow;
  /** From what was stored to what the file says. */
  readonly differences?: readonly Difference[];
  /** What the API dropped or changed of what was sent. */
  readonly dropped?: readonly Difference[];
  /** Somebody else's version that was overwritten without having been seen. */
  readonly overtaken?: StoredVersion;
  /** Why it was refused or failed, in sentences. */
  readonly message?: string;
  /** What is wrong in the file. */
  readonly problems?: readonly Problem[];
  /** What would change, as a unified diff. */
  readonly diff?: string;
}

/** Whether a run did all that it was told to. */
export function isWell({ status }: Result): boolean {
  return status !== "refused" && status !== "failed";
}
