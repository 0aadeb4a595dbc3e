import type { StoredWorkflow } from "../api/types";
import type { Base } from "../sync/base";
import { contentsOfStored, contentsOfText } from "../sync/contents";
import { digestOf } from "../sync/digest";
import { NotAWorkflowError } from "../sync/payload";
import { hasContents, isAsKnown, type SyncState, stateOf } from "./state";

/** A workflow file of the open folders. */
export interface LocalFile {
  readonly uri: string;
  /** The workflow's id, as it is written in the file. */
  readonly id: string;
  /** The workflow's name, else the name of the file. */
  readonly label: string;
}

/** A workflow file, and how it stands against what Invopop has. */
export interface FileState extends LocalFile {
  readonly state: SyncState;
}

export interface LocalPorts {
  /** The workflow files that have an id and may be compared with the workspace; undefined when nobody can say. */
  files(): Promise<readonly LocalFile[] | undefined>;
  /** The text of a file, unsaved changes included; undefined when it cannot be read. */
  text(uri: string): Promise<string | undefined>;
  /** What is known of the last pull or publish of a workflow. */
  base(id: string): Base | undefined;
  /** Keeps what is stored as what all files of the workflow were brought up to date with. */
  settle(stored: StoredWorkflow, digest: string): Promise<void>;
  /** The workflow as it is stored, where the list leaves its contents out; undefined when nobody can say. */
  fetch(id: string): Promise<StoredWorkflow | undefined>;
  /** Told after a look that found something else than the one before. */
  changed(): void;
  log(line: string): void;
}

/** What all files of a workflow say that is not known to be what they were brought up to date with. */
interface Settlement {
  readonly stored: StoredWorkflow;
  readonly digest: string;
  /** How many files these are. */
  readonly count: number;
}

/** How many files are read at a time. */
const AT_ONCE = 8;

/** How the workflow files of the open folders stand against the workflows of a workspace. */
export class LocalStates {
  #files: readonly LocalFile[] = [];
  #byUri = new Map<string, FileState>();
  #byId = new Map<string, FileState[]>();
  readonly #digests = new WeakMap<StoredWorkflow, Promise<string>>();
  readonly #fetched = new WeakMap<StoredWorkflow, Promise<StoredWorkflow | undefined>>();
  /** What the states are against. */
  #lookedAt: ReadonlyMap<string, StoredWorkflow> = new Map();
  #looking: Promise<void> = Promise.resolve();
  /** The look that waits for the one under way, and what it will look at: all, where that is undefined. */
  #next: Promise<void> | undefined;
  #wanted: Set<string> | undefined = new Set();

  /** @param workflows what is stored, by ids in small letters */
  constructor(
    private readonly ports: LocalPorts,
    private readonly workflows: () => ReadonlyMap<string, StoredWorkflow>,
  ) {}

  get all(): readonly LocalFile[] {
    return this.#files;
  }

  ofFile(uri: string): FileState | undefined {
    return this.#byUri.get(uri);
  }

  ofWorkflow(id: string): readonly FileState[] {
    return this.#byId.get(id.toLowerCase()) ?? [];
  }

  /**
   * Looks at the files anew: at all, or at those with these addresses. While one look is under way, all others that
   * are asked for become one. Never rejects.
   */
  look(uris?: readonly string[]): Promise<void> {
    this.#wanted = uris && this.#wanted && new Set([...this.#wanted, ...uris]);
    this.#next ??= this.#lookNext();
    return this.#next;
  }

  /** Whether what is stored is what was known when a base was made. */
  async isAt(stored: StoredWorkflow, base: Base): Promise<boolean> {
    return isAsKnown(stored, base) || (hasContents(stored) && (await this.#digestOf(stored)) === base.digest);
  }

  #lookNext(): Promise<void> {
    const fail = (error: unknown) => this.ports.log(`The workflow files could not be looked at: ${error}`);
    const looked = this.#looking.then(() => {
      const wanted = this.#wanted;
      this.#wanted = new Set();
      this.#next = undefined;
      return this.#look(wanted).catch(fail);
    });
    this.#looking = looked;
    return looked.then(() => this.#settleAll()).catch(fail);
  }

  async #look(only: ReadonlySet<string> | undefined): Promise<void> {
    const workflows = this.workflows();
    // What was known last counts while nobody can say.
    this.#files = (only ? undefined : await this.ports.files()) ?? this.#files;
    const before = this.#byUri;
    const states: (FileState | undefined)[] = [];
    for (let at = 0; at < this.#files.length; at += AT_ONCE) {
      const batch = this.#files.slice(at, at + AT_ONCE).map(async (file) => {
        const known = before.get(file.uri);
        return only && !only.has(file.uri)
          ? known
          : this.#stateOf(file, workflows.get(file.id.toLowerCase()));
      });
      states.push(...(await Promise.all(batch)));
    }
    this.#byUri = new Map();
    this.#byId = new Map();
    for (const state of states) {
      if (state) {
        const id = state.id.toLowerCase();
        this.#byUri.set(state.uri, state);
        this.#byId.set(id, [...(this.#byId.get(id) ?? []), state]);
      }
    }
    this.#lookedAt = workflows;
    if (!isSameMap(before, this.#byUri)) {
      this.ports.changed();
    }
  }

  /**
   * A workflow whose files all say what is stored is as one that was just pulled. What is changed from now on can
   * then be told apart, also in files that came from a repository.
   */
  async #settleAll(): Promise<void> {
    const workflows = this.#lookedAt;
    const found = await Promise.all(
      [...this.#byId].map(([id, files]) => this.#settlement(workflows.get(id), files)),
    );
    const due = found.filter((settlement) => settlement !== undefined);
    if (due.length === 0) {
      return;
    }
    // A file that came since says something else, and would be taken for one that builds on what is stored.
    const counts = countById((await this.ports.files()) ?? []);
    const sure = due.filter(({ stored, count }) => counts.get(stored.id?.toLowerCase() ?? "") === count);
    await Promise.all(sure.map(({ stored, digest }) => this.ports.settle(stored, digest)));
  }

  async #settlement(
    stored: StoredWorkflow | undefined,
    files: readonly FileState[],
  ): Promise<Settlement | undefined> {
    if (!stored || files.some(({ state }) => state !== "in-step")) {
      return undefined;
    }
    const base = this.ports.base(stored.id ?? "");
    const digest = await this.#storedDigest(stored, base);
    if (digest === undefined) {
      return undefined;
    }
    const { hash, version, draft } = stored;
    const isSettled =
      base?.digest === digest && base.hash === hash && base.version === version && base.draft === draft;
    return isSettled ? undefined : { stored, digest, count: files.length };
  }

  async #stateOf(file: LocalFile, stored: StoredWorkflow | undefined): Promise<FileState | undefined> {
    if (!stored) {
      return undefined;
    }
    const base = this.ports.base(file.id);
    const digest = await this.#storedDigest(stored, base);
    const text = await this.ports.text(file.uri);
    return digest === undefined || text === undefined
      ? undefined
      : { ...file, state: stateOf(await digestOfText(text), base, digest) };
  }

  async #storedDigest(stored: StoredWorkflow, base: Base | undefined): Promise<string | undefined> {
    if (hasContents(stored)) {
      return this.#digestOf(stored);
    }
    if (base && isAsKnown(stored, base)) {
      return base.digest;
    }
    const fetched = this.#fetched.get(stored) ?? this.ports.fetch(stored.id ?? "");
    this.#fetched.set(stored, fetched);
    const whole = await fetched;
    return whole && this.#digestOf(whole);
  }

  #digestOf(stored: StoredWorkflow): Promise<string> {
    const digest = this.#digests.get(stored) ?? digestOf(contentsOfStored(stored));
    this.#digests.set(stored, digest);
    return digest;
  }
}

/** How many files have an id, by the ids in small letters. */
function countById(files: readonly LocalFile[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { id } of files) {
    const key = id.toLowerCase();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function isSameMap(a: ReadonlyMap<string, FileState>, b: ReadonlyMap<string, FileState>): boolean {
  const isSame = ({ uri, id, state }: FileState) => b.get(uri)?.state === state && b.get(uri)?.id === id;
  return a.size === b.size && [...a.values()].every(isSame);
}

/** The digest of what a file says; undefined when it says nothing that can be read. */
export async function digestOfText(text: string): Promise<string | undefined> {
  try {
    return await digestOf(contentsOfText(text));
  } catch (error) {
    if (error instanceof NotAWorkflowError) {
      return undefined;
    }
    throw error;
  }
}
