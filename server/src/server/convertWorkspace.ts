import { type LocationLink, type SymbolInformation, SymbolKind } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { WorkflowLink } from "../features/definition";
import type { WorkspaceSymbol } from "../features/workspaceSymbols";
import { fromFileRange, toRange } from "./convert";

const KINDS: Readonly<Record<WorkspaceSymbol["kind"], SymbolKind>> = {
  workflow: SymbolKind.Module,
  step: SymbolKind.Function,
};

export function toWorkflowLink(source: TextDocument, { origin, selection }: WorkflowLink): LocationLink {
  const { uri, range } = fromFileRange(selection);
  return {
    originSelectionRange: toRange(source, origin),
    targetUri: uri,
    targetRange: range,
    targetSelectionRange: range,
  };
}

export function toWorkspaceSymbol({ kind, name, container, selection }: WorkspaceSymbol): SymbolInformation {
  return { name, kind: KINDS[kind], location: fromFileRange(selection), containerName: container };
}
