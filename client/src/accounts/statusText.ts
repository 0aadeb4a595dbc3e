import { iconOf } from "./items";
import { dayOf, isLive, kindOf, nameOf, titleOf, withoutIcons } from "./labels";
import type { State } from "./workspaces";

/** What the status bar says. */
export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
  /** For screen readers, which do not know icons. */
  readonly label: string;
  /** Whether it is to stand out. */
  readonly isWarning: boolean;
}

/**
 * What the status bar says of the workspace that counts; undefined where there is nothing to say.
 *
 * @param isWorkflow whether a workflow is in the active editor
 */
export function statusText(state: State, isWorkflow: boolean): StatusText | undefined {
  switch (state.kind) {
    case "account":
    case "expired":
      return accountStatus(state, isWorkflow);
    case "several":
      return plain("$(account)", "Choose Workspace", "Choose the Invopop workspace to work with.", false);
    case "missing": {
      const tooltip = `This file belongs to the workspace ${state.slug} (invopop.workspace), to which you are not signed in.`;
      return plain("$(warning)", `Sign In to ${state.slug}`, tooltip, isWorkflow);
    }
    case "failed":
      return plain("$(warning)", "Workspace Unknown", `${state.error.message} Click to sign in.`, isWorkflow);
    case "none":
      return isWorkflow
        ? plain("$(account)", "Sign In to Invopop", state.reason ?? "Sign in to publish workflows.", false)
        : undefined;
    default:
      return undefined;
  }
}

function accountStatus(
  state: Extract<State, { kind: "account" | "expired" }>,
  isWorkflow: boolean,
): StatusText {
  const { account, insteadOf } = state;
  const { workspace } = account;
  const isExpired = state.kind === "expired";
  const tooltip = [
    `${isWorkflow ? "This workflow goes to" : "You work with"} the Invopop workspace ${titleOf(workspace)}.`,
    ...(insteadOf === undefined ? [] : [`The file belongs to ${insteadOf} (invopop.workspace).`]),
    ...(isExpired ? [`The API token expired on ${dayOf(state.expiry)}.`] : []),
    "Click to switch.",
  ].join("\n");
  const kind = workspace.isSandbox === undefined ? "live?" : kindOf(workspace);
  const isOdd = isExpired || insteadOf !== undefined;
  return {
    text: `${isOdd ? "$(warning)" : iconOf(account)} ${withoutIcons(nameOf(workspace))} · ${kind}${isExpired ? " · token expired" : ""}`,
    tooltip,
    label: `Invopop workspace ${titleOf(workspace)}${isExpired ? ", token expired" : ""}`,
    // Where no workflow is open there is nothing to be warned of.
    isWarning: isWorkflow && (isLive(workspace) || isOdd),
  };
}

function plain(icon: string, text: string, tooltip: string, isWarning: boolean): StatusText {
  return { text: `${icon} ${withoutIcons(text)}`, tooltip, label: `Invopop: ${text}`, isWarning };
}
