import type { FlowAction, FlowEditResult, FlowPictureResult } from "../../../server/src/flowProtocol";
import { isObject } from "../api/types";

/** The answer to the request for a picture; undefined when it is none. */
export function asPictureResult(value: unknown): FlowPictureResult | undefined {
  const isKnown = isObject(value) && (value["kind"] === "picture" || value["kind"] === "broken");
  return value === null || isKnown ? (value as FlowPictureResult) : undefined;
}

/** The answer to the request for an edit; undefined when it is none. */
export function asEditResult(value: unknown): FlowEditResult | undefined {
  const isKnown = isObject(value) && (Array.isArray(value["edits"]) || typeof value["refused"] === "string");
  return value === null || isKnown ? (value as FlowEditResult) : undefined;
}

/** The answer to the request for actions; undefined when it is none. */
export function asActions(value: unknown): readonly FlowAction[] | undefined {
  return Array.isArray(value) ? (value as FlowAction[]) : undefined;
}

/** The text in an answer such as `{ "text": "…" }`; undefined when it is none. */
export function asText(value: unknown): string | undefined {
  return isObject(value) && typeof value["text"] === "string" ? value["text"] : undefined;
}
