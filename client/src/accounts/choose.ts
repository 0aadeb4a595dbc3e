import type { Account } from "./store";

/** What decides which account counts for a file. */
export interface Wishes {
  /** The slug of the workspace that the file belongs to, from the setting `invopop.workspace`. */
  readonly bound: string | undefined;
  /** The id of the workspace that the person took by hand in place of that one. */
  readonly instead: string | undefined;
  /** The id of the workspace that was chosen for all files that belong to none. */
  readonly chosen: string | undefined;
}

/** Which account counts, or why none does. */
export type Choice =
  | { readonly kind: "account"; readonly account: Account; readonly insteadOf?: string }
  /** There is no account at all. */
  | { readonly kind: "none" }
  /** There is none for the workspace that the file belongs to. */
  | { readonly kind: "missing"; readonly slug: string }
  /** There are several, and none was chosen yet. */
  | { readonly kind: "several" };

/** Chooses the account for a file. One for another workspace than the file belongs to is never taken unasked. */
export function choose(accounts: readonly Account[], { bound, instead, chosen }: Wishes): Choice {
  const byId = (id: string | undefined) => accounts.find(({ workspace }) => workspace.id === id);
  if (bound !== undefined) {
    const other = byId(instead);
    if (other && !hasSlug(other, bound)) {
      return { kind: "account", account: other, insteadOf: bound };
    }
    const own = accounts.find((account) => hasSlug(account, bound));
    return own ? { kind: "account", account: own } : { kind: "missing", slug: bound };
  }
  const [first, second] = accounts;
  const account = byId(chosen) ?? (second ? undefined : first);
  return account ? { kind: "account", account } : { kind: first ? "several" : "none" };
}

/** Whether an account's workspace goes by this slug. */
export function hasSlug({ workspace }: Account, slug: string): boolean {
  return workspace.slug?.toLowerCase() === slug.toLowerCase();
}
