import { plainText } from "../publish/messages";
import type { Outcome } from "./pullAll";
import type { SyncState } from "./state";

/** What is told at the end, in a sentence or two. */
export function summaryOf(outcomes: readonly Outcome[]): string {
  const count = (kind: Outcome["kind"], one: string, rest = "") => {
    const number = outcomes.filter((outcome) => outcome.kind === kind).length;
    return number === 0 ? undefined : `${number} ${one}${number === 1 ? "" : "s"}${rest}`;
  };
  const left = count("left", "workflow", " left.");
  const failed = count("failed", "workflow", " could not be pulled.");
  const done = [
    count("created", "new file"),
    count("updated", "file", " brought up to date"),
    count("same", "file", " in step already"),
  ].filter(Boolean);
  return [
    left ? "Pulling was cancelled:" : failed ? "Pulled:" : "Pulled all workflows:",
    `${done.join(", ") || "nothing was written"}.`,
    count("skipped", "file", " with changes of their own left as they are."),
    failed,
    left,
  ]
    .filter(Boolean)
    .join(" ");
}

/** Why a file was left as it is, by how it stands. */
const WHY: Readonly<Record<SyncState, string>> = {
  "in-step": "there is nothing to pull",
  behind: "another file has the same id, and changes of its own",
  ahead: "changed here since it was last pulled or published",
  conflict: "has changes that Invopop does not have",
  unreadable: "its JSON has to be mended first",
};

/** What became of each file but those that were in step, for the output channel. @param pathOf the path of a file */
export function detailsOf(outcomes: readonly Outcome[], pathOf: (uri: string) => string): string[] {
  return outcomes.flatMap((outcome) => detailOf(outcome, pathOf)).map(plainText);
}

function detailOf(outcome: Outcome, pathOf: (uri: string) => string): string[] {
  switch (outcome.kind) {
    case "created":
      return [`New: ${pathOf(outcome.uri)}`];
    case "updated":
      return [`Brought up to date: ${pathOf(outcome.uri)}`];
    case "skipped":
      return [`Left as it is: ${pathOf(outcome.uri)} – ${WHY[outcome.state]}`];
    case "failed":
      return [`Not pulled: “${outcome.name}” – ${outcome.reason}`];
    default:
      return [];
  }
}
