import type { FlowDirection } from "../../../server/src/flowProtocol";
import { isObject } from "../api/types";
import type { PageState } from "./messages";

/** What was kept of a page, read with care: another version of the extension may have written it. */
export function stateFrom(kept: unknown): PageState | undefined {
  if (!isObject(kept) || typeof kept["uri"] !== "string") {
    return undefined;
  }
  const { uri, direction, collapsed, isPinned } = kept;
  return {
    uri,
    direction: asDirection(direction),
    collapsed: Array.isArray(collapsed) ? collapsed.filter((key) => typeof key === "string") : [],
    isPinned: isPinned === true,
  };
}

/** A direction that was kept; the usual one where none was. */
export function asDirection(kept: unknown): FlowDirection {
  return kept === "right" ? "right" : "down";
}
