import { NotAWorkflowError, workflowIdOf } from "../sync/payload";

/** The workflow id that a text gives; undefined when it gives none, or is no JSON. */
export function idOfText(text: string): string | undefined {
  try {
    return workflowIdOf(text) || undefined;
  } catch (error) {
    if (error instanceof NotAWorkflowError) {
      return undefined;
    }
    throw error;
  }
}
