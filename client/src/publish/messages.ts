import { type ApiError, type FieldError, pathText } from "../api/errors";
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
  restartServer: "Restart Language Server",
} as const;

export type MessageAction = (typeof ACTIONS)[keyof typeof ACTIONS];

/** How many refused fields a message names before it only counts the rest. */
const MOST_FIELDS = 3;

/** How much is shown of what the API says of one field, in UTF-16 units. */
const MOST_CHARACTERS = 200;

/** How many lines about one failure the output channel gets. */
const MOST_LINES = 100;

/** What is told when a workflow was published. */
export function publishedMessage({ name, version, hash, draft }: StoredWorkflow): string {
  const what = draft ? "Saved draft" : "Published";
  return plainText(
    `${what} “${name ?? "workflow"}” · version ${version ?? "unknown"} · hash ${hash ?? "unknown"}`,
  );
}

/** What is told when a publish did not succeed: what happened, what became of the workflow, what to do. */
export function failureMessage(error: ApiError): Message {
  const { text, actions } = messageOf(error);
  return { text: plainText(text), actions };
}

/** What else the API says of a failure, for the output channel: a line each, all refused fields among them. */
export function detailLines({ details: { fields = [], serverMessage } }: ApiError): string[] {
  const lines = [...(serverMessage ? [`Invopop says: ${serverMessage}`] : []), ...fields.map(fieldText)];
  return lines.slice(0, MOST_LINES).map(plainText);
}

/**
 * A text for a message of VS Code, which would make buttons of links: names and answers come from others, and
 * could bring links that run commands.
 */
export function plainText(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("](", "] (");
}

function messageOf(error: ApiError): Message {
  const { details } = error;
  const says = details.serverMessage ? ` Invopop says: ${sentence(details.serverMessage)}` : "";
  switch (error.kind) {
    case "unauthorized":
      return refused(
        `Invopop did not accept the API token. It may be wrong or expired.${says}`,
        "Set another one.",
        ACTIONS.setToken,
      );
    case "forbidden":
      return refused(
        `this API token may not publish workflows.${says}`,
        "Set one that may.",
        ACTIONS.setToken,
      );
    case "blocked":
      return refused(
        "Invopop's network turned the request away before it arrived (error 1010).",
        "A proxy may have changed it.",
        ACTIONS.tryAgain,
        ACTIONS.showOutput,
      );
    case "not-found":
      return refused(
        `the workspace of this API token has no such workflow to update.${says}`,
        "Publish again to create it, or set the token of another workspace.",
        ACTIONS.tryAgain,
        ACTIONS.setToken,
      );
    case "conflict":
      return refused(
        `Invopop has a workflow with this id already.${says}`,
        "Publish again to update it.",
        ACTIONS.tryAgain,
      );
    case "invalid":
      return refused(
        `Invopop refused the workflow.${fieldsText(error) || says}`,
        "Correct it and publish again.",
        ACTIONS.showOutput,
      );
    case "rate-limited":
      return refused(
        "there were too many requests.",
        `Try again ${waitText(details.retryAfter)}.`,
        ACTIONS.tryAgain,
      );
    case "redirect":
      return refused(
        "the API's address answers with another address, which was not followed to keep the token safe.",
        "Check the setting invopop.apiUrl.",
        ACTIONS.openSettings,
      );
    case "unexpected":
      return refused(
        `the API answered ${details.status ?? "something unexpected"}.${says}`,
        "Try again, or look into the output.",
        ACTIONS.tryAgain,
        ACTIONS.showOutput,
      );
    default:
      return error.isOutcomeUnknown
        ? message(`${unknownOutcomeText(error)} ${UNKNOWN_OUTCOME}`, ACTIONS.tryAgain, ACTIONS.showOutput)
        : refused(
            `Invopop could not be reached${codeText(error)}.`,
            "Check the network, the proxy and the setting invopop.apiUrl.",
            ACTIONS.tryAgain,
            ACTIONS.openSettings,
          );
  }
}

/** Nothing was stored: what happened, that nothing is lost, and what to do. */
function refused(what: string, advice: string, ...actions: MessageAction[]): Message {
  return message(`Not published: ${what} Your file is as it was. ${advice}`, ...actions);
}

const UNKNOWN_OUTCOME =
  "Invopop may or may not have stored the workflow. Your file is as it was, and publishing it again is safe.";

function unknownOutcomeText(error: ApiError): string {
  const { kind, details } = error;
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
      return `Invopop could not be reached, or the connection broke${codeText(error)}.`;
  }
}

function codeText({ details: { code } }: ApiError): string {
  return code === undefined ? "" : ` (${code})`;
}

function message(text: string, ...actions: MessageAction[]): Message {
  return { text, actions };
}

function fieldsText({ details: { fields = [] } }: ApiError): string {
  const shown = fields.slice(0, MOST_FIELDS).map(fieldText);
  const rest = fields.length - shown.length;
  return shown.length === 0 ? "" : ` ${shown.join("; ")}${rest > 0 ? `; and ${rest} more` : ""}.`;
}

function fieldText({ path, message }: FieldError): string {
  return `${pathText(path) || "workflow"}: ${message.slice(0, MOST_CHARACTERS)}`;
}

function waitText(seconds: number | undefined): string {
  return seconds === 0
    ? "now"
    : seconds === undefined
      ? "in a while"
      : seconds === 1
        ? "in a second"
        : `in ${seconds} seconds`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
