import * as vscode from "vscode";
import type { Connection } from "../accounts/connection";
import { withoutIcons } from "../accounts/labels";
import type { StoredWorkflow } from "../api/types";
import { filtered, type Group, groupsOf, labelOf } from "./groups";
import type { FileState } from "./localStates";
import type { Overview } from "./overview";
import { mostUrgent, STATES } from "./state";
import { STATE_LOOKS } from "./stateLooks";
import { descriptionOf, factsOf } from "./texts";

/** The command that a click on a workflow runs, with its row. */
export const OPEN_PUBLISHED = "invopop.openPublished";

/** The command that loads the workflows anew. */
export const REFRESH = "invopop.refreshWorkflows";

/** One workflow in the view. Commands of its menu get it. */
export class WorkflowRow {
  readonly kind = "workflow";

  constructor(
    /** Where it is from. */
    readonly connection: Connection,
    readonly workflow: StoredWorkflow,
    readonly group: GroupRow,
    readonly files: readonly FileState[],
  ) {}

  get id(): string {
    return this.workflow.id ?? "";
  }

  get label(): string {
    return labelOf(this.workflow);
  }

  /** The file that is this workflow; commands that take a file take it. */
  get resourceUri(): vscode.Uri | undefined {
    const [file] = this.files;
    return file && vscode.Uri.parse(file.uri);
  }
}

/** A group of workflows in the view. */
export interface GroupRow {
  readonly kind: "group";
  readonly group: Group;
}

/** What is offered when the last load failed. */
interface OfferRow {
  readonly kind: "retry" | "signIn";
}

const RETRY: OfferRow = { kind: "retry" };
const SIGN_IN: OfferRow = { kind: "signIn" };

export type Row = WorkflowRow | GroupRow | OfferRow;

/** The rows of the view: groups by schema, and the workflows in them. */
export class WorkflowTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #listening: { dispose(): void };
  #filter = "";
  #groups: readonly GroupRow[] | undefined;

  constructor(private readonly overview: Overview<Connection>) {
    this.#listening = overview.onChange(() => this.#update());
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }

  get filter(): string {
    return this.#filter;
  }

  set filter(text: string) {
    this.#filter = text;
    this.#update();
  }

  /** How many workflows are shown. */
  get shown(): number {
    return this.#groupRows().reduce((sum, { group }) => sum + group.workflows.length, 0);
  }

  getChildren(row?: Row): Row[] {
    const { source, failure } = this.overview;
    if (!row) {
      const offers = failure?.kind === "unauthorized" ? [SIGN_IN, RETRY] : failure ? [RETRY] : [];
      return [...offers, ...this.#groupRows()];
    }
    return row.kind === "group" && source
      ? row.group.workflows.map(
          (workflow) => new WorkflowRow(source, workflow, row, this.overview.filesOf(workflow.id ?? "")),
        )
      : [];
  }

  getParent(row: Row): Row | undefined {
    return row.kind === "workflow" ? row.group : undefined;
  }

  getTreeItem(row: Row): vscode.TreeItem {
    switch (row.kind) {
      case "group":
        return groupItem(row.group, this.#filter !== "");
      case "workflow":
        return workflowItem(row);
      case "signIn":
        return offerItem("Sign In", "sign-in", "invopop.signIn", "Sign in with another API token");
      default:
        return offerItem("Try Again", "refresh", REFRESH, "Load the workflows again");
    }
  }

  #groupRows(): readonly GroupRow[] {
    this.#groups ??= groupsOf(filtered(this.overview.workflows, this.#filter)).map((group) => ({
      kind: "group",
      group,
    }));
    return this.#groups;
  }

  #update(): void {
    this.#groups = undefined;
    this.#changed.fire(undefined);
  }
}

function groupItem({ schema, label, workflows }: Group, isFiltered: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(withoutIcons(label), vscode.TreeItemCollapsibleState.Expanded);
  // What is filtered is open again, whatever was closed before.
  item.id = `${isFiltered ? "filtered" : "all"}:${schema}`;
  item.description = String(workflows.length);
  item.tooltip = schema === "" ? "Workflows that take documents of several schemas" : schema;
  item.contextValue = "group";
  const count = workflows.length === 1 ? "1 workflow" : `${workflows.length} workflows`;
  item.accessibilityInformation = { label: `${label}, ${count}` };
  return item;
}

function workflowItem(row: WorkflowRow): vscode.TreeItem {
  const { workflow, files, group, label } = row;
  const state = mostUrgent(files.map((file) => file.state));
  const look = STATE_LOOKS[state ?? "absent"];
  const item = new vscode.TreeItem(withoutIcons(label));
  item.id = row.id;
  item.description = descriptionOf(workflow, files);
  item.iconPath = new vscode.ThemeIcon(look.icon, look.colour && new vscode.ThemeColor(look.colour));
  item.tooltip = tooltipOf(row);
  item.contextValue = state === undefined ? "workflow.absent" : "workflow.here";
  item.command = { command: OPEN_PUBLISHED, title: "Open", arguments: [row] };
  const stateText = state ? STATES[state].name : "not in the open folders";
  item.accessibilityInformation = {
    label: [label, group.group.label, descriptionOf(workflow, []), stateText].filter(Boolean).join(", "),
  };
  return item;
}

function tooltipOf({ workflow, files, group, label }: WorkflowRow): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown("**").appendText(label).appendMarkdown("**\n\n");
  if (workflow.description) {
    text.appendText(workflow.description).appendMarkdown("\n\n");
  }
  const { schema, label: schemaLabel } = group.group;
  const facts = factsOf(workflow, schema && `${schemaLabel} (${schema})`, files, pathOf);
  for (const { label: what, value } of facts) {
    text.appendMarkdown(`${what}: `).appendText(value).appendMarkdown("  \n");
  }
  const state = mostUrgent(files.map((file) => file.state));
  if (state) {
    text.appendMarkdown(`\n\n${STATES[state].meaning}`);
  }
  return text;
}

function pathOf(uri: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
}

function offerItem(label: string, icon: string, command: string, tooltip: string): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.id = command;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.command = { command, title: label };
  item.tooltip = tooltip;
  item.accessibilityInformation = { label, role: "button" };
  return item;
}
