import { ApiError } from "../api/errors";
import type { StoredWorkflow } from "../api/types";
import { plainText } from "../publish/messages";
import type { NoAnswer } from "../session";
import type { Base } from "../sync/base";
import { contentsOfStored, contentsOfText, type Difference } from "../sync/contents";
import { differencesOf } from "../sync/differences";
import { digestOf } from "../sync/digest";
import { renderLike, renderNew } from "../sync/render";
import { labelOf } from "./groups";
import { digestOfText } from "./localStates";
import { createNew, type PullFiles } from "./pullFiles";
import { type SyncState, stateOf } from "./state";
import { reasonOf, UNKNOWN_FILES } from "./texts";

/** What the person is asked before a file is changed. */
export interface PullQuestion {
  readonly uri: string;
  /** The file's text as it would be. */
  readonly after: string;
  /** How the workflow is called. */
  readonly name: string;
  readonly state: SyncState;
  /** From the file to what is stored; none where the file says nothing that can be read. */
  readonly differences: readonly Difference[];
}

/** What pulling a workflow asks of the world. */
export interface PullPorts {
  readonly files: PullFiles;
  /** The workflow as it is stored now. @throws ApiError */
  fetch(id: string): Promise<StoredWorkflow>;
  /** What is known of the last pull or publish. */
  base(id: string): Base | undefined;
  /** Keeps what was pulled, as what files are compared with from now on. */
  remember(stored: StoredWorkflow): Promise<void>;
  /** Forgets what was pulled or published last, so that files that differ are in conflict. */
  forget(id: string): Promise<void>;
  /** The files that are a workflow, where that is known. */
  filesOf(id: string): Promise<readonly string[] | NoAnswer>;
  chooseFile(uris: readonly string[]): Promise<string | undefined>;
  /** @param name how the workflow is called */
  chooseFolder(name: string): Promise<string | undefined>;
  /** Shows the difference, then asks. */
  confirm(question: PullQuestion): Promise<boolean>;
  show(uri: string): Promise<void>;
  /** Tells something in passing. */
  inform(text: string): void;
  fail(text: string): void;
  /** Tells of what comes of a language server that does not answer, and offers to restart it. */
  offerRestart(text: string): void;
  /** How a file is called to a person. */
  pathOf(uri: string): string;
}

/**
 * Brings what is stored of a workflow into its file: the one that is named, else the one with its id, else a new one.
 * A file is changed only after the person has seen what would change, and in a way that can be undone. Nothing is
 * written or remembered where it is not known which files there are: one that is not known would be taken for one
 * that builds on what was pulled, and be published over it.
 *
 * @param uri the file it is wanted in, where that is known
 */
export async function pull(ports: PullPorts, id: string, uri?: string): Promise<void> {
  const stored = await fetch(ports, id);
  if (!stored) {
    return;
  }
  const known = await filesOf(ports, id);
  if (!known) {
    return;
  }
  const uris = uri === undefined ? known : [uri];
  const file = uris.length > 1 ? await ports.chooseFile(uris) : uris[0];
  if (file !== undefined) {
    await pullInto(ports, stored, file, known);
  } else if (uris.length === 0) {
    await pullIntoNew(ports, stored);
  }
}

async function fetch(ports: PullPorts, id: string): Promise<StoredWorkflow | undefined> {
  try {
    return await ports.fetch(id);
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    if (error.kind !== "cancelled") {
      ports.fail(`Not pulled: ${reasonOf(error)} Your files are as they were.`);
    }
    return undefined;
  }
}

/** The files that are a workflow; undefined where that is not known, which is told by then. */
async function filesOf(ports: PullPorts, id: string): Promise<readonly string[] | undefined> {
  const files = await ports.filesOf(id);
  if (files === "unanswered") {
    ports.offerRestart(UNKNOWN_FILES);
  }
  return typeof files === "string" ? undefined : files;
}

async function pullInto(
  ports: PullPorts,
  stored: StoredWorkflow,
  uri: string,
  known: readonly string[],
): Promise<void> {
  const name = labelOf(stored);
  const path = ports.pathOf(uri);
  const before = await ports.files.text(uri);
  if (before === undefined) {
    ports.fail(plainText(`Not pulled: ${path} could not be read. It is as it was.`));
    return;
  }
  const state = await stateAgainst(before, ports.base(stored.id ?? ""), stored);
  if (state === "in-step") {
    if (!(await doOthersDiffer(ports, stored, uri, known))) {
      await ports.remember(stored);
    }
    await ports.show(uri);
    ports.inform(plainText(`“${name}” is the same at Invopop: there is nothing to pull.`));
    return;
  }
  const after = renderLike(before, stored);
  const differences =
    state === "unreadable" ? [] : differencesOf(contentsOfText(before), contentsOfStored(stored));
  if (!(await ports.confirm({ uri, after, name, state, differences }))) {
    return;
  }
  // By now there may be others.
  const knownNow = await filesOf(ports, stored.id ?? "");
  if (!knownNow) {
    return;
  }
  if (!(await ports.files.take(uri, before, stored))) {
    ports.fail(
      plainText(`Not pulled: ${path} was changed while you were asked. It is as it was. Pull again.`),
    );
    return;
  }
  if (await doOthersDiffer(ports, stored, uri, knownNow)) {
    await ports.forget(stored.id ?? "");
  }
  await ports.show(uri);
  ports.inform(plainText(`Pulled “${name}”${versionText(stored)}. Undo brings back what the file was.`));
}

/**
 * Whether another file has the same id and says something else. It does not build on what this one has pulled, and
 * would be taken for that if it were remembered.
 */
function doOthersDiffer(
  { files }: PullPorts,
  stored: StoredWorkflow,
  uri: string,
  known: readonly string[],
): Promise<boolean> {
  const others = known.filter((other) => other !== uri);
  return doAnyDiffer(files, stored, others);
}

/** Whether a file says something else than what is stored, or cannot be read. */
export async function doAnyDiffer(
  files: Pick<PullFiles, "text">,
  stored: StoredWorkflow,
  uris: readonly string[],
): Promise<boolean> {
  const texts = await Promise.all(uris.map((uri) => files.text(uri)));
  const states = await Promise.all(texts.map((text) => stateAgainst(text ?? "", undefined, stored)));
  return states.some((state) => state !== "in-step");
}

async function pullIntoNew(ports: PullPorts, stored: StoredWorkflow): Promise<void> {
  const name = labelOf(stored);
  const folder = await ports.chooseFolder(name);
  if (folder === undefined) {
    return;
  }
  const taken = new Set(await ports.files.names(folder));
  const uri = await createNew(ports.files, folder, stored, renderNew(stored), taken);
  await ports.remember(stored);
  await ports.show(uri);
  ports.inform(plainText(`Pulled “${name}”${versionText(stored)} into ${ports.pathOf(uri)}.`));
}

/** How a file's text stands against a stored workflow. */
export async function stateAgainst(
  text: string,
  base: Base | undefined,
  stored: StoredWorkflow,
): Promise<SyncState> {
  return stateOf(await digestOfText(text), base, await digestOf(contentsOfStored(stored)));
}

function versionText({ version }: StoredWorkflow): string {
  return version === undefined ? "" : `, version ${version}`;
}
