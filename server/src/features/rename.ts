import { isUuid } from "../schema/uuid";
import { conditionsTo, type WorkflowDocument } from "../workflow/document";
import type { Edit } from "../workflow/edits";
import { type Found, type FoundId, fieldAt, idAt } from "../workflow/find";
import { giveFreshIds, stepMeantBy } from "../workflow/freshIds";
import { shortened } from "../workflow/label";
import { labelOf, normalId, type Step } from "../workflow/model";
import type { Span } from "../workflow/span";

/** What can be renamed at a place: its text without quotes, and what it says. */
export interface Renameable {
  readonly kind: "renameable";
  readonly span: Span;
  readonly text: string;
}

/** Why something cannot be renamed, in a sentence. */
export interface Refusal {
  readonly kind: "refusal";
  readonly reason: string;
}

/** The changes that a new name makes. */
export interface Renamed {
  readonly kind: "renamed";
  readonly edits: readonly Edit[];
}

/** What stands at an offset and can be renamed: a step's UUID or name, or the name of the workflow. */
export function findRenameable(document: WorkflowDocument, offset: number): Renameable | Refusal {
  const subject = subjectAt(document, offset);
  if ("kind" in subject) {
    return subject;
  }
  const { span, text } = subject;
  const isClosed = span.end - span.start > 1 && document.text[span.end - 1] === '"';
  return { kind: "renameable", span: { start: span.start + 1, end: span.end - (isClosed ? 1 : 0) }, text };
}

/** Gives what stands at an offset a new name: a UUID to a step and all that refer to it, a text to a name. */
export function rename(document: WorkflowDocument, offset: number, newName: string): Renamed | Refusal {
  const subject = subjectAt(document, offset);
  if ("kind" in subject) {
    return subject;
  }
  const { step, id, span } = subject;
  if (step && id) {
    return renameStep(document, step, id, newName.trim());
  }
  return newName.trim() === ""
    ? refuse("A name needs at least one letter.")
    : { kind: "renamed", edits: [{ span, text: JSON.stringify(newName) }] };
}

/** A value that can be renamed; for a step's UUID, with the step and where it was found. */
interface Subject {
  /** The value, quotes included. */
  readonly span: Span;
  readonly text: string;
  readonly step?: Step;
  readonly id?: FoundId;
}

function subjectAt(document: WorkflowDocument, offset: number): Subject | Refusal {
  const id = idAt(document, offset);
  if (id) {
    return stepAt(document, id);
  }
  const found = fieldAt(document, offset);
  const text: unknown = found?.field.value?.value;
  if (!found || found.onKey || typeof text !== "string" || !isName(found)) {
    return refuse(
      found && isWorkflowId(found)
        ? "Invopop and other files know the workflow by this id. For a copy, give the whole workflow new UUIDs."
        : "What can be renamed is a step's name or id, a step_id and the workflow's name.",
    );
  }
  return { span: found.span, text };
}

function stepAt(document: WorkflowDocument, id: FoundId): Subject | Refusal {
  const step = stepMeantBy(id);
  if (!step) {
    return refuse("No step of this file has this id, so there is nothing to rename.");
  }
  if (document.isTorn) {
    return refuse("Mend the missing or stray bracket first, so that no reference to this step is missed.");
  }
  return { span: id.span, text: id.id, step, id };
}

function isName({ part, field }: Found): boolean {
  return part.kind !== "condition" && field.name === "name";
}

function isWorkflowId({ part, field, onKey }: Found): boolean {
  return part.kind === "workflow" && field.name === "id" && !onKey;
}

function renameStep(document: WorkflowDocument, step: Step, found: FoundId, id: string): Renamed | Refusal {
  if (!isUuid(id)) {
    const fault = id === "" ? "and cannot be empty" : `which '${shortened(id)}' is not`;
    return refuse(`The id of a step is a UUID, ${fault}.`);
  }
  const holder = document.stepsById.get(normalId(id))?.find((other) => other !== step);
  if (holder) {
    return refuse(`The step '${shortened(labelOf(holder))}' has this id already.`);
  }
  const edits = giveFreshIds(document, [step], conditionsTo(document, found.id), () => id);
  return { kind: "renamed", edits };
}

function refuse(reason: string): Refusal {
  return { kind: "refusal", reason };
}
