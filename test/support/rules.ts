import assert from "node:assert/strict";
import { editsOf } from "../../server/src/rules/fixes";
import { RULES } from "../../server/src/rules/registry";
import { type Finding, type Fix, severityOf } from "../../server/src/rules/rule";
import { runRules } from "../../server/src/rules/run";
import { createCatalog } from "../../server/src/schema/catalog";
import { parseDocument } from "../../server/src/workflow/document";
import { applyEdits, type Edit } from "../../server/src/workflow/edits";
import { mark, parseMarkers } from "./markers";

/** The catalog as it is without settings. */
export const CATALOG = createCatalog();

/** Runs every rule, the opt-in ones too. A rule that throws fails the test. */
export function findAll(text: string, catalog = CATALOG): Finding[] {
  return runRules(parseDocument(text), {
    catalog,
    rules: RULES,
    onError: (rule, error) => {
      throw new Error(`The rule ${rule.code} threw on: ${text}`, { cause: error });
    },
  });
}

/** Whether a finding is for everyone to see: an error or a warning. */
export function isSerious(finding: Finding): boolean {
  const severity = severityOf(finding);
  return severity === "error" || severity === "warning";
}

/** The text with its findings as markers, by default the errors and warnings. */
export function markFindings(text: string, counts: (finding: Finding) => boolean = isSerious): string {
  const ranges = findAll(text)
    .filter(counts)
    .map(({ rule, span }) => ({ tag: rule.code, ...span }));
  return mark(text, ranges);
}

/** Makes UUIDs that differ only by their number, from 1. */
export function numberedIds(): () => string {
  let last = 0;
  return () => `00000000-0000-7000-8000-${String(++last).padStart(12, "0")}`;
}

/** The text after a fix, with fresh UUIDs from `numberedIds`. */
export function applyFix(text: string, fix: Fix): string {
  return applyEdits(text, editsOf(parseDocument(text), fix, numberedIds()));
}

/**
 * Applies a fix and checks that it mends its finding: its rule reports one place less and not the same one again.
 * After a preferred fix, no other rule reports what it did not report before.
 */
export function checkFix(text: string, finding: Finding, fix: Fix): string {
  const edits = editsOf(parseDocument(text), fix, numberedIds());
  const fixed = applyEdits(text, edits);
  const before = findAll(text);
  const after = findAll(fixed);
  const { rule } = finding;
  const title = `'${fix.title}' for ${rule.code}`;
  const ofRule = (findings: readonly Finding[]) => findings.filter((other) => other.rule === rule);
  assert.ok(ofRule(after).length < ofRule(before).length, `${title} mends nothing:\n${fixed}`);
  const place = movedBy(edits, finding.span.start);
  assert.ok(
    ofRule(after).every((other) => other.span.start !== place),
    `${title} leaves a finding at its place:\n${fixed}`,
  );
  const known = new Set(before.filter(isSerious).map((other) => other.rule));
  const fresh = after.filter((other) => isSerious(other) && !known.has(other.rule));
  assert.deepEqual(
    fix.preferred ? fresh.map((other) => `${other.rule.code}: ${other.message}`) : [],
    [],
    `${title} brings new findings:\n${fixed}`,
  );
  return fixed;
}

/** Where an offset lies after the edits; one inside an edit lies at its start. */
function movedBy(edits: readonly Edit[], offset: number): number {
  let moved = offset;
  for (const { span, text } of edits) {
    if (span.end <= offset && span.start < offset) {
      moved += text.length - (span.end - span.start);
    } else if (span.start < offset) {
      moved -= offset - span.start;
    }
  }
  return moved;
}

/** A fixture as its file describes it; see `test/fixtures/rules/README.md`. */
export interface Fixture {
  readonly marked: string;
  readonly messages: string | undefined;
  readonly related: string | undefined;
  readonly fixes: readonly { readonly title: string; readonly text: string }[];
}

/** @throws Error when a section has an unknown name, or stands twice where it may only once */
export function parseFixture(source: string): Fixture {
  const [marked = "", ...rest] = source.split(/^--- (.+)\n/m);
  const fixes: { title: string; text: string }[] = [];
  const sections = new Map<string, string>();
  for (let at = 0; at < rest.length; at += 2) {
    const name = rest[at] ?? "";
    const body = rest[at + 1] ?? "";
    if (name.startsWith("fix: ")) {
      fixes.push({ title: name.slice("fix: ".length), text: body });
    } else if ((name === "messages" || name === "related") && !sections.has(name)) {
      sections.set(name, body);
    } else {
      throw new Error(`'${name}' is no section, or stands twice.`);
    }
  }
  return { marked, messages: sections.get("messages"), related: sections.get("related"), fixes };
}

/**
 * Checks one fixture: all rules run on its text, and the findings that count must be exactly the marked ones.
 * Every fix of every finding is applied and checked; those that the fixture describes are compared as a whole.
 *
 * @param code the rule of the fixture, whose findings count even when they are hints
 */
export function checkFixture(source: string, code: string): void {
  const { marked, messages, related, fixes } = parseFixture(source);
  const { text } = parseMarkers(marked);
  const counts = (finding: Finding): boolean => isSerious(finding) || finding.rule.code === code;
  assert.equal(markFindings(text, counts), marked);

  const findings = findAll(text).filter(counts);
  if (messages !== undefined) {
    assert.equal(findings.map(({ rule, message }) => `${rule.code}: ${message}\n`).join(""), messages);
  }
  if (related !== undefined) {
    const lines = findings.flatMap((finding) =>
      (finding.related ?? []).map(
        (other) => `${placeIn(text, finding)} -> ${placeIn(text, other)} ${other.message}\n`,
      ),
    );
    assert.equal(lines.join(""), related);
  }
  const made = findings.flatMap((finding) =>
    (finding.fixes ?? []).map((fix) => ({ title: fix.title, text: checkFix(text, finding, fix) })),
  );
  if (fixes.length > 0) {
    const titles = new Set(fixes.map((fix) => fix.title));
    assert.deepEqual(
      made.filter((fix) => titles.has(fix.title)),
      fixes,
    );
  }
}

/** The place of a finding or related place, as line and column from 1 with what stands there. */
function placeIn(text: string, { span }: { readonly span: { start: number; end: number } }): string {
  const lines = text.slice(0, span.start).split("\n");
  return `${lines.length}:${(lines.at(-1) ?? "").length + 1} ${text.slice(span.start, span.end)}`;
}
