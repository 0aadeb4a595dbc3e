import { normalId } from "../workflow/model";
import type { IndexedWorkflow, NamedWorkflow, Workspace } from "../workflow/workspace";
import { uriKey } from "./uri";

/** A view of the workspace that remembers what was asked of it. */
export interface ObservedWorkspace {
  readonly workspace: Workspace<NamedWorkflow>;
  /** Whether all that was asked would get the same answer now. */
  isCurrent(): boolean;
}

const NONE: readonly never[] = [];

/**
 * The workflows of the workspace, each under the address of its file. What others see of a workflow is its
 * address, path, id, name, schema and country, and where its id stands; as long as none of these change, what
 * was found out about other workflows stays true.
 */
export class WorkflowIndex<W extends NamedWorkflow = IndexedWorkflow> implements Workspace<W> {
  readonly #byUri = new Map<string, W>();
  readonly #byId = new Map<string, Namesakes<W>>();
  /** Counts the changes that others see, and tells the last one of each id. */
  #changes = 0;
  readonly #changeOf = new Map<string, number>();
  #sorted: readonly W[] | undefined;

  /** Takes over a workflow in the place of what its file held before. True when others see that it changed. */
  set(workflow: W): boolean {
    const key = uriKey(workflow.uri);
    const before = this.#byUri.get(key);
    const isVisible = !before || !looksLike(before, workflow);
    if (before) {
      this.#removeId(before);
    }
    this.#byUri.set(key, workflow);
    this.#addId(workflow);
    this.#sorted =
      before?.uri === workflow.uri
        ? this.#sorted?.map((other) => (other === before ? workflow : other))
        : undefined;
    if (isVisible) {
      this.#count(before, workflow);
    }
    return isVisible;
  }

  /** Forgets a file. True when it was known. */
  delete(uri: string): boolean {
    const key = uriKey(uri);
    const before = this.#byUri.get(key);
    if (!before) {
      return false;
    }
    this.#byUri.delete(key);
    this.#removeId(before);
    this.#sorted = undefined;
    this.#count(before);
    return true;
  }

  get(uri: string): W | undefined {
    return this.#byUri.get(uriKey(uri));
  }

  get workflows(): readonly W[] {
    this.#sorted ??= [...this.#byUri.values()].sort(byUri);
    return this.#sorted;
  }

  withId(id: string): readonly W[] {
    const entry = this.#byId.get(normalId(id));
    if (!entry) {
      return NONE;
    }
    entry.sorted ??= [...entry.workflows].sort(byUri);
    return entry.sorted;
  }

  /** A view for one reader, who can ask later whether there is something new for it. */
  observe(): ObservedWorkspace {
    const changes = this.#changes;
    const asked = new Set<string>();
    let isListed = false;
    const index = this;
    return {
      workspace: {
        get workflows() {
          isListed = true;
          return index.workflows;
        },
        withId: (id) => {
          asked.add(normalId(id));
          return index.withId(id);
        },
      },
      isCurrent: () =>
        changes === this.#changes ||
        (!isListed && [...asked].every((id) => (this.#changeOf.get(id) ?? 0) <= changes)),
    };
  }

  #count(...seen: (W | undefined)[]): void {
    this.#changes++;
    for (const workflow of seen) {
      if (workflow?.id !== undefined) {
        this.#changeOf.set(normalId(workflow.id), this.#changes);
      }
    }
  }

  #addId(workflow: W): void {
    if (workflow.id !== undefined) {
      const id = normalId(workflow.id);
      const workflows = this.#byId.get(id)?.workflows ?? new Set<W>();
      this.#byId.set(id, { workflows: workflows.add(workflow), sorted: undefined });
    }
  }

  #removeId(workflow: W): void {
    const id = workflow.id === undefined ? undefined : normalId(workflow.id);
    const entry = id === undefined ? undefined : this.#byId.get(id);
    if (id !== undefined && entry) {
      entry.workflows.delete(workflow);
      entry.sorted = undefined;
      if (entry.workflows.size === 0) {
        this.#byId.delete(id);
      }
    }
  }
}

/** The workflows with one id, put in order when they are asked for. */
interface Namesakes<W> {
  readonly workflows: Set<W>;
  sorted: readonly W[] | undefined;
}

function byUri(a: NamedWorkflow, b: NamedWorkflow): number {
  return a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0;
}

/** Whether others see no difference. */
function looksLike(a: NamedWorkflow, b: NamedWorkflow): boolean {
  return (
    a.uri === b.uri &&
    a.path === b.path &&
    a.id === b.id &&
    a.label === b.label &&
    a.schema === b.schema &&
    a.country === b.country &&
    a.selection.start.line === b.selection.start.line &&
    a.selection.start.character === b.selection.start.character
  );
}
