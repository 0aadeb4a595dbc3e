import type { StoredWorkflow } from "../../../../client/src/api/types";
import { type CommandLine, choice } from "../args";
import { type Paint, paintFor } from "../colours";
import { EXIT, UsageError } from "../exit";
import type { Host } from "../host";
import { REPORT_FORMATS, workspaceJson } from "../remote/report";
import { type Remote, remotely, workspaceText } from "../remote/session";
import { count, printable } from "../text";

/** Names that are longer are cut, so that the columns stay on a screen. */
const LONGEST_NAME = 40;

/** `list`: tells which workflows are in the token's workspace. */
export async function list(line: CommandLine, host: Host): Promise<number> {
  const format = choice(line, "format", REPORT_FORMATS);
  if (line.names.length > 0) {
    throw new UsageError("list takes no names; it lists all.", line.command?.name);
  }
  const schema = line.options.get("schema");
  return remotely(line, host, async (session) => {
    const remote = await session.connect();
    const workflows = await all(remote, typeof schema === "string" ? schema : undefined);
    host.stdout.write(
      format === "json" ? json(remote, workflows) : table(remote, workflows, paintFor(host.stdout, host.env)),
    );
    return EXIT.clean;
  });
}

async function all({ client, signal }: Remote, schema: string | undefined): Promise<StoredWorkflow[]> {
  const workflows: StoredWorkflow[] = [];
  for await (const page of client.listWorkflows(signal, schema)) {
    workflows.push(...page);
  }
  return workflows;
}

function json({ workspace }: Remote, workflows: readonly StoredWorkflow[]): string {
  return `${JSON.stringify(
    {
      workspace: workspaceJson(workspace),
      workflows: workflows.map((workflow) => ({
        id: workflow.id ?? null,
        name: workflow.name ?? null,
        description: workflow.description ?? null,
        schema: workflow.schema ?? null,
        country: workflow.country ?? null,
        version: workflow.version ?? null,
        hash: workflow.hash ?? null,
        draft: workflow.draft,
        disabled: workflow.disabled,
        createdAt: workflow.createdAt ?? null,
        updatedAt: workflow.updatedAt ?? null,
      })),
    },
    null,
    2,
  )}\n`;
}

function table({ workspace }: Remote, workflows: readonly StoredWorkflow[], paint: Paint): string {
  const rows = workflows.map((workflow) =>
    [
      shortened(workflow.name ?? ""),
      workflow.schema ?? "",
      workflow.country ?? "",
      workflow.version ?? "",
      stateOf(workflow),
      workflow.id ?? "",
    ].map(printable),
  );
  const heads = ["NAME", "SCHEMA", "COUNTRY", "VERSION", "STATE", "ID"];
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const print = (row: readonly string[]): string =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd();
  return [
    `Workspace: ${paint("bold", printable(workspaceText(workspace)))}`,
    "",
    ...(rows.length > 0 ? [paint("dim", print(heads)), ...rows.map(print), ""] : []),
    `${count(rows.length, "workflow")}.`,
    "",
  ].join("\n");
}

function stateOf({ draft, disabled }: StoredWorkflow): string {
  return [draft ? "draft" : "published", ...(disabled ? ["disabled"] : [])].join(", ");
}

function shortened(name: string): string {
  const signs = [...name];
  return signs.length > LONGEST_NAME ? `${signs.slice(0, LONGEST_NAME - 1).join("")}…` : name;
}
