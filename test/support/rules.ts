import assert from "node:assert/strict";
import { editsOf } from "../../server/src/rules/fixes";
import { RULES } from "../../server/src/rules/registry";
import { type Finding, type Fix, severityOf } from "../../server/src/rules/rule";
import { runRules } from "../../server/src/rules/run";
import { createCatalog } from "../../server/src/schema/catalog";
import { parseDocument } from "../../server/src/workflow/document";
import { applyEdits, type Edit } from "../../server/src/workflow/edits";
import type { Workspace } from "../../server/src/workflow/workspace";
import { readWorkflow } from "../../server/src/workspace/read";
import { WorkflowIndex } from "../../server/src/workspace/workflowIndex";

/** The catalog as it is without settings. */
export const CATALOG = createCatalog();

/** Another file of the folder that a text stands in; its path has slashes. */
export interface OtherFile {
  readonly path: string;
  readonly text: string;
}

const FOLDER = "file:///workflows/";
/** The file of the text itself, where it stands among others. */
const OWN = "checked.workflow.json";

/**
 * Runs every rule, the opt-in ones too. A rule that throws fails the test.
 *
 * @param files the other files of its folder; with none, nothing is known of a folder
 */
export function findAll(text: string, catalog = CATALOG, files: readonly OtherFile[] = []): Finding[] {
  return runRules(parseDocument(text), {
    catalog,
    rules: RULES,
    ...(files.length > 0 && { uri: FOLDER + OWN, workspace: workspaceOf([{ path: OWN, text }, ...files]) }),
    onError: (rule, error) => {
      throw new Error(`The rule ${rule.code} threw on: ${text}`, { cause: error });
    },
  });
}

/** The workspace of one folder with these files in it. */
export function workspaceOf(files: readonly OtherFile[]): Workspace {
  const index = new WorkflowIndex();
  for (const { path, text } of files) {
    index.set(readWorkflow(parseDocument(text), { uri: FOLDER + path, path, catalog: CATALOG }));
  }
  return index;
}

/** Whether a finding is for everyone to see: an error or a warning. */
export function isSerious(finding: Finding): boolean {
  const severity = severityOf(finding);
  return severity === "error" || severity === "warning";
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
 * Applies a fix and checks that it mends its finding: its rule reports one place less and not the same again there.
 * After a preferred fix, no other rule reports what it did not report before.
 */
export function checkFix(text: string, finding: Finding, fix: Fix, files: readonly OtherFile[] = []): string {
  const edits = editsOf(parseDocument(text), fix, numberedIds());
  const fixed = applyEdits(text, edits);
  const before = findAll(text, CATALOG, files);
  const after = findAll(fixed, CATALOG, files);
  const { rule } = finding;
  const title = `'${fix.title}' for ${rule.code}`;
  const ofRule = (findings: readonly Finding[]) => findings.filter((other) => other.rule === rule);
  assert.ok(ofRule(after).length < ofRule(before).length, `${title} mends nothing:\n${fixed}`);
  const place = movedBy(edits, finding.span.start);
  assert.ok(
    ofRule(after).every((other) => other.span.start !== place || other.message !== finding.message),
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
