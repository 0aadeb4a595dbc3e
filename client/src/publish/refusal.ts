import { ACTIONS, type MessageAction, plainText } from "./messages";
import type { FileError, PublishDocument } from "./ports";
import { isJsonObject } from "./textFacts";

/** What is in the way of publishing a text. */
export interface Refusal {
  readonly text: string;
  /** Where it is. */
  readonly error?: FileError;
  /** Whether the person may insist. */
  readonly mayGoOn: boolean;
  readonly action?: MessageAction;
}

/**
 * What is in the way of publishing a text, if anything is.
 *
 * @param mayHaveErrors whether the person may insist on publishing a workflow with errors
 * @param isInsisted whether that was done
 */
export async function refusalOf(
  document: PublishDocument,
  source: string,
  mayHaveErrors: boolean,
  isInsisted: boolean,
): Promise<Refusal | undefined> {
  const isJson = isJsonObject(source);
  const errors = await document.errors();
  const [first] = errors ?? [];
  if (!isJson) {
    const fault = errors?.find(({ code }) => code === "syntax") ?? first;
    const where = fault ? ` Line ${fault.line + 1}: ${fault.message}` : "";
    const text = plainText(`Not published: the file is no valid JSON object.${where}`);
    return { text, ...(fault && { error: fault }), mayGoOn: false };
  }
  if (isInsisted || (errors && !first)) {
    return undefined;
  }
  if (!errors || !first) {
    const text =
      "Not published: the workflow could not be checked, because the language server does not answer.";
    return { text, mayGoOn: true, action: ACTIONS.restartServer };
  }
  const count = errors.length === 1 ? "an error in" : `${errors.length} errors, the first in`;
  // What a rule says can quote the file.
  const text = plainText(`Not published: the workflow has ${count} line ${first.line + 1}: ${first.message}`);
  return { text, error: first, mayGoOn: mayHaveErrors };
}
