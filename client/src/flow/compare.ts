import * as vscode from "vscode";
import type { Connections } from "../accounts/connection";
import type { Comparisons } from "../compare/compare";
import { type FlowPreviews, workflowAt } from "./previews";

/** What the command needs to know what is published. */
export interface CompareParts {
  readonly workspaces: Connections;
  readonly comparisons: Comparisons;
}

/** Makes the command that shows a workflow against what is published of it, as a graph. */
export function createCompareFlowCommand(
  { workspaces, comparisons }: CompareParts,
  previews: FlowPreviews,
): (resource?: unknown) => Promise<void> {
  const compare = async (resource?: unknown): Promise<void> => {
    if (!vscode.workspace.isTrusted) {
      void vscode.window.showErrorMessage("Workflows are compared only in workspaces that you trust.");
      return;
    }
    const document = await workflowAt(resource);
    const connection = document && (await workspaces.get(document.uri));
    if (!document || !connection) {
      return;
    }
    const text = await comparisons.storedText(connection, document.uri, () => compare(document.uri));
    if (text !== undefined) {
      previews.openComparison(document.uri, text, "what is published");
    }
  };
  return compare;
}
