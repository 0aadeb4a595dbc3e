import { parseDocument, type WorkflowDocument } from "../workflow/document";
import { applyEdits, type Edit, insertFirstField, removeField } from "../workflow/edits";
import { appendField, insertItem } from "../workflow/insert";
import { layoutOf } from "../workflow/layout";
import { membersOf, permuteMembers } from "../workflow/members";
import type { Finding, Fix, FixEdit } from "./rule";
import { type RunOptions, runRules } from "./run";

/** The changes of the text that a fix stands for. They do not overlap. */
export function editsOf(document: WorkflowDocument, fix: Fix, newId: () => string): Edit[] {
  return toEdits(document, fix.edit, newId);
}

function toEdits(document: WorkflowDocument, edit: FixEdit, newId: () => string): Edit[] {
  const { text } = document;
  switch (edit.kind) {
    case "replace":
      return [{ span: edit.span, text: edit.text }];
    case "fresh-id": {
      const id = JSON.stringify(newId());
      return edit.spans.map((span) => ({ span, text: id }));
    }
    case "insert-id":
      return [insertFirstField(text, edit.object, edit.key, JSON.stringify(newId()))];
    case "append-field":
      return appendField(text, layoutOf(document), edit.object, { key: edit.key, value: edit.value(newId) });
    case "insert-item":
      return insertItem(text, layoutOf(document), edit.array, edit.at, edit.value(newId));
    case "move-item": {
      const members = membersOf(text, edit.array);
      const order = members.map((_member, at) => at);
      order.splice(edit.to, 0, ...order.splice(edit.from, 1));
      return permuteMembers(text, members, order);
    }
    case "remove-field":
      return [removeField(text, edit.field)];
  }
}

/** Which fixes are to be applied, and what the rules need for finding them. */
export interface MendOptions extends RunOptions {
  readonly newId: () => string;
  /** Whether a fix is to be applied to its finding. Of several for one finding, the first that is counts. */
  accepts(fix: Fix, finding: Finding): boolean;
}

/** A text after fixes, and how many were applied. */
export interface Mended {
  readonly text: string;
  readonly count: number;
}

/** A fix can bring up what another mends, as a renamed key does; more than this many turns are never needed. */
const MOST_TURNS = 10;

/**
 * Applies fixes until none is left that is accepted. Those whose edits would overlap wait for the next turn, in
 * which the rules look at the text anew.
 */
export function mend(source: string, options: MendOptions): Mended {
  let text = source;
  let count = 0;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const batch = editsOfTurn(text, options);
    if (batch.length === 0) {
      break;
    }
    const next = applyEdits(text, batch.flat());
    if (next === text) {
      break;
    }
    count += batch.length;
    text = next;
  }
  return { text, count };
}

/** The edits of each fix that can be applied together. */
function editsOfTurn(text: string, options: MendOptions): Edit[][] {
  const document = parseDocument(text);
  const batch: Edit[][] = [];
  const taken: Edit[] = [];
  for (const finding of runRules(document, options)) {
    const fix = finding.fixes?.find((candidate) => options.accepts(candidate, finding));
    const edits = fix ? editsOf(document, fix, options.newId) : [];
    if (edits.length > 0 && !edits.some((edit) => taken.some((other) => touch(edit, other)))) {
      batch.push(edits);
      taken.push(...edits);
    }
  }
  return batch;
}

/** Whether two edits overlap or meet, in which case the second may have to be another one after the first. */
function touch(a: Edit, b: Edit): boolean {
  return a.span.start <= b.span.end && b.span.start <= a.span.end;
}
