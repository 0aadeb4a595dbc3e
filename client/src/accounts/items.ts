import { isLive, kindOf, nameOf, withoutIcons } from "./labels";
import type { Account } from "./store";

/** An account in a list to choose from. */
export interface AccountItem {
  readonly label: string;
  readonly description: string;
}

/** The icon that a workspace goes by: live ones stand out. */
export function iconOf({ workspace }: Account): string {
  return isLive(workspace) ? "$(broadcast)" : "$(beaker)";
}

/** @param note what else there is to say of the account */
export function accountItem(account: Account, note?: string): AccountItem {
  const { workspace } = account;
  const facts = [kindOf(workspace), workspace.slug, workspace.country, note].filter(Boolean);
  return {
    label: `${iconOf(account)} ${withoutIcons(nameOf(workspace))}`,
    description: withoutIcons(facts.join(" · ")),
  };
}
