import { isObject } from "./api/types";
import type { Base, BaseStore } from "./sync/base";

/** Where a few values are kept for the folders that are open, as VS Code offers it to extensions. */
export interface Memento {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** The key of the list of bases, the most recent last. */
const KEY = "invopop.bases";

/** How many workflows are remembered. */
const MOST_BASES = 5000;

/** Remembers what was stored when a workflow was last pulled or published here, for each Invopop workspace. */
export class Bases implements BaseStore {
  readonly #listeners = new Set<(changed: Base | undefined) => void>();
  readonly #bases: Map<string, Base>;

  constructor(private readonly memento: Memento) {
    const stored = memento.get(KEY);
    // What another version of the extension may have written is read with care.
    const bases = Array.isArray(stored) ? stored.filter(isBase) : [];
    this.#bases = new Map(bases.map((base) => [keyOf(base.workspace, base.id), base]));
  }

  get(workspace: string, id: string): Base | undefined {
    return this.#bases.get(keyOf(workspace, id));
  }

  async set(base: Base): Promise<void> {
    const key = keyOf(base.workspace, base.id);
    this.#bases.delete(key);
    this.#bases.set(key, { ...base, id: base.id.toLowerCase() });
    const [oldest] = this.#bases.keys();
    if (this.#bases.size > MOST_BASES && oldest !== undefined) {
      this.#bases.delete(oldest);
    }
    await this.#keep(base);
  }

  /** Forgets what was known of a workflow, so that a difference to what is stored is a conflict again. */
  async forget(workspace: string, id: string): Promise<void> {
    if (this.#bases.delete(keyOf(workspace, id))) {
      await this.#keep();
    }
  }

  get isEmpty(): boolean {
    return this.#bases.size === 0;
  }

  /** Calls back after each change, with the new base if there is one, until what it answers is disposed. */
  onChange(listener: (changed: Base | undefined) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  async #keep(changed?: Base): Promise<void> {
    for (const listener of this.#listeners) {
      listener(changed);
    }
    await this.memento.update(KEY, [...this.#bases.values()]);
  }
}

function keyOf(workspace: string, id: string): string {
  return `${workspace} ${id.toLowerCase()}`;
}

function isBase(value: unknown): value is Base {
  return (
    isObject(value) &&
    typeof value["workspace"] === "string" &&
    typeof value["id"] === "string" &&
    isTextOrNothing(value["version"]) &&
    isTextOrNothing(value["hash"]) &&
    typeof value["draft"] === "boolean" &&
    typeof value["digest"] === "string"
  );
}

function isTextOrNothing(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}
