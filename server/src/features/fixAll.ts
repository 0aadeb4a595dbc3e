import { mend } from "../rules/fixes";
import type { Finding, Fix, Rule } from "../rules/rule";
import type { RunOptions } from "../rules/run";
import type { Edit } from "../workflow/edits";

/** What the rules need for looking at the text anew after each turn of fixes. */
export interface FixAllOptions extends RunOptions {
  readonly newId: () => string;
}

/** The rules of some findings of which the file has further ones, so that mending all at once makes sense. */
export function rulesToFixAll(here: readonly Finding[], findings: readonly Finding[]): Rule[] {
  const rules = new Set(here.filter(hasSureFix).map(({ rule }) => rule));
  return [...rules].filter(
    (rule) => findings.filter((finding) => finding.rule === rule && hasSureFix(finding)).length > 1,
  );
}

/** The edits that mend, by their sure fixes, all that one rule finds. */
export function fixAllOf(rule: Rule, text: string, options: FixAllOptions): Edit[] {
  return difference(text, mend(text, { ...options, rules: [rule], accepts: isSure }).text);
}

/** The edits that apply every safe fix: those that change nothing of what the workflow does. */
export function fixAllSafely(text: string, options: FixAllOptions): Edit[] {
  return difference(text, mend(text, { ...options, accepts: (fix) => fix.isSafe === true }).text);
}

function hasSureFix({ fixes = [] }: Finding): boolean {
  return fixes.some(isSure);
}

function isSure({ preferred }: Fix): boolean {
  return preferred === true;
}

/** The lines that differ, as one edit for each stretch of them where the number of lines is still the same. */
function difference(before: string, after: string): Edit[] {
  const old = before.split("\n");
  const lines = after.split("\n");
  if (old.length !== lines.length) {
    return spanned(before, after, 0);
  }
  let offset = 0;
  return old.flatMap((line, at) => {
    const start = offset;
    offset += line.length + 1;
    return spanned(line, lines[at] ?? "", start);
  });
}

/** One edit from the first to the last character that differs; none for equal texts. */
function spanned(before: string, after: string, offset: number): Edit[] {
  if (before === after) {
    return [];
  }
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) {
    start++;
  }
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) {
    end++;
  }
  const span = { start: offset + start, end: offset + before.length - end };
  return [{ span, text: after.slice(start, after.length - end) }];
}
