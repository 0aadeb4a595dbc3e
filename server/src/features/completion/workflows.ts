import { describeWorkflow } from "../../schema/describeWorkflow";
import { isUuid } from "../../schema/uuid";
import { oneLine } from "../../workflow/label";
import { normalId, textOf } from "../../workflow/model";
import type { CompletionContext, Suggestion } from "./item";

/**
 * The workflows of the workspace that a config can name, found by name, file or UUID. Never the workflow itself,
 * which would start itself again and again; those for the same documents come first.
 */
export function suggestWorkflows({ document, workspace }: CompletionContext): Suggestion[] {
  const { workflow } = document;
  const own = workflow && textOf(workflow, "id");
  const schema = workflow && textOf(workflow, "schema");
  return (workspace?.workflows ?? [])
    .flatMap((other) => {
      const { id } = other;
      const isOffered = id !== undefined && isUuid(id) && normalId(id) !== normalId(own ?? "");
      return isOffered ? [{ ...other, id, label: oneLine(other.label) }] : [];
    })
    .sort((a, b) => rankOf(a.schema) - rankOf(b.schema) || (a.label < b.label ? -1 : 1))
    .map((other, rank) => ({
      kind: "workflow",
      label: other.label,
      text: JSON.stringify(other.id),
      description: [other.path, other.schema].filter(Boolean).join(" · "),
      documentation: `${describeWorkflow(other)}\n\n\`${other.id}\``,
      words: [other.id, other.path],
      rank,
    }));

  function rankOf(otherSchema: string | undefined): number {
    return schema !== undefined && otherSchema === schema ? 0 : 1;
  }
}
