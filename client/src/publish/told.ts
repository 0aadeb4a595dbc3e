import type { KnownWorkspace } from "../accounts/connection";
import { titleOf } from "../accounts/labels";
import type { StoredWorkflow } from "../api/types";
import { contentsOfText, type Difference } from "../sync/contents";
import type { Outcome } from "../sync/engine";
import { plainText } from "./messages";

/** What was published, and by what. */
export type Published = Extract<Outcome, { kind: "published" }>;

/** How many places a text names before it only counts the rest. */
const MOST_PLACES = 8;

/** What a workflow is called. */
export function workflowTitle(name: string | undefined): string {
  return name ? `“${name}”` : "the workflow";
}

/**
 * The name that a workflow has in its file; undefined when it has none.
 *
 * @throws NotAWorkflowError when the text is no JSON object
 */
export function nameIn(text: string): string | undefined {
  const name = contentsOfText(text)["name"];
  return typeof name === "string" ? name : undefined;
}

/** What is told when a workflow was published, with all that is not as it was sent. */
export function publishedMessage(outcome: Published, workspace: KnownWorkspace): string {
  const { stored, dropped, overtaken } = outcome;
  const { version = "unknown", hash = "unknown", draft } = stored;
  const title = workflowTitle(stored.name);
  const what = draft
    ? `Saved ${title} as a draft in ${titleOf(workspace)}`
    : `Published ${title} to ${titleOf(workspace)}`;
  const notes = [
    ...(draft ? ["Jobs go on with the last published version."] : []),
    ...(dropped.length > 0 ? [`Invopop did not keep all that was sent: ${placesText(dropped)}.`] : []),
    ...(overtaken
      ? [
          `Version ${overtaken.version ?? "unknown"}, which somebody else had stored a moment before, was overwritten.`,
        ]
      : []),
  ];
  const facts = `${what} · version ${version} · hash ${hash}`;
  return plainText([facts + (notes.length > 0 ? "." : ""), ...notes].join(" "));
}

/** What is told when there is nothing to publish. */
export function sameMessage({ draft, name, version }: StoredWorkflow, workspace: KnownWorkspace): string {
  const what = draft ? "is already saved as a draft in" : "is already published in";
  const facts = version === undefined ? "" : ` as version ${version}`;
  return plainText(
    `${capitalised(workflowTitle(name))} ${what} ${titleOf(workspace)}${facts}: nothing was sent.`,
  );
}

/** Places in a sentence. */
export function placesText(differences: readonly Difference[]): string {
  const shown = differences.slice(0, MOST_PLACES).map(({ label }) => label);
  const rest = differences.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join("; ");
}

/** Places as a list, a line each. */
export function placeLines(differences: readonly Difference[]): string[] {
  const shown = differences.slice(0, MOST_PLACES).map(({ kind, label }) => `• ${label} (${kind})`);
  const rest = differences.length - shown.length;
  return [...shown, ...(rest > 0 ? [`• and ${rest} more`] : [])].map(plainText);
}

export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
