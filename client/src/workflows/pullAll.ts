import { ApiError } from "../api/errors";
import type { StoredWorkflow } from "../api/types";
import { plainText } from "../publish/messages";
import type { Base } from "../sync/base";
import { renderNew } from "../sync/render";
import { labelOf } from "./groups";
import { stateAgainst } from "./pull";
import { createNew, type PullFiles } from "./pullFiles";
import { hasContents, type SyncState } from "./state";
import { reasonOf } from "./texts";

/** What pulling all workflows asks of the world. */
export interface PullAllPorts {
  readonly files: PullFiles;
  /** A workflow as it is stored now, for those of which the list leaves out the contents. @throws ApiError */
  fetch(id: string, signal: AbortSignal): Promise<StoredWorkflow>;
  base(id: string): Base | undefined;
  remember(stored: StoredWorkflow): Promise<void>;
  /** The files that are a workflow. */
  filesOf(id: string): readonly string[];
  /** Told before each workflow: how many are done, and the one that is next. */
  progress(done: number, name: string): void;
}

/** A file that was left as it is because it has changes of its own, or nothing is known of how it came to differ. */
export interface SkippedFile {
  readonly uri: string;
  readonly state: SyncState;
}

/** What became of each workflow. */
export interface PullAllResult {
  /** The addresses of the new files. */
  readonly created: string[];
  /** The addresses of files that were brought up to date. */
  readonly updated: string[];
  /** Those that said already what is stored. */
  readonly same: string[];
  readonly skipped: SkippedFile[];
  readonly failed: { readonly name: string; readonly reason: string }[];
  /** How many workflows were left when it was cancelled. */
  left: number;
}

/**
 * Pulls workflows: each into the files with its id, else into a new file in a folder. Files with changes of their own
 * are left alone; one workflow that fails does not stop the others.
 */
export async function pullAll(
  ports: PullAllPorts,
  workflows: readonly StoredWorkflow[],
  folder: string,
  signal: AbortSignal,
): Promise<PullAllResult> {
  const result: PullAllResult = { created: [], updated: [], same: [], skipped: [], failed: [], left: 0 };
  const taken = new Set(await ports.files.names(folder));
  for (const [at, workflow] of workflows.entries()) {
    if (signal.aborted) {
      result.left = workflows.length - at;
      break;
    }
    ports.progress(at, labelOf(workflow));
    try {
      await pullOne(ports, workflow, folder, taken, signal, result);
    } catch (error) {
      if (signal.aborted) {
        result.left = workflows.length - at;
        break;
      }
      result.failed.push({ name: labelOf(workflow), reason: textOf(error) });
    }
  }
  return result;
}

async function pullOne(
  ports: PullAllPorts,
  workflow: StoredWorkflow,
  folder: string,
  taken: Set<string>,
  signal: AbortSignal,
  result: PullAllResult,
): Promise<void> {
  const id = workflow.id ?? "";
  const stored = hasContents(workflow) ? workflow : await ports.fetch(id, signal);
  const uris = ports.filesOf(id);
  if (uris.length === 0) {
    result.created.push(await createNew(ports.files, folder, stored, renderNew(stored), taken));
    await ports.remember(stored);
    return;
  }
  await bringUpToDate(ports, stored, uris, result);
}

/** A file with changes of its own has all files with the same id left alone: they share what they are compared with. */
async function bringUpToDate(
  ports: PullAllPorts,
  stored: StoredWorkflow,
  uris: readonly string[],
  result: PullAllResult,
): Promise<void> {
  const base = ports.base(stored.id ?? "");
  const files = await Promise.all(
    uris.map(async (uri) => {
      const text = await ports.files.text(uri);
      if (text === undefined) {
        throw new Error("The file could not be read.");
      }
      return { uri, text, state: await stateAgainst(text, base, stored) };
    }),
  );
  const others = files.filter(({ state }) => state !== "in-step");
  result.same.push(...files.filter(({ state }) => state === "in-step").map(({ uri }) => uri));
  if (others.some(({ state }) => state !== "behind")) {
    result.skipped.push(...others.map(({ uri, state }) => ({ uri, state })));
    return;
  }
  for (const { uri, text } of others) {
    if (!(await ports.files.take(uri, text, stored))) {
      throw new Error("The file was changed meanwhile.");
    }
    result.updated.push(uri);
  }
  if (others.length === 0) {
    await ports.remember(stored);
  }
}

function textOf(error: unknown): string {
  return error instanceof ApiError ? reasonOf(error) : error instanceof Error ? error.message : String(error);
}

/** What is told at the end, in a sentence or two. */
export function summaryOf(result: PullAllResult): string {
  const { created, updated, same, skipped, failed, left } = result;
  const parts = [
    created.length > 0 && `${count(created.length, "new file")}`,
    updated.length > 0 && `${count(updated.length, "file")} brought up to date`,
    same.length > 0 && `${count(same.length, "file")} in step already`,
  ].filter(Boolean);
  return [
    `${left > 0 ? "Pulling was cancelled" : "Pulled all workflows"}: ${parts.length > 0 ? parts.join(", ") : "nothing to do"}.`,
    skipped.length > 0 && `${count(skipped.length, "file")} with changes of their own left as they are.`,
    failed.length > 0 && `${count(failed.length, "workflow")} could not be pulled.`,
    left > 0 && `${count(left, "workflow")} left.`,
  ]
    .filter(Boolean)
    .join(" ");
}

const WHY: Readonly<Record<SyncState, string>> = {
  "in-step": "nothing to do",
  behind: "another file has the same id, and changes of its own",
  ahead: "changed here since it was last pulled or published",
  conflict: "has changes that Invopop does not have",
  unreadable: "its JSON has to be mended first",
};

/** What became of each workflow, for the output channel: a line each. @param pathOf the path of a file */
export function detailsOf(result: PullAllResult, pathOf: (uri: string) => string): string[] {
  return [
    ...result.created.map((uri) => `New: ${pathOf(uri)}`),
    ...result.updated.map((uri) => `Brought up to date: ${pathOf(uri)}`),
    ...result.skipped.map(({ uri, state }) => `Left as it is: ${pathOf(uri)} – ${WHY[state]}`),
    ...result.failed.map(({ name, reason }) => `Not pulled: “${name}” – ${reason}`),
  ].map(plainText);
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
