import { hasSlug } from "./choose";
import type { KnownWorkspace } from "./connection";
import { dayOf, nameOf, titleOf } from "./labels";
import type { Wanted } from "./signIn";
import type { Account } from "./store";

/** What is asked for where an account is missing or its token has expired. */
export function wantedFor(
  state:
    | { kind: "none"; reason?: string }
    | { kind: "missing"; slug: string }
    | { kind: "expired"; account: Account; expiry: Date },
): Wanted {
  switch (state.kind) {
    case "none":
      return state.reason === undefined ? {} : { reason: state.reason };
    case "missing":
      return {
        reason: `This file belongs to the workspace ${state.slug} (invopop.workspace). Sign in to it.`,
        refuse: (workspace) =>
          hasSlug({ workspace, token: "" }, state.slug)
            ? undefined
            : `This token belongs to the workspace ${workspace.slug ?? nameOf(workspace)}, the file to ${state.slug}. Paste another one, or press Escape.`,
      };
    case "expired": {
      const { workspace } = state.account;
      return {
        reason: `The API token of workspace ${titleOf(workspace)} expired on ${dayOf(state.expiry)}.`,
        refuse: refuseOthersThan(workspace),
      };
    }
  }
}

/** Refuses the tokens of all workspaces but one. */
export function refuseOthersThan(workspace: KnownWorkspace): NonNullable<Wanted["refuse"]> {
  return (other) =>
    other.id === workspace.id
      ? undefined
      : `This token belongs to workspace ${titleOf(other)}, not to ${titleOf(workspace)}. Paste another one, or press Escape.`;
}
