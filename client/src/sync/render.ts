import type { StoredWorkflow } from "../api/types";
import { contentsOfStored, contentsOfText, isSame } from "./contents";
import { NotAWorkflowError } from "./payload";

/** The text of a new file for a stored workflow: keys in the documented order, without what only the server sets. */
export function renderNew(stored: StoredWorkflow): string {
  return `${JSON.stringify({ ...(stored.id && { id: stored.id }), ...contentsOfStored(stored) }, null, 2)}\n`;
}

/**
 * A file's text with the fewest changes that make it say what is stored. What is equal stays to the letter. A text
 * that is no JSON object gives way to a new one.
 */
export function renderLike(text: string, stored: StoredWorkflow): string {
  try {
    return isSame(contentsOfText(text), contentsOfStored(stored)) ? text : renderNew(stored);
  } catch (error) {
    if (error instanceof NotAWorkflowError) {
      return renderNew(stored);
    }
    throw error;
  }
}
