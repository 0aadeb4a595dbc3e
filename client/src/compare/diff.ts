import * as vscode from "vscode";
import type { Connection } from "../accounts/connection";
import { nameOf } from "../accounts/labels";
import type { StoredWorkflow } from "../api/types";
import { PUBLISHED_SCHEME } from "./publishedUri";

/** A diff of ours that is open. */
export interface OpenDiff {
  readonly tab: vscode.Tab;
  readonly left: vscode.Uri;
  readonly right: vscode.Uri;
}

/** What a diff is called: `Invoice (Acme, version 4) ↔ invoice.workflow.json`. */
export function diffTitle({ workspace }: Connection, stored: StoredWorkflow, file: vscode.Uri): string {
  const version = stored.version === undefined ? "" : `, version ${stored.version}`;
  const draft = stored.draft ? ", draft" : "";
  const name = file.path.split("/").at(-1) ?? "";
  return `${stored.name || "Workflow"} (${nameOf(workspace)}${version}${draft}) ↔ ${name}`;
}

/** Opens a diff, or shows the one that is open. */
export async function openDiff(left: vscode.Uri, right: vscode.Uri, title: string): Promise<void> {
  const open = openDiffs().find((diff) => isOf(diff, left, right));
  await showDiff(open, left, right, title, { preserveFocus: false });
}

/** Gives an open diff another title. */
export async function retitleDiff(diff: OpenDiff, title: string): Promise<void> {
  const { group, isActive } = diff.tab;
  // One in the background is called anew when it is asked for the next time.
  if (isActive && group.isActive) {
    await showDiff(diff, diff.left, diff.right, title, { preserveFocus: true });
  }
}

/** VS Code keeps the title that a diff was opened with, so it is opened anew. */
async function showDiff(
  open: OpenDiff | undefined,
  left: vscode.Uri,
  right: vscode.Uri,
  title: string,
  options: vscode.TextDocumentShowOptions,
): Promise<void> {
  const viewColumn = open?.tab.group.viewColumn;
  if (open && open.tab.label !== title) {
    await vscode.window.tabGroups.close(open.tab, true);
  }
  const place = viewColumn === undefined ? {} : { viewColumn };
  await vscode.commands.executeCommand("vscode.diff", left, right, title, { ...options, ...place });
}

/** The diffs of what is stored against files. */
export function openDiffs(): OpenDiff[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap((tab) =>
      tab.input instanceof vscode.TabInputTextDiff && tab.input.original.scheme === PUBLISHED_SCHEME
        ? [{ tab, left: tab.input.original, right: tab.input.modified }]
        : [],
    );
}

function isOf(diff: OpenDiff, left: vscode.Uri, right: vscode.Uri): boolean {
  return diff.left.toString() === left.toString() && diff.right.toString() === right.toString();
}
