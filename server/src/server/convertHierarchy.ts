import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  SymbolKind,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { FlowCall, FlowItem, StepKey } from "../features/callHierarchy";
import { toRange } from "./convert";

export function toCallHierarchyItem(source: TextDocument, item: FlowItem): CallHierarchyItem {
  return {
    name: item.name,
    detail: item.detail,
    kind: SymbolKind.Function,
    uri: source.uri,
    range: toRange(source, item.span),
    selectionRange: toRange(source, item.selection),
    data: item.key,
  };
}

export function toIncomingCall(source: TextDocument, { item, places }: FlowCall): CallHierarchyIncomingCall {
  const fromRanges = places.map((place) => toRange(source, place));
  return { from: toCallHierarchyItem(source, item), fromRanges };
}

export function toOutgoingCall(source: TextDocument, { item, places }: FlowCall): CallHierarchyOutgoingCall {
  const fromRanges = places.map((place) => toRange(source, place));
  return { to: toCallHierarchyItem(source, item), fromRanges };
}

/** The step that an item stands for; one that was not made here stands for none. */
export function readStepKey({ data }: CallHierarchyItem): StepKey {
  const key: unknown = data;
  const isKey = typeof key === "object" && key !== null && "id" in key && "path" in key;
  return isKey && typeof key.id === "string" && typeof key.path === "string"
    ? { id: key.id, path: key.path }
    : { id: "", path: "" };
}
