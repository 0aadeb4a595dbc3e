import { type ApiError, pathText } from "../api/errors";
import type { StoredWorkflow } from "../api/types";

/** A message with the buttons that belong to it. */
export interface Message {
  readonly text: string;
  readonly actions: readonly MessageAction[];
}

/** What a button does; its value is its label. */
export const ACTIONS = {
  setToken: "Set API Token",
  tryAgain: "Try Again",
  showOutput: "Show Output",
  openSettings: "Open Settings",
} as const;

export type MessageAction = (typeof ACTIONS)[keyof typeof ACTIONS];

/** How many refused fields a message names before it only counts the rest. */
const MOST_FIELDS = 3;

/** What is told when a workflow was published. */
export function publishedMessage({ name, version, hash, draft }: StoredWorkflow): string {
  const what = draft ? "Saved draft" : "Published";
  return `${what} “${name ?? "workflow"}” · version ${version ?? "unknown"} · hash ${hash ?? "unknown"}`;
}

/** What is told when a publish did not succeed: what happened, what became of the workflow, what to do. */
export function failureMessage(error: ApiError): Message {
  const { details } = error;
  const says = details.serverMessage ? ` Invopop says: ${sentence(details.serverMessage)}` : "";
  switch (error.kind) {
    case "unauthorized":
      return message(
        `Not published: Invopop did not accept the API token. It may be wrong or expired.${says}`,
        ACTIONS.setToken,
      );
    case "forbidden":
      return message(`Not published: this API token may not publish workflows.${says}`, ACTIONS.setToken);
    case "blocked":
      return message(
        "Not published: Invopop's network turned the request away before it arrived (error 1010). A proxy may have changed it.",
        ACTIONS.tryAgain,
        ACTIONS.showOutput,
      );
    case "not-found":
      return message(
        `Not published: the workspace of this API token has no such workflow to update.${says}`,
        ACTIONS.setToken,
      );
    case "conflict":
      return message(`Not published: Invopop has a workflow with this id already.${says}`);
    case "invalid":
      return message(
        `Not published: Invopop refused the workflow.${says}${fieldsText(error)}`,
        ACTIONS.showOutput,
      );
    case "rate-limited":
      return message(
        `Not published: too many requests. Try again ${waitText(details.retryAfter)}.`,
        ACTIONS.tryAgain,
      );
    case "redirect":
      return message(
        "Not published: the API's address answers with another address, which was not followed to keep the token safe. Check the setting invopop.apiUrl.",
        ACTIONS.openSettings,
      );
    case "unexpected":
      return message(
        `Not published: the API answered ${details.status ?? "something unexpected"}.${says}`,
        ACTIONS.tryAgain,
        ACTIONS.showOutput,
      );
    default:
      return message(`${unknownOutcomeText(error)} ${UNKNOWN_OUTCOME}`, ACTIONS.tryAgain, ACTIONS.showOutput);
  }
}

const UNKNOWN_OUTCOME =
  "Invopop may or may not have stored the workflow. Your file is as it was, and publishing it again is safe.";

function unknownOutcomeText({ kind, details, message }: ApiError): string {
  switch (kind) {
    case "cancelled":
      return "Publishing was cancelled.";
    case "timeout":
      return "Invopop did not answer in time.";
    case "server":
      return `Invopop has a problem of its own (${details.status ?? "5xx"}).`;
    case "not-json":
      return "The answer is not one of Invopop's. Check the network, a proxy, or the setting invopop.apiUrl.";
    case "too-large":
      return "The answer is larger than any of Invopop's and was not read.";
    default:
      return `Invopop could not be reached, or the connection broke${/\(.+\)/.exec(message)?.[0].replace("(", " (") ?? ""}.`;
  }
}

function message(text: string, ...actions: MessageAction[]): Message {
  return { text, actions };
}

function fieldsText({ details: { fields = [] } }: ApiError): string {
  const shown = fields
    .slice(0, MOST_FIELDS)
    .map(({ path, message }) => `${pathText(path) || "workflow"}: ${message}`);
  const rest = fields.length - shown.length;
  return shown.length === 0 ? "" : ` ${shown.join("; ")}${rest > 0 ? `; and ${rest} more` : ""}.`;
}

function waitText(seconds: number | undefined): string {
  return seconds === undefined ? "in a while" : seconds === 1 ? "in a second" : `in ${seconds} seconds`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
