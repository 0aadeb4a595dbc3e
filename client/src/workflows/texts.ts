import type { ApiError } from "../api/errors";
import type { StoredWorkflow } from "../api/types";
import { plainText } from "../publish/messages";
import type { FileState } from "./localStates";
import { mostUrgent, STATES } from "./state";

/** What is said where files would be written, or what they build on remembered, without knowing them all. */
export const UNKNOWN_FILES =
  "Not pulled: the language server does not answer, so it is not known which workflow files there are. Your files are as they were.";

/** What stands dimmed behind the name of a workflow: its country, whether it is in use, its version, how its file stands. */
export function descriptionOf(workflow: StoredWorkflow, files: readonly FileState[]): string {
  const { country, draft, disabled, version } = workflow;
  const state = mostUrgent(files.map((file) => file.state));
  const parts = [
    country,
    draft && "draft",
    disabled && "disabled",
    version && `v${version}`,
    state && state !== "in-step" && STATES[state].name,
  ];
  return plainText(parts.filter(Boolean).join(" · "));
}

/** One line of what is known of a workflow. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** What is known of a workflow, line by line, for its tooltip. @param pathOf the path of a file as people know it */
export function factsOf(
  workflow: StoredWorkflow,
  schema: string,
  files: readonly FileState[],
  pathOf: (uri: string) => string,
): Fact[] {
  const { country, draft, disabled, version, hash, updatedAt, id } = workflow;
  const status = [draft && "draft", disabled && "disabled"].filter(Boolean).join(", ");
  const facts: [string, string | undefined][] = [
    ["Schema", schema],
    ["Country", country],
    ["Status", status],
    ["Version", version],
    ["Hash", hash],
    ["Updated", updatedAt && dateText(updatedAt)],
    ["ID", id],
    ...files.map((file): [string, string] => ["File", `${pathOf(file.uri)} – ${STATES[file.state].name}`]),
  ];
  return facts.flatMap(([label, value]) => (value ? [{ label, value: plainText(value) }] : []));
}

/** Why the workflows, or one of them, could not be had, as a sentence. */
export function reasonOf({ kind, details }: ApiError): string {
  const says = details.serverMessage ? ` Invopop says: ${details.serverMessage}` : "";
  switch (kind) {
    case "unauthorized":
      return "Invopop did not accept the API token. It may have expired: sign in again.";
    case "forbidden":
      return plainText(`The API token may not read workflows.${says}`);
    case "blocked":
      return "Invopop's network turned the request away (error 1010). A proxy may have changed it.";
    case "not-found":
      return "The workspace has no such workflow.";
    case "rate-limited":
      return "There were too many requests. Try again in a while.";
    case "server":
      return `Invopop has a problem of its own (${details.status ?? "5xx"}). Try again in a while.`;
    case "network":
      return `Invopop could not be reached${details.code === undefined ? "" : ` (${details.code})`}. Check the network and the proxy.`;
    case "withheld":
      return "The browser let no answer of Invopop's through. Invopop may not allow requests from web pages (CORS), or the connection broke. VS Code on the desktop needs no browser.";
    case "timeout":
      return "Invopop did not answer in time.";
    case "cancelled":
      return "It was cancelled.";
    case "not-json":
      return "The answer is not one of Invopop's. Check the network, a proxy, or the setting invopop.apiUrl.";
    case "too-large":
      return "The answer is larger than any of Invopop's and was not read.";
    case "redirect":
      return "The API's address answers with another address, which was not followed to keep the token safe. Check the setting invopop.apiUrl.";
    default:
      return plainText(`The API answered ${details.status ?? "something unexpected"}.${says}`);
  }
}

/** The message above the tree: how far a load is, why it failed, what is filtered. */
export function viewMessage(view: {
  readonly failure: ApiError | undefined;
  readonly isLoading: boolean;
  readonly filter: string;
  readonly shown: number;
  /** How many workflows there are, or have come in while they are loaded. */
  readonly count: number;
}): string | undefined {
  const { failure, isLoading, filter, shown, count } = view;
  if (isLoading) {
    return count > 0 ? `Loading: ${count} workflows so far` : undefined;
  }
  if (failure) {
    const rest = count > 0 ? " What you see is what was there before." : "";
    return `The workflows could not be loaded. ${reasonOf(failure)}${rest}`;
  }
  return filter === "" ? undefined : plainText(`${shown} of ${count} with “${filter}”`);
}

/** A time of an answer as people read it; as it came where it is none. */
function dateText(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : time.toLocaleString();
}
