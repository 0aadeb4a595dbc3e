import type { StoredWorkflow, Workspace } from "../../../../client/src/api/types";
import type { Difference } from "../../../../client/src/sync/contents";
import type { Paint, Style } from "../colours";
import type { Unreadable } from "../files/reason";
import { count, printable } from "../text";
import type { Result, Status } from "./result";
import { workspaceText } from "./session";

/** What a run came to. */
export interface RunReport {
  /** Undefined when it was never asked for, as nothing was to be done there. */
  readonly workspace: Workspace | undefined;
  readonly results: readonly Result[];
  readonly unreadable: readonly Unreadable[];
  /** Whether nothing was to be changed, so that all is told as what would be. */
  readonly isDry: boolean;
}

/** The forms of a report. */
export const REPORT_FORMATS = ["pretty", "json"] as const;

const STATUSES: readonly Status[] = ["created", "updated", "unchanged", "refused", "failed"];

const STYLES: Readonly<Record<Status, Style>> = {
  created: "green",
  updated: "green",
  unchanged: "dim",
  refused: "red",
  failed: "red",
};

/** How many differences of a file are told one by one. */
const MOST_DIFFERENCES = 10;

/** The report in a form. */
export function reportText(report: RunReport, format: (typeof REPORT_FORMATS)[number], paint: Paint): string {
  return format === "json" ? json(report) : pretty(report, paint);
}

/** The report for people: the workspace, a block for each file and a summary. */
function pretty({ workspace, results, isDry }: RunReport, paint: Paint): string {
  const blocks = results.map((result) => `${block(result, isDry, paint)}\n`);
  return [
    ...(workspace ? [`Workspace: ${paint("bold", printable(workspaceText(workspace)))}\n\n`] : []),
    ...blocks,
    ...(blocks.length > 0 ? ["\n"] : []),
    `${summaryLine(results, isDry)}\n`,
  ].join("");
}

function block(result: Result, isDry: boolean, paint: Paint): string {
  const { status, file, id, problems = [] } = result;
  const name = printable(file ?? id ?? "");
  const head = `${paint(STYLES[status], word(status, isDry).padEnd(isDry ? 12 : 9))}  ${paint("bold", name)}`;
  const lines = [
    ...(id !== undefined && file !== undefined ? [`id ${printable(id)}`] : []),
    ...stateLines(result, isDry),
    ...(result.message === undefined ? [] : [printable(result.message)]),
    ...differenceLines(result.differences ?? [], isDry),
    ...warnings(result).map((text) => `${paint("yellow", "warning")}: ${printable(text)}`),
    ...problems.map(
      ({ line, column, message, code }) =>
        `${paint("dim", `${line}:${column}`)}  ${printable(message)}  ${paint("dim", code)}`,
    ),
  ];
  return [head, ...lines.map((line) => `  ${line}`)].join("\n");
}

function word(status: Status, isDry: boolean): string {
  return isDry && status === "created"
    ? "would create"
    : isDry && status === "updated"
      ? "would update"
      : status;
}

function stateLines({ stored, previous, status }: Result, isDry: boolean): string[] {
  if (!stored || status === "failed") {
    return [];
  }
  const was = previous && previous !== stored ? previous : undefined;
  const isFound = isDry || !["created", "updated"].includes(status);
  const parts = [
    `version ${changed(stored.version, was?.version, was !== undefined)}`,
    `hash ${changed(stored.hash, was?.hash, was !== undefined)}`,
    ...(stored.draft ? ["draft"] : []),
    ...(stored.disabled ? ["disabled"] : []),
  ];
  return [printable(`${isFound ? "stored: " : ""}${parts.join(", ")}`)];
}

function changed(now: string | undefined, before: string | undefined, hasBefore: boolean): string {
  return `${now ?? "unknown"}${hasBefore ? ` (was ${before ?? "unknown"})` : ""}`;
}

/** Without a diff beside it, a run tells what it changed. */
function differenceLines(differences: readonly Difference[], isDry: boolean): string[] {
  const shown = isDry ? [] : differences.slice(0, MOST_DIFFERENCES).map(differenceText);
  const rest = isDry ? 0 : differences.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${count(rest, "more change")}`] : [])].map(printable);
}

function differenceText({ kind, label }: Difference): string {
  return `${kind} ${label}`;
}

/** What is to be known of a file that was published. */
export function warnings({ dropped = [], overtaken }: Result): string[] {
  const version =
    overtaken &&
    `version ${overtaken.version ?? "unknown"}${overtaken.hash ? `, hash ${overtaken.hash}` : ""}`;
  return [
    ...(dropped.length > 0
      ? [`what is stored is not all that the file says: ${dropped.map(differenceText).join("; ")}`]
      : []),
    ...(version ? [`${version}, which somebody else stored meanwhile, was overwritten`] : []),
  ];
}

function summaryLine(results: readonly Result[], isDry: boolean): string {
  const parts = STATUSES.flatMap((status) => {
    const number = results.filter((result) => result.status === status).length;
    return number > 0 ? [`${number} ${word(status, isDry)}`] : [];
  });
  return `${count(results.length, "workflow")}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}.`;
}

/** The report as one JSON object, for programs. */
function json({ workspace, results, unreadable, isDry }: RunReport): string {
  const summary = Object.fromEntries(
    STATUSES.map((status) => [status, results.filter((result) => result.status === status).length]),
  );
  return `${JSON.stringify(
    {
      workspace: workspace ? workspaceJson(workspace) : null,
      dryRun: isDry,
      workflows: results.map(resultJson),
      summary,
      unreadable: unreadable.map(({ name, reason }) => ({ file: name, reason })),
    },
    null,
    2,
  )}\n`;
}

/** A workspace as programs read it. */
export function workspaceJson({ id, slug, name, isSandbox }: Workspace): unknown {
  return { id: id ?? null, slug: slug ?? null, name: name ?? null, sandbox: isSandbox ?? null };
}

function resultJson(result: Result): unknown {
  const { file, id, status, stored, previous, message, problems, diff } = result;
  const told = warnings(result);
  return {
    file: file ?? null,
    id: id ?? stored?.id ?? null,
    status,
    ...versionJson(stored),
    ...(previous && previous !== stored && { previous: versionJson(previous) }),
    ...(result.differences && { differences: result.differences }),
    ...(result.dropped && result.dropped.length > 0 && { dropped: result.dropped }),
    ...(result.overtaken && { overtaken: result.overtaken }),
    ...(message !== undefined && { message }),
    ...(told.length > 0 && { warnings: told }),
    ...(problems && problems.length > 0 && { problems }),
    ...(diff !== undefined && { diff }),
  };
}

function versionJson(stored: StoredWorkflow | undefined): Readonly<Record<string, unknown>> {
  return stored
    ? {
        version: stored.version ?? null,
        hash: stored.hash ?? null,
        draft: stored.draft,
        disabled: stored.disabled,
      }
    : { version: null, hash: null };
}
