import type { KnownWorkspace } from "../accounts/connection";
import { isLive, nameOf, titleOf } from "../accounts/labels";
import type { Difference } from "../sync/contents";
import type { FixedField, Plan } from "../sync/engine";
import { plainText } from "./messages";
import { capitalised, placeLines, workflowTitle } from "./told";

/** A question that has to be answered before anything is sent. */
export interface Question {
  readonly text: string;
  /** Further lines. */
  readonly detail: string;
  readonly buttons: readonly string[];
}

export const ANSWERS = {
  compare: "Compare",
  overwrite: "Overwrite",
  takeTheirs: "Take Theirs",
  publish: "Publish",
  saveDraft: "Save Draft",
  publishRest: "Publish the Rest",
  publishThere: "Publish There",
} as const;

/** What is to be published, and where to. */
export interface Occasion {
  readonly workspace: KnownWorkspace;
  /** The workflow's name in the file. */
  readonly name: string | undefined;
  /** Whether it is saved as a draft. */
  readonly isDraft: boolean;
  /** Whether the person does not want to be asked before anything goes to this live workspace. */
  readonly isUnasked: boolean;
  /** Whether a try before this one may have been stored, and was changed by somebody else since. */
  readonly mayHaveStored?: boolean;
}

export const MAY_HAVE_STORED = "What was sent before may have been stored, and was changed since.";

type Update = Extract<Plan, { kind: "update" | "conflict" }>;
type Conflict = Extract<Plan, { kind: "conflict" }>;

/** What is asked before a plan is carried out; undefined when it needs no answer. */
export function questionBefore(
  plan: Exclude<Plan, { kind: "same" }>,
  occasion: Occasion,
): Question | undefined {
  const { isDraft, isUnasked, workspace } = occasion;
  const isAsked = isLive(workspace) && !isUnasked;
  const fixed = plan.kind === "create" ? [] : plan.fixed;
  if (!isAsked && fixed.length === 0) {
    return undefined;
  }
  const title = workflowTitle(occasion.name);
  const send = isDraft ? ANSWERS.saveDraft : ANSWERS.publish;
  const what = isDraft ? `Save ${title} as a draft in` : `Publish ${title} to`;
  const lines =
    plan.kind === "create" ? ["Invopop does not have it yet: it is created."] : changeLines(plan, workspace);
  return {
    text: plainText(isAsked ? `${what} ${liveTitle(workspace)}?` : fixedTitle(fixed, title)),
    detail: [...lines, ...(isDraft ? ["Jobs go on with the last published version."] : [])].join("\n"),
    buttons: [
      fixed.length > 0 ? ANSWERS.publishRest : send,
      ...(plan.kind === "create" ? [] : [ANSWERS.compare]),
    ],
  };
}

/** What is asked when somebody else changed what is stored, or nobody knows what was there. */
export function conflictQuestion(plan: Conflict, occasion: Occasion): Question {
  const { base, stored } = plan;
  const { isDraft, mayHaveStored, name, workspace } = occasion;
  const title = workflowTitle(name ?? stored.name);
  const text = base
    ? `${capitalised(title)} was changed in Invopop since it was last published or pulled here.`
    : `Invopop has other contents for ${title}, and it was not published or pulled here before.`;
  const there = versionText(stored.version, stored.updatedAt, stored.draft);
  const here = base ? `; last known here: ${versionText(base.version, undefined, base.draft)}` : "";
  return {
    text: plainText(text),
    detail: [
      plainText(`${capitalised(placeTitle(workspace))}: ${there}${here}.`),
      ...(mayHaveStored ? [MAY_HAVE_STORED] : []),
      isDraft ? "To overwrite it with a draft of the file:" : "To overwrite it with the file:",
      ...placeLines(changesOf(plan)),
      ...fixedLines(plan),
      "Taking theirs changes the file only, and undo takes that back.",
    ].join("\n"),
    buttons: [
      ANSWERS.compare,
      // Where nothing would change there is nothing to overwrite.
      ...(changesOf(plan).length > 0 ? [ANSWERS.overwrite] : []),
      ANSWERS.takeTheirs,
    ],
  };
}

/** What is asked when the person switched to another workspace than the file belongs to. */
export function elsewhereQuestion(slug: string, workspace: KnownWorkspace): Question {
  return {
    text: plainText(`This file belongs to the workspace ${slug}, and you switched to ${titleOf(workspace)}.`),
    detail: "The setting invopop.workspace says where it belongs. Publish it to the other one all the same?",
    buttons: [ANSWERS.publishThere],
  };
}

/** What is told when all that differs is what an update cannot change; undefined when there is more. */
export function onlyFixedMessage(plan: Update, name: string | undefined): string | undefined {
  const { fixed } = plan;
  return changesOf(plan).length === 0 && fixed.length > 0
    ? plainText(
        `Not published: an update cannot change the ${fixed.join(" and the ")} of ${workflowTitle(name)}. Nothing else differs. Your file is as it was. To change it, publish the workflow under a new id.`,
      )
    : undefined;
}

/** What an update changes. */
function changesOf({ differences, fixed }: Pick<Update, "differences" | "fixed">): readonly Difference[] {
  return differences.filter(({ path }) => !fixed.some((field) => path[0] === field));
}

function changeLines(plan: Update, workspace: KnownWorkspace): string[] {
  const { stored } = plan;
  const changes = changesOf(plan);
  const count = changes.length === 1 ? "1 change" : `${changes.length} changes`;
  const to = `${versionText(stored.version, stored.updatedAt, stored.draft)} in ${placeTitle(workspace)}`;
  return [plainText(`${count} to ${to}:`), ...placeLines(changes), ...fixedLines(plan)];
}

function fixedLines({ fixed }: Update): string[] {
  return fixed.length === 0
    ? []
    : [
        `${capitalised(fixed.join(" and "))} will stay as stored: an update cannot change ${fixed.length === 1 ? "it" : "them"}.`,
      ];
}

function fixedTitle(fixed: readonly FixedField[], title: string): string {
  return `An update cannot change the ${fixed.join(" and the ")} of ${title}.`;
}

function liveTitle(workspace: KnownWorkspace): string {
  return workspace.isSandbox === undefined
    ? `${placeTitle(workspace)}, which is not known to be a sandbox`
    : `the live workspace “${nameOf(workspace)}”`;
}

function placeTitle(workspace: KnownWorkspace): string {
  return workspace.isSandbox === undefined
    ? `workspace “${nameOf(workspace)}”`
    : `the ${workspace.isSandbox ? "sandbox" : "live"} workspace “${nameOf(workspace)}”`;
}

/** `version 4 of 2026-08-03, a draft`. */
function versionText(version: string | undefined, at: string | undefined, isDraft: boolean): string {
  const day = at !== undefined && /^\d{4}-\d{2}-\d{2}/.test(at) ? ` of ${at.slice(0, 10)}` : "";
  return `${version === undefined ? "what is stored" : `version ${version}`}${day}${isDraft ? ", a draft" : ""}`;
}
