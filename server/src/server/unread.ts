import { uriKey } from "../workspace/uri";
import type { Runtime } from "./runtime";

/** How long to wait before something is tried again, in milliseconds, the longer the more often it has failed. */
const WAITS = [5_000, 30_000, 120_000, 600_000];

/** A folder, or a file, that is there but could not be read. */
export interface Unreadable {
  readonly uri: string;
  readonly isFolder: boolean;
}

interface Entry extends Unreadable {
  readonly failures: number;
}

/** What of the workspace could not be read. It may hold anything, and is tried again a few times. */
export class Unread {
  readonly #entries = new Map<string, Entry>();
  #isWaiting = false;

  /** @param tryAgain reads something again, and tells in the end of what it could not */
  constructor(
    private readonly runtime: Pick<Runtime, "later">,
    private readonly tryAgain: (thing: Unreadable) => void,
    private readonly onError: (message: string, error: unknown) => void,
  ) {}

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  has(uri: string): boolean {
    return this.#entries.has(uriKey(uri));
  }

  /** Takes note that something could not be read. Of many, the first is told of. */
  add(uri: string, isFolder: boolean, error: unknown): void {
    if (this.isEmpty) {
      this.onError(`The workspace is known in part only, as ${uri} could not be read`, error);
    }
    const key = uriKey(uri);
    this.#entries.set(key, { uri, isFolder, failures: (this.#entries.get(key)?.failures ?? 0) + 1 });
    this.#tryLater();
  }

  /** Lets go of all but these. True when nothing is left by that. */
  retain(isKept: (uri: string) => boolean): boolean {
    const gone = [...this.#entries].filter(([, { uri }]) => !isKept(uri));
    for (const [key] of gone) {
      this.#entries.delete(key);
    }
    return gone.length > 0 && this.isEmpty;
  }

  #tryLater(): void {
    const waits = this.#hopeful().map(({ failures }) => WAITS[failures - 1] ?? 0);
    if (this.#isWaiting || waits.length === 0) {
      return;
    }
    this.#isWaiting = true;
    this.runtime.later(
      () => {
        this.#isWaiting = false;
        for (const thing of this.#hopeful()) {
          this.tryAgain(thing);
        }
      },
      Math.min(...waits),
    );
  }

  /** What has not failed too often to be tried again. */
  #hopeful(): Entry[] {
    return [...this.#entries.values()].filter(({ failures }) => failures <= WAITS.length);
  }
}
