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
export function contentsOfLocal(local: Local): Contents {
  return { ...contentsOfText(local.text), ...draftOf(local) };
}

/**
 * The body of a create, or of an update where something is stored already. It is the user's text but for what is not
 * to be sent, and for fields that have to be said to be empty.
 *
 * @throws NotAWorkflowError when the text is no JSON object
 */
export function bodyOf(local: Local, stored: StoredWorkflow | undefined): string {
  const fields = { ...(stored && emptied(local, stored)), ...draftOf(local) };
  const body = toBody(local.text, stored ? "update" : "create", Object.keys(fields));
  return withFields(body, fields);
}

/** The fields that are stored and that the file does not have. */
function emptied({ text }: Local, stored: StoredWorkflow): Contents {
  const sent: unknown = JSON.parse(toBody(text, "update"));
  return Object.fromEntries(
    Object.entries(EMPTY).filter(
      ([key]) => isObject(sent) && (sent[key] ?? null) === null && !isEmpty(stored.contents[key]),
    ),
  );
}

function draftOf({ draft }: Local): Contents {
  return draft === undefined ? {} : { draft };
}

/** Adds fields at the end of an object's text. */
function withFields(object: string, fields: Contents): string {
  const end = object.lastIndexOf("}");
  const before = object.slice(0, end).trimEnd();
  const added = Object.entries(fields).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`);
  const comma = before.endsWith("{") || added.length === 0 ? "" : ", ";
  return [before, comma, added.join(", "), object.slice(before.length)].join("");
}
