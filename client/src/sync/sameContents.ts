import { isObject } from "../api/types";
import { isSame } from "./contents";

/**
 * Whether the API has stored what was sent. A create of a workflow that exists may be answered with the stored one,
 * unchanged, as if nothing was wrong; this tells the two apart.
 */
export function hasSameContents(sent: unknown, stored: unknown): boolean {
  return isObject(sent) && isObject(stored) && isSame(sent, stored);
}
