import { ApiError } from "../api/errors";
import type { StoredWorkflow } from "../api/types";
import { Emitter } from "../emitter";
import type { Base } from "../sync/base";
import type { FileState, LocalFile } from "./localStates";
import { type LocalPorts, LocalStates } from "./localStates";

/** A workspace of Invopop's as far as it is looked at here. A connection is one. */
export interface Source {
  readonly workspace: { readonly id: string };
  readonly client: {
    listWorkflows(signal: AbortSignal): AsyncIterable<readonly StoredWorkflow[]>;
    getWorkflow(id: string, signal: AbortSignal): Promise<StoredWorkflow>;
  };
}

/** What the overview asks of the world. */
export interface OverviewPorts<S extends Source = Source>
  extends Omit<LocalPorts, "fetch" | "base" | "settle" | "changed"> {
  /** The workspace that is looked at, without asking anybody; undefined when nobody is signed in. */
  source(): Promise<S | undefined>;
  /** What is known of the last pull or publish of a workflow. */
  base(workspaceId: string, workflowId: string): Base | undefined;
  /** Keeps what is stored as what the files of a workflow were brought up to date with. */
  remember(base: Base): PromiseLike<void>;
}

/** What became of the last load: nothing was asked yet, nobody is signed in, the list is there, or it failed. */
export type Load = "none" | "signed-out" | "listed" | "failed";

/**
 * The workflows of one workspace of Invopop's, all of them, and how the files of the open folders stand against
 * them. It asks the network only when it is told to; what it knows is known until then.
 */
export class Overview<S extends Source = Source> {
  readonly #changed = new Emitter();
  readonly onChange = this.#changed.event;
  readonly #progressed = new Emitter();
  /** Told as a list comes in, page by page. */
  readonly onProgress = this.#progressed.event;
  readonly #files: LocalStates;
  #source: S | undefined;
  #load: Load = "none";
  #failure: ApiError | undefined;
  #loading: AbortController | undefined;
  /** How many workflows have come in of a list that is being loaded. */
  #count = 0;
  #workflows = new Map<string, StoredWorkflow>();
  /** What is known to be newer than the list that is being loaded. */
  #newer = new Map<string, StoredWorkflow>();
  /** The workflows whose bases are just set from here, of which nothing new is to be found out. */
  readonly #settling = new Set<string>();

  constructor(private readonly ports: OverviewPorts<S>) {
    const locals: LocalPorts = {
      ...ports,
      base: (id) => this.#source && ports.base(this.#source.workspace.id, id),
      settle: (stored, digest) => this.#settle(stored, digest),
      fetch: (id) => this.#fetch(id),
      changed: () => this.#changed.fire(),
    };
    this.#files = new LocalStates(locals, () => this.#workflows);
  }

  get load(): Load {
    return this.#load;
  }

  /** Why the last load failed. What was known before is still shown. */
  get failure(): ApiError | undefined {
    return this.#failure;
  }

  get isLoading(): boolean {
    return this.#loading !== undefined;
  }

  get count(): number {
    return this.isLoading ? this.#count : this.#workflows.size;
  }

  /** Where the workflows are from. */
  get source(): S | undefined {
    return this.#source;
  }

  get workflows(): readonly StoredWorkflow[] {
    return [...this.#workflows.values()];
  }

  workflow(id: string): StoredWorkflow | undefined {
    return this.#workflows.get(id.toLowerCase());
  }

  /** The files that are a workflow, in the order of their addresses. */
  filesOf(id: string): readonly FileState[] {
    return this.#files.ofWorkflow(id);
  }

  /** All workflow files of the open folders that have an id, also those that Invopop does not know. */
  get localFiles(): readonly LocalFile[] {
    return this.#files.all;
  }

  /** How a file stands; undefined for one that is no workflow of the workspace. */
  stateOfFile(uri: string): FileState | undefined {
    return this.#files.ofFile(uri);
  }

  /** Asks for all workflows, and looks at the files. A load that is under way gives way to this one. */
  async refresh(): Promise<void> {
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    this.#count = 0;
    this.#newer.clear();
    this.#changed.fire();
    try {
      const source = await this.ports.source();
      const found = source && (await this.#list(source, loading.signal));
      if (this.#loading === loading) {
        this.#take(source, found);
      }
    } catch (error) {
      if (this.#loading === loading) {
        this.#fail(error);
      }
    }
    if (this.#loading === loading) {
      this.#loading = undefined;
      this.#changed.fire();
      await this.look();
    }
  }

  /** Looks at files anew, without the network: at all, or at those with these addresses. */
  look(uris?: readonly string[]): Promise<void> {
    return this.#files.look(uris);
  }

  /** Takes over a workflow as it was just fetched or stored. */
  async take(source: Source, stored: StoredWorkflow): Promise<void> {
    if (stored.id !== undefined && source.workspace.id === this.#source?.workspace.id) {
      this.#put([stored]);
      this.#changed.fire();
      await this.#lookAt(stored.id);
    }
  }

  /** A workflow was pulled or published: finds out what is stored now, unless that is known. */
  async baseChanged(base: Base): Promise<void> {
    const { id, workspace } = base;
    if (workspace !== this.#source?.workspace.id || this.#settling.has(id)) {
      return;
    }
    const known = this.#workflows.get(id);
    const fresh = known && (await this.#files.isAt(known, base)) ? undefined : await this.#fetch(id);
    if (fresh) {
      this.#put([fresh]);
      this.#changed.fire();
    }
    await this.#lookAt(id);
  }

  #lookAt(id: string): Promise<void> {
    const isIt = (file: LocalFile) => file.id.toLowerCase() === id.toLowerCase();
    return this.look(this.#files.all.filter(isIt).map(({ uri }) => uri));
  }

  async #list(source: S, signal: AbortSignal): Promise<StoredWorkflow[]> {
    if (source.workspace.id !== this.#source?.workspace.id) {
      this.#source = source;
      this.#workflows = new Map();
      this.#load = "none";
    }
    const found: StoredWorkflow[] = [];
    for await (const page of source.client.listWorkflows(signal)) {
      signal.throwIfAborted();
      found.push(...page);
      this.#count = found.length;
      this.#progressed.fire();
    }
    return found;
  }

  #take(source: S | undefined, found: readonly StoredWorkflow[] = []): void {
    this.#source = source;
    this.#load = source ? "listed" : "signed-out";
    this.#failure = undefined;
    this.#workflows = new Map();
    this.#put([...found, ...this.#newer.values()]);
  }

  #put(workflows: readonly StoredWorkflow[]): void {
    for (const workflow of workflows) {
      const id = workflow.id?.toLowerCase();
      if (id !== undefined) {
        this.#workflows.set(id, workflow);
        this.#newer.set(id, workflow);
      }
    }
  }

  #fail(error: unknown): void {
    this.#load = "failed";
    this.#failure =
      error instanceof ApiError ? error : new ApiError("unexpected", "The workflows could not be listed.");
    if (!(error instanceof ApiError)) {
      this.ports.log(`The workflows could not be listed: ${error}`);
    }
  }

  async #settle(stored: StoredWorkflow, digest: string): Promise<void> {
    const { id = "", version, hash, draft } = stored;
    // Another workspace may have been chosen, or something newer fetched, while the files were looked at.
    if (this.#source && this.workflow(id) === stored) {
      const base = {
        workspace: this.#source.workspace.id,
        id: id.toLowerCase(),
        version,
        hash,
        draft,
        digest,
      };
      this.#settling.add(base.id);
      const kept = this.ports.remember(base);
      this.#settling.delete(base.id);
      await kept;
    }
  }

  /** One workflow as it is stored now; undefined when that cannot be found out. */
  async #fetch(id: string): Promise<StoredWorkflow | undefined> {
    try {
      return await this.#source?.client.getWorkflow(id, new AbortController().signal);
    } catch (error) {
      this.ports.log(`The workflow ${id} could not be looked up: ${error}`);
      return undefined;
    }
  }
}
