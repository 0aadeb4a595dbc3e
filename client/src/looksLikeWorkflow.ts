import { parse } from "jsonc-parser";
import { isObject } from "./api/types";

/** Larger texts are not looked at, in UTF-16 units. */
const MOST_CHARACTERS = 1024 * 1024;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ACTION = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/;

/**
 * Whether a JSON text is a workflow by its contents: an object whose `steps` hold one with a UUID and an
 * action. Asked of every JSON file that is opened, so the cheap questions come first.
 */
export function looksLikeWorkflow(text: string): boolean {
  if (text.length > MOST_CHARACTERS || !text.includes('"steps"') || !/"(action|provider)"/.test(text)) {
    return false;
  }
  const root: unknown = tryParse(text);
  const steps = isObject(root) ? root["steps"] : undefined;
  return Array.isArray(steps) && steps.some(isStep);
}

function tryParse(text: string): unknown {
  try {
    return parse(text);
  } catch {
    // Brackets too deep for the parser; no workflow looks like that.
    return undefined;
  }
}

function isStep(step: unknown): boolean {
  if (!isObject(step)) {
    return false;
  }
  const id = step["id"];
  const action = step["action"] ?? step["provider"];
  return typeof id === "string" && UUID.test(id) && typeof action === "string" && ACTION.test(action);
}
