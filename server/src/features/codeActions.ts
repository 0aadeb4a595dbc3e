import { editsOf } from "../rules/fixes";
import { type Finding, findingsAt } from "../rules/rule";
import type { WorkflowDocument } from "../workflow/document";
import type { Edit } from "../workflow/edits";
import type { Span } from "../workflow/span";

/** A fix as a person can choose it: the finding that it mends and the edits that it makes. */
export interface QuickFix {
  readonly title: string;
  readonly isPreferred: boolean;
  readonly finding: Finding;
  readonly edits: readonly Edit[];
}

/** The fixes of all findings that a range of the text touches. */
export function findQuickFixes(
  document: WorkflowDocument,
  findings: readonly Finding[],
  range: Span,
  newId: () => string,
): QuickFix[] {
  return findingsAt(findings, range).flatMap((finding) =>
    (finding.fixes ?? []).map((fix) => ({
      title: fix.title,
      isPreferred: fix.preferred === true,
      finding,
      edits: editsOf(document, fix, newId),
    })),
  );
}
