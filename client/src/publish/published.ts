import { isObject } from "../api/types";

/** What Invopop answered to the last publish of a workflow. */
export interface PublishedVersion {
  readonly version: string | undefined;
  readonly hash: string | undefined;
  readonly draft: boolean;
}

/** Where a few values are kept for the workspace, as VS Code offers it to extensions. */
export interface Memento {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** The key of the list of entries, the most recent last. */
const KEY = "invopop.published";

/** How many workflows are remembered. */
const MOST_ENTRIES = 500;

interface Entry extends PublishedVersion {
  readonly origin: string;
  readonly id: string;
}

/** Remembers what was published from this workspace, for each API and each workflow. */
export class PublishedVersions {
  readonly #listeners = new Set<() => void>();

  constructor(private readonly memento: Memento) {}

  /** @param origin where the API is, such as `https://api.invopop.com` */
  async remember(origin: string, id: string, { version, hash, draft }: PublishedVersion): Promise<void> {
    const others = this.#entries().filter((entry) => !isFor(entry, origin, id));
    const entry: Entry = { origin, id: id.toLowerCase(), version, hash, draft };
    await this.memento.update(KEY, [...others, entry].slice(-MOST_ENTRIES));
    for (const listener of this.#listeners) {
      listener();
    }
  }

  /** What was published last of a workflow; undefined when nothing is known. */
  recall(origin: string, id: string): PublishedVersion | undefined {
    return this.#entries().find((entry) => isFor(entry, origin, id));
  }

  /** Whether anything is known for an API. */
  hasAny(origin: string): boolean {
    return this.#entries().some((entry) => entry.origin === origin);
  }

  /** Calls back after each change, until what it answers is disposed. */
  onChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** What another version of the extension may have written is read with care. */
  #entries(): readonly Entry[] {
    const stored = this.memento.get(KEY);
    return Array.isArray(stored) ? stored.filter(isEntry) : [];
  }
}

function isFor(entry: Entry, origin: string, id: string): boolean {
  return entry.origin === origin && entry.id === id.toLowerCase();
}

function isEntry(value: unknown): value is Entry {
  return (
    isObject(value) &&
    typeof value["origin"] === "string" &&
    typeof value["id"] === "string" &&
    isTextOrNothing(value["version"]) &&
    isTextOrNothing(value["hash"]) &&
    typeof value["draft"] === "boolean"
  );
}

function isTextOrNothing(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

/** What the line above a workflow says of its last publish. */
export function publishedTitle({ version, hash, draft }: PublishedVersion): string {
  const facts = [version && `version ${version}`, hash && `hash ${hash}`].filter(Boolean).join(", ");
  const what = draft ? "Draft saved" : "Published";
  // VS Code makes icons of names in $(…).
  return `${what}${facts && `: ${facts}`}`.replaceAll("$(", "$ (").replace(/\s+/g, " ");
}
