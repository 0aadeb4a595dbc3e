import type { InvopopClient } from "../api/client";
import { ApiError, attempt, cancelled } from "../api/errors";
import type { Retries } from "../api/retry";
import type { StoredVersion, StoredWorkflow } from "../api/types";
import { bodyOf, contentsOfLocal, type Local } from "./body";
import { type Contents, contentsOfStored, isSame } from "./contents";
import { differencesOf } from "./differences";
import { droppedOf } from "./dropped";
import type { Outcome } from "./outcome";
import { mayHaveOvertaken, overtakenVersion } from "./overtaken";

/** What is stored under an id; undefined when there is nothing. @throws ApiError */
export async function find(
  client: InvopopClient,
  id: string,
  signal: AbortSignal,
): Promise<StoredWorkflow | undefined> {
  const result = await attempt(() => client.getWorkflow(id, signal));
  if (!(result instanceof ApiError)) {
    return result;
  }
  if (result.kind !== "not-found") {
    throw result;
  }
  return undefined;
}

/** Whether nothing was stored between two looks. */
export function isUntouched(before: StoredWorkflow, now: StoredWorkflow): boolean {
  return (
    before.version === now.version &&
    before.hash === now.hash &&
    before.draft === now.draft &&
    (before.hash !== undefined || isSame(contentsOfStored(before), contentsOfStored(now)))
  );
}

/**
 * One write: a create, or an update of what was seen. It is made again after passing faults, but never before what is
 * stored was looked at, as the write may have been carried out although its answer was lost.
 */
export class Sending {
  readonly #body: string;
  /** An update keeps the `schema` and the `country` that are stored. */
  readonly #kept: Contents;
  /** What is stored when all went well. */
  readonly #wanted: Contents;
  /** The failure after which ours may be stored, if there was one. */
  #unsure: ApiError | undefined;

  /**
   * @param seen what was stored when it was last looked at; undefined for a create
   * @throws NotAWorkflowError when the text is no JSON object
   */
  constructor(
    private readonly client: InvopopClient,
    private readonly local: Local,
    private readonly seen: StoredWorkflow | undefined,
    private readonly signal: AbortSignal,
  ) {
    this.#body = bodyOf(local, seen);
    const { schema, country } = seen ? contentsOfStored(seen) : {};
    this.#kept = seen ? { schema, country } : {};
    this.#wanted = { ...contentsOfLocal(local), ...this.#kept };
  }

  /** @throws ApiError */
  async run(): Promise<Outcome> {
    const retries = this.client.retries();
    for (;;) {
      const result = await this.#send();
      if (!(result instanceof ApiError)) {
        return this.#answered(result);
      }
      if (result.isOutcomeUnknown) {
        this.#unsure = result;
      }
      const isAgain = result.isPassing && (await this.#mayRepeat(retries, result));
      const outcome = await this.#lookAfter(result);
      if (outcome) {
        return outcome;
      }
      if (!isAgain) {
        throw this.#final(result);
      }
    }
  }

  /** Sends once; a failure is given back. */
  async #send(): Promise<StoredWorkflow | ApiError> {
    const { client, local, seen, signal } = this;
    if (signal.aborted) {
      return cancelled().harmless();
    }
    return attempt(() =>
      seen
        ? client.updateWorkflow(local.id, this.#body, signal)
        : client.createWorkflow(local.id, this.#body, signal),
    );
  }

  async #mayRepeat(retries: Retries, failure: ApiError): Promise<boolean> {
    try {
      return await retries.again(failure, `${this.seen ? "PATCH" : "PUT"} ${this.local.id}`, this.signal);
    } catch (error) {
      // The wait was cancelled, which leaves all as it was before.
      throw this.#unsure || !(error instanceof ApiError) ? error : error.harmless();
    }
  }

  /** What came of a write that failed, by a look at what is stored; undefined when nothing did. */
  async #lookAfter(failure: ApiError): Promise<Outcome | undefined> {
    const { seen } = this;
    const isGone = failure.kind === "not-found";
    if (!failure.isOutcomeUnknown && failure.kind !== "conflict" && !isGone) {
      return undefined;
    }
    const found = isGone ? undefined : await this.#look(failure);
    if (found && isSame(this.#wanted, contentsOfStored(found))) {
      return this.#published(found);
    }
    const isAsBefore = seen && found ? isUntouched(seen, found) : !seen && !found;
    return isAsBefore ? undefined : { kind: "moved", stored: found, mayHaveStored: Boolean(this.#unsure) };
  }

  async #look(failure: ApiError): Promise<StoredWorkflow | undefined> {
    const found = await attempt(() => find(this.client, this.local.id, this.signal));
    if (!(found instanceof ApiError)) {
      return found;
    }
    // Who cancels is told so, and that the outcome is not known.
    throw found.kind === "cancelled" && this.#unsure ? cancelled() : this.#final(failure);
  }

  async #answered(made: StoredWorkflow): Promise<Outcome> {
    const { seen } = this;
    if (!seen) {
      return this.#isOurs(made)
        ? this.#published(made)
        : { kind: "moved", stored: made, mayHaveStored: true };
    }
    // Only an answer to a GET has the list of versions.
    const latest = mayHaveOvertaken(seen, made) ? await this.#lookForVersions() : undefined;
    return this.#published(made, latest);
  }

  /**
   * A create of what exists already may be answered with what is stored, as if nothing was wrong. It passes for ours
   * when no more than fields of ours are missing in it.
   */
  #isOurs(made: StoredWorkflow): boolean {
    const isFirst = !/^\d+$/.test(made.version ?? "") || Number(made.version) <= 1;
    const differences = differencesOf(this.#wanted, contentsOfStored(made));
    return differences.length === 0 || (isFirst && differences.every(({ kind }) => kind === "removed"));
  }

  /** Undefined when they are not told: it is published all the same, only what was overwritten has no name then. */
  async #lookForVersions(): Promise<readonly StoredVersion[] | undefined> {
    const found = await attempt(() => find(this.client, this.local.id, this.signal));
    return found instanceof ApiError ? undefined : found?.versions;
  }

  #published(made: StoredWorkflow, versions = made.versions): Outcome {
    const dropped = droppedOf(JSON.parse(this.#body), this.#kept, made);
    const overtaken = this.seen && overtakenVersion(this.seen, made, versions);
    return { kind: "published", stored: made, dropped, overtaken };
  }

  /** What to tell of in the end: a refusal of a repeat must not hide that an earlier try may have been stored. */
  #final(failure: ApiError): ApiError {
    return failure.kind === "invalid" ? failure : (this.#unsure ?? failure);
  }
}
