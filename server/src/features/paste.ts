import { parseDocument, type WorkflowDocument } from "../workflow/document";
import { applyEdits } from "../workflow/edits";
import { fieldAt } from "../workflow/find";
import { giveFreshIds } from "../workflow/freshIds";
import { fieldOf, normalId, textOf } from "../workflow/model";
import type { Span } from "../workflow/span";

/**
 * A pasted text in which the steps that have an id of another step of the document have fresh ones, and conditions
 * follow; undefined when nothing is to be changed. What is pasted may be any part of a workflow, or anything else.
 *
 * @param range what the pasted text takes the place of
 */
export function freshenPasted(
  document: WorkflowDocument,
  range: Span,
  pasted: string,
  newId: () => string,
): string | undefined {
  const taken = idsOutside(document, range);
  if (taken.size === 0 || isInString(document, range)) {
    return undefined;
  }
  const { before, parsed } = readPart(pasted);
  const steps = parsed.steps.filter((step) => taken.has(normalId(textOf(step, "id") ?? "")));
  if (steps.length === 0) {
    return undefined;
  }
  const edits = giveFreshIds(parsed, steps, parsed.conditions, newId);
  const changed = applyEdits(parsed.text, edits);
  return changed.slice(before.length, changed.length - (parsed.text.length - before.length - pasted.length));
}

/** The ids of the steps that stay when a range is replaced, in their normal form. */
function idsOutside(document: WorkflowDocument, range: Span): Set<string> {
  const left = document.steps.filter((step) => {
    const id = fieldOf(step, "id")?.value;
    return id && (id.end <= range.start || range.end <= id.start);
  });
  return new Set(left.flatMap((step) => normalId(textOf(step, "id") ?? "") || []));
}

/** Whether what is pasted becomes part of a text, as in a step's notes. */
function isInString(document: WorkflowDocument, { start }: Span): boolean {
  const value = fieldAt(document, start)?.field.value;
  return value?.type === "string" && value.start < start && start < value.end;
}

/** What may stand around a pasted part to make a workflow of it. */
const FRAMES: readonly (readonly [before: string, behind: string])[] = [
  ["", ""],
  ['{"steps":[', "]}"],
  ['{"steps":', "}"],
  ["{", "}"],
  ['{"steps":[{', "}]}"],
  ['{"steps":[{"next":[', "]}]}"],
  ['{"steps":[{"next":', "}]}"],
  ['{"steps":[{"next":[{', "}]}]}"],
];

/** Reads a part of a workflow as what most of it makes sense as. */
function readPart(pasted: string): { readonly before: string; readonly parsed: WorkflowDocument } {
  const readings = FRAMES.map(([before, behind]) => {
    const parsed = parseDocument(before + pasted + behind);
    const ids = parsed.steps.filter((step) => textOf(step, "id")).length;
    const references = parsed.conditions.filter((condition) => textOf(condition, "step_id")).length;
    return { before, parsed, found: ids + references };
  });
  const [first, ...others] = readings;
  return others.reduce(
    (best, reading) => (reading.found > best.found ? reading : best),
    first ?? { before: "", parsed: parseDocument(pasted), found: 0 },
  );
}
