import { NotAWorkflowError, workflowIdOf } from "../sync/payload";

/** Whether a text is a JSON object, which is the least that a workflow is. */
export function isJsonObject(text: string): boolean {
  return idOrFault(text) !== NO_OBJECT;
}

/** The id that a workflow's text gives; undefined when there is none, or the text is no JSON object. */
export function idIn(text: string): string | undefined {
  const id = idOrFault(text);
  return typeof id === "string" && id !== "" ? id : undefined;
}

const NO_OBJECT = Symbol("no JSON object");

function idOrFault(text: string): string | undefined | typeof NO_OBJECT {
  try {
    return workflowIdOf(text);
  } catch (error) {
    if (error instanceof NotAWorkflowError) {
      return NO_OBJECT;
    }
    throw error;
  }
}
