import { parseDocument, type WorkflowDocument } from "../workflow/document";
import { applyEdits, type Edit, insertFirstField, removeField } from "../workflow/edits";
import { appendField, insertItem } from "../workflow/insert";
import { layoutOf } from "../workflow/layout";
import { membersOf, permuteMembers } from "../workflow/members";
import type { Span } from "../workflow/span";
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

/** How many findings of each rule are mended in one turn. */
const MOST_AT_ONCE = 100_000;

/** The edits of each fix that can be applied together. */
function editsOfTurn(text: string, options: MendOptions): Edit[][] {
  const document = parseDocument(text);
  const batch: Edit[][] = [];
  const taken = new Taken();
  for (const finding of runRules(document, { ...options, most: MOST_AT_ONCE })) {
    const fix = finding.fixes?.find((candidate) => options.accepts(candidate, finding));
    const edits = fix ? editsOf(document, fix, options.newId) : [];
    if (edits.length > 0 && edits.every(({ span }) => taken.isFree(span))) {
      batch.push(edits);
      for (const { span } of edits) {
        taken.add(span);
      }
    }
  }
  return batch;
}

/** Stretches of a text in which something changes. */
class Taken {
  /** In the order of the text. They neither overlap nor meet, but for those of one fix. */
  readonly #spans: Span[] = [];

  /** Whether a stretch neither overlaps nor meets one of them, after which it may have to be another one. */
  isFree({ start, end }: Span): boolean {
    const following = this.#spans[this.#indexFrom(start)];
    const preceding = this.#spans[this.#indexFrom(start) - 1];
    return (!following || end < following.start) && (!preceding || preceding.end < start);
  }

  add(span: Span): void {
    this.#spans.splice(this.#indexFrom(span.start), 0, span);
  }

  /** The index of the first one that starts at an offset or behind it. */
  #indexFrom(offset: number): number {
    let low = 0;
    let high = this.#spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#spans[middle]?.start ?? 0) < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
