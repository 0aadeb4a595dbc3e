import { type ApiError, pathText } from "../../../../client/src/api/errors";

/** How much is shown of what the API says, in UTF-16 units. */
const MOST_CHARACTERS = 300;

/** What a failed call means: what happened, what became of the workflow where that is not plain, and what to do. */
export function failureText(error: ApiError): string {
  const { serverMessage } = error.details;
  const says =
    serverMessage && error.kind !== "not-found"
      ? ` Invopop says: ${sentence(serverMessage.slice(0, MOST_CHARACTERS))}`
      : "";
  const outcome = error.isOutcomeUnknown
    ? " It may or may not have been stored; to publish it again is safe."
    : "";
  return `${reasonOf(error)}${outcome}${says}`;
}

function reasonOf({ kind, message, details }: ApiError): string {
  const code = details.code === undefined ? "" : ` (${details.code})`;
  switch (kind) {
    case "unauthorized":
      return "Invopop did not accept the API token. It may be wrong or expired.";
    case "forbidden":
      return "The API token may not do this.";
    case "blocked":
      return "Invopop's network turned the request away (error 1010); a proxy may have changed it.";
    case "not-found":
      return "The workspace of the API token has no such workflow.";
    case "conflict":
      return "Invopop has a workflow with this id already, but not in this workspace.";
    case "invalid":
      return `Invopop refused the workflow${details.fields ? `: ${fieldsText(details.fields)}` : ""}.`;
    case "rate-limited":
      return "There were too many requests. Try again in a while.";
    case "redirect":
      return "The API's address answers with another one, which was not followed to keep the token safe. Check INVOPOP_API_URL.";
    case "network":
      return `Invopop could not be reached, or the connection broke${code}.`;
    case "server":
      return `Invopop has a problem of its own (${details.status ?? "5xx"}).`;
    case "cancelled":
      return "Cancelled.";
    default:
      return message;
  }
}

function fieldsText(fields: NonNullable<ApiError["details"]["fields"]>): string {
  const [first] = fields;
  const rest = fields.length - 1;
  const more = rest > 0 ? `, and ${rest} more` : "";
  return first
    ? `${pathText(first.path) || "workflow"}: ${first.message.slice(0, MOST_CHARACTERS).replace(/\.$/, "")}${more}`
    : "";
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
