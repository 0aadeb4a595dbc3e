import type { StoredVersion, StoredWorkflow } from "../api/types";

/**
 * Whether somebody else may have stored a version between our last look and what our write made of it. Each write
 * that changes something makes the next version, so a gap gives it away. Where versions are no numbers, the list of
 * them has to be looked at each time.
 */
export function mayHaveOvertaken(seen: StoredWorkflow, made: StoredWorkflow): boolean {
  const gap = stepsBetween(seen, made);
  return gap === undefined ? seen.versions !== undefined : gap > 1;
}

/**
 * The last version that somebody else stored between our last look and our write; undefined when there was none.
 *
 * @param versions all versions as they were told after the write, if they were; drafts are not among them, so that
 * of those no more than the number is known
 */
export function overtakenVersion(
  seen: StoredWorkflow,
  made: StoredWorkflow,
  versions: readonly StoredVersion[] | undefined,
): StoredVersion | undefined {
  const known = seen.versions ?? [];
  const ours = { ...made, createdAt: made.updatedAt };
  const between = (versions ?? [])
    .filter((version) => !known.some((other) => isSameVersion(version, other)))
    .filter((version) => (stepsBetween(seen, version) ?? 1) > 0)
    // Equal contents are no loss, and may be our own.
    .filter((version) => version.hash !== made.hash && byAge(version, ours) <= 0)
    .sort(byAge);
  return between.at(-1) ?? draftBetween(seen, made, versions ?? []);
}

function draftBetween(
  seen: StoredWorkflow,
  made: StoredWorkflow,
  versions: readonly StoredVersion[],
): StoredVersion | undefined {
  const gap = stepsBetween(seen, made);
  const version = String(Number(made.version) - 1);
  return gap === undefined || gap <= 1 || versions.some((published) => published.version === version)
    ? undefined
    : { version, name: undefined, hash: undefined, createdAt: undefined };
}

function isSameVersion(a: StoredVersion, b: StoredVersion): boolean {
  return a.version === b.version && a.hash === b.hash;
}

/** The older first: by number, or by time where they have none. */
function byAge(a: StoredVersion, b: StoredVersion): number {
  return stepsBetween(b, a) ?? timeOf(a.createdAt) - timeOf(b.createdAt);
}

/** How many versions were made from one to the other; undefined where they are no whole numbers. */
function stepsBetween(
  from: Pick<StoredVersion, "version">,
  to: Pick<StoredVersion, "version">,
): number | undefined {
  const [first, last] = [numberOf(from.version), numberOf(to.version)];
  return first !== undefined && last !== undefined ? last - first : undefined;
}

function numberOf(version: string | undefined): number | undefined {
  return version !== undefined && /^\d{1,15}$/.test(version) ? Number(version) : undefined;
}

/** In milliseconds; what has no time comes first. */
function timeOf(text: string | undefined): number {
  return Date.parse(text ?? "") || 0;
}
