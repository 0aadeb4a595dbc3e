import { type ApiError, type FieldError, pathText } from "../api/errors";

/** A message with the buttons that belong to it. */
export interface Message {
  readonly text: string;
  readonly actions: readonly MessageAction[];
}

/** What a button does; its value is its label. */
export const ACTIONS = {
  signIn: "Sign In",
  tryAgain: "Try Again",
  goToError: "Go to Error",
  showOutput: "Show Output",
  openSettings: "Open Settings",
  restartServer: "Restart Language Server",
} as const;

export type MessageAction = (typeof ACTIONS)[keyof typeof ACTIONS];

/** What of the refused fields is shown in the file itself. */
export interface Marked {
  /** How many are. */
  readonly count: number;
  /** Those that have no place in the file. */
  readonly others: readonly FieldError[];
}

/** How many refused fields a message names before it only counts the rest. */
const MOST_FIELDS = 3;

/** How much is shown of what the API says of one field, in UTF-16 units. */
const MOST_CHARACTERS = 200;

/** How many lines about one failure the output channel gets. */
const MOST_LINES = 100;

/** What is told when a publish did not succeed: what happened, what became of the workflow, what to do. */
export function failureMessage(error: ApiError, marked?: Marked): Message {
  const { text, actions } = marked && marked.count > 0 ? markedMessage(marked) : messageOf(error);
  return { text: plainText(text), actions };
}

/** What is told when it could not be found out which workspace a token belongs to. */
export function checkFailureMessage(error: ApiError): Message {
  return error.kind === "unauthorized"
    ? message("Invopop did not accept the API token. It may be wrong or expired. Sign in.", ACTIONS.signIn)
    : message(
        plainText(`It is not known which workspace the API token belongs to: ${error.message}`),
        ACTIONS.tryAgain,
        ACTIONS.signIn,
      );
}

/** What is told when something that is stored could not be fetched. */
export function fetchFailureMessage(error: ApiError): Message {
  const { serverMessage } = error.details;
  const says = serverMessage ? ` Invopop says: ${sentence(serverMessage)}` : "";
  return message(
    plainText(`What is stored could not be fetched: ${error.message}${says}`),
    ACTIONS.tryAgain,
    ACTIONS.showOutput,
  );
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

/** Most of what was refused is told where it stands; here is told what is left. */
function markedMessage({ count, others }: Marked): Message {
  const marked = count === 1 ? "The place is marked" : `${count} places are marked`;
  return refused(
    `Invopop refused the workflow. ${marked} in the file.${fieldsText(others)}`,
    "Correct it and publish again.",
    ACTIONS.goToError,
    ACTIONS.showOutput,
  );
}

function messageOf(error: ApiError): Message {
  const { details } = error;
  const says = details.serverMessage ? ` Invopop says: ${sentence(details.serverMessage)}` : "";
  switch (error.kind) {
    case "unauthorized":
      return refused(
        `Invopop did not accept the API token. It may be wrong or expired.${says}`,
        "Sign in with another one.",
        ACTIONS.signIn,
      );
    case "forbidden":
      return refused(
        `this API token may not publish workflows.${says}`,
        "Sign in with one that may.",
        ACTIONS.signIn,
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
        "Publish again to create it, or switch to another workspace.",
        ACTIONS.tryAgain,
      );
    case "conflict":
      return refused(
        `Invopop has a workflow with this id already.${says}`,
        "Publish again to update it.",
        ACTIONS.tryAgain,
      );
    case "invalid":
      return refused(
        `Invopop refused the workflow.${fieldsText(error.details.fields) || says}`,
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
    case "network":
      return error.isOutcomeUnknown
        ? unknownOutcome(error)
        : refused(
            `Invopop could not be reached${codeText(error)}.`,
            "Check the network, the proxy and the setting invopop.apiUrl.",
            ACTIONS.tryAgain,
            ACTIONS.openSettings,
          );
    case "withheld":
      return error.isOutcomeUnknown
        ? message(`The ${WITHHELD} ${UNKNOWN_OUTCOME} ${ELSEWHERE}`, ACTIONS.tryAgain)
        : message(`Not published: the ${WITHHELD} Your file is as it was. ${ELSEWHERE}`, ACTIONS.tryAgain);
    case "cancelled":
      return error.isOutcomeUnknown
        ? unknownOutcome(error)
        : message(
            "Publishing was cancelled. Nothing was sent, and your file is as it was.",
            ACTIONS.tryAgain,
          );
    default:
      return error.isOutcomeUnknown
        ? unknownOutcome(error)
        : refused(unknownOutcomeText(error), "Try again in a while.", ACTIONS.tryAgain, ACTIONS.showOutput);
  }
}

function unknownOutcome(error: ApiError): Message {
  return message(`${unknownOutcomeText(error)} ${UNKNOWN_OUTCOME}`, ACTIONS.tryAgain, ACTIONS.showOutput);
}

/** Nothing was stored: what happened, that nothing is lost, and what to do. */
function refused(what: string, advice: string, ...actions: MessageAction[]): Message {
  return message(`Not published: ${what} Your file is as it was. ${advice}`, ...actions);
}

const WITHHELD =
  "browser let no answer of Invopop's through. Invopop may not allow requests from web pages (CORS), or the connection broke.";

const ELSEWHERE = "VS Code on the desktop and the command line can publish without a browser.";

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

function fieldsText(fields: readonly FieldError[] = []): string {
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
