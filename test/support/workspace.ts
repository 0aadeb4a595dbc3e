import { TextDocument } from "vscode-languageserver-textdocument";
import { parseDocument } from "../../server/src/workflow/document";
import type { FileRange, Workspace } from "../../server/src/workflow/workspace";
import { readWorkflow } from "../../server/src/workspace/read";
import { WorkflowIndex } from "../../server/src/workspace/workflowIndex";
import { mark } from "./markers";
import { CATALOG } from "./rules";

/** The address of a file of the workspaces that tests make. */
export function uriOf(path: string): string {
  return `file:///flows/${path}`;
}

/** A workspace of these texts, by their paths. */
export function workspaceOf(files: Readonly<Record<string, string>>, catalog = CATALOG): Workspace {
  const index = new WorkflowIndex();
  for (const [path, text] of Object.entries(files)) {
    index.set(readWorkflow(parseDocument(text), { uri: uriOf(path), path, catalog }));
  }
  return index;
}

/** The texts with the ranges in them marked; texts without a range are left out. */
export function markFiles(
  files: Readonly<Record<string, string>>,
  ranges: readonly FileRange[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files).flatMap(([path, text]) => {
      const document = TextDocument.create(uriOf(path), "json", 1, text);
      const own = ranges
        .filter(({ uri }) => uri === document.uri)
        .map(({ start, end }) => ({
          tag: undefined,
          start: document.offsetAt(start),
          end: document.offsetAt(end),
        }));
      return own.length > 0 ? [[path, mark(text, own)]] : [];
    }),
  );
}
