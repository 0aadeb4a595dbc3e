import { ApiError } from "../api/errors";
import type { StoredWorkflow } from "../api/types";
import type { Base } from "../sync/base";
import { renderNew } from "../sync/render";
import { labelOf } from "./groups";
import type { LocalFile } from "./localStates";
import { doAnyDiffer, stateAgainst } from "./pull";
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
  /** Forgets what was pulled or published last, so that files that differ are in conflict. */
  forget(id: string): Promise<void>;
  /** Which workflow files there are; undefined when nobody can say, or when it was called off. */
  localFiles(signal: AbortSignal): Promise<LocalFiles | undefined>;
  /** Told before each workflow: how many are done, and the one that is next. */
  progress(done: number, name: string): void;
}

/** The workflow files that there are. */
export interface LocalFiles {
  /** Those that are pulled into. */
  readonly own: readonly LocalFile[];
  /** Those that are elsewhere, and left alone. What they are compared with is the same for all files of an id. */
  readonly others: readonly LocalFile[];
}

/** What became of one file, or of a workflow that got none. */
export type Outcome =
  /** A new file; one that was brought up to date; one that said already what is stored. */
  | { readonly kind: "created" | "updated" | "same"; readonly uri: string }
  /** Left as it is because it, or another file with the same id, has changes of its own. */
  | { readonly kind: "skipped"; readonly uri: string; readonly state: SyncState }
  | { readonly kind: "failed"; readonly name: string; readonly reason: string }
  /** It was cancelled before this one had its turn. */
  | { readonly kind: "left" };

/** How many workflows are pulled at a time. */
const AT_ONCE = 8;

/**
 * Pulls workflows: each into the files with its id, else into a new file in a folder. Files with changes of their own
 * are left alone; one workflow that fails does not stop the others. Never throws but for a folder that cannot be read.
 *
 * @returns what became of each, in the order of the workflows; undefined where nothing was done, as it is not known
 *   which files there are: a second file of the same id would be written, and the first be taken for up to date
 */
export async function pullAll(
  ports: PullAllPorts,
  workflows: readonly StoredWorkflow[],
  folder: string,
  signal: AbortSignal,
): Promise<Outcome[] | undefined> {
  const files = await ports.localFiles(signal);
  if (!files && !signal.aborted) {
    return undefined;
  }
  const [ownOf, othersOf] = [filesById(files?.own ?? []), filesById(files?.others ?? [])];
  const outcomes: Outcome[][] = [];
  const taken = new Set(await ports.files.names(folder));
  // All workers take from the same list, so that each workflow has its turn once and in order.
  const list = workflows.entries();
  const work = async (): Promise<void> => {
    for (const [at, workflow] of list) {
      if (!signal.aborted) {
        ports.progress(at, labelOf(workflow));
      }
      outcomes[at] = signal.aborted
        ? [{ kind: "left" }]
        : await pullOne(ports, workflow, ownOf, othersOf, folder, taken, signal).catch(
            (error: unknown): Outcome[] => [
              signal.aborted
                ? { kind: "left" }
                : { kind: "failed", name: labelOf(workflow), reason: textOf(error) },
            ],
          );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return outcomes.flat();
}

async function pullOne(
  ports: PullAllPorts,
  workflow: StoredWorkflow,
  ownOf: FilesOf,
  othersOf: FilesOf,
  folder: string,
  taken: Set<string>,
  signal: AbortSignal,
): Promise<Outcome[]> {
  const id = workflow.id ?? "";
  const stored = hasContents(workflow) ? workflow : await ports.fetch(id, signal);
  const uris = ownOf(id);
  const doOthersDiffer = await doAnyDiffer(ports.files, stored, othersOf(id));
  if (uris.length > 0) {
    return bringUpToDate(ports, stored, uris, doOthersDiffer);
  }
  const uri = await createNew(ports.files, folder, stored, renderNew(stored), taken);
  if (!doOthersDiffer) {
    await ports.remember(stored);
  }
  return [{ kind: "created", uri }];
}

/** The addresses of the files that have an id, in whatever letters. */
type FilesOf = (id: string) => readonly string[];

function filesById(files: readonly LocalFile[]): FilesOf {
  const byId = new Map<string, string[]>();
  for (const { id, uri } of files) {
    const key = id.toLowerCase();
    byId.set(key, [...(byId.get(key) ?? []), uri]);
  }
  return (id) => byId.get(id.toLowerCase()) ?? [];
}

/**
 * A file with changes of its own has all files with the same id left alone: they share what they are compared with.
 * Where one differs all the same in the end, that is forgotten: what is stored is not what it builds on.
 */
async function bringUpToDate(
  ports: PullAllPorts,
  stored: StoredWorkflow,
  uris: readonly string[],
  doOthersDiffer: boolean,
): Promise<Outcome[]> {
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
  const isLeft = files.some(({ state }) => state !== "in-step" && state !== "behind");
  const outcomes: Outcome[] = [];
  for (const { uri, text, state } of files) {
    if (state === "in-step") {
      outcomes.push({ kind: "same", uri });
    } else if (isLeft) {
      outcomes.push({ kind: "skipped", uri, state });
    } else if (await ports.files.take(uri, text, stored)) {
      outcomes.push({ kind: "updated", uri });
    } else {
      outcomes.push({ kind: "failed", name: labelOf(stored), reason: "The file was changed meanwhile." });
    }
  }
  const isTaken = outcomes.some(({ kind }) => kind === "updated");
  if (isTaken && (doOthersDiffer || outcomes.some(({ kind }) => kind === "failed"))) {
    await ports.forget(stored.id ?? "");
  } else if (!doOthersDiffer && outcomes.every(({ kind }) => kind === "same")) {
    await ports.remember(stored);
  }
  return outcomes;
}

function textOf(error: unknown): string {
  return error instanceof ApiError ? reasonOf(error) : error instanceof Error ? error.message : String(error);
}
