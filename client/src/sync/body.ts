import { applyEdits, modify } from "jsonc-parser";
import { isObject, type StoredWorkflow } from "../api/types";
import { type Contents, contentsOfText, isEmpty } from "./contents";
import { toBody } from "./payload";

/** A workflow file that is to be published. */
export interface Local {
  /** The UUID that it is published under. */
  readonly id: string;
  readonly text: string;
  /** Whether it is published as a draft; as the text says when left out. */
  readonly draft?: boolean;
}

/** What an update takes away by, as it keeps the fields that are left out or null. */
const EMPTY: Readonly<Record<string, unknown>> = {
  name: "",
  description: "",
  draft: false,
  steps: [],
  rescue: [],
};

/**
 * What a file says once it is published.
 *
 * @throws NotAWorkflowError when the text is no JSON object
 */
export function contentsOfLocal({ text, draft }: Local): Contents {
  const contents = contentsOfText(text);
  return draft === undefined ? contents : { ...contents, draft };
}

/**
 * The body of a create, or of an update where something is stored already. It is the user's text but for what is not
 * to be sent, and for fields that have to be said to be empty.
 *
 * @throws NotAWorkflowError when the text is no JSON object
 */
export function bodyOf({ text, draft }: Local, stored: StoredWorkflow | undefined): string {
  const body = toBody(text, stored ? "update" : "create");
  const withDraft = draft === undefined ? body : withField(body, "draft", draft);
  return stored ? withEmpties(withDraft, stored) : withDraft;
}

function withEmpties(body: string, stored: StoredWorkflow): string {
  const sent: unknown = JSON.parse(body);
  return Object.entries(EMPTY)
    .filter(([key]) => isObject(sent) && (sent[key] ?? undefined) === undefined)
    .filter(([key]) => !isEmpty(stored.contents[key]))
    .reduce((text, [key, value]) => withField(text, key, value), body);
}

function withField(body: string, key: string, value: unknown): string {
  return applyEdits(body, modify(body, [key], value, {}));
}
