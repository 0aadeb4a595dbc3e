import type { Finding, Fix, FixEdit } from "../rules/rule";
import type { WorkflowDocument } from "../workflow/document";
import { type Edit, insertFirstField, removeField } from "../workflow/edits";
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
  return findings
    .filter((finding) => finding.span.start <= range.end && range.start <= finding.span.end)
    .flatMap((finding) =>
      (finding.fixes ?? []).map((fix) => ({
        title: fix.title,
        isPreferred: fix.preferred === true,
        finding,
        edits: editsOf(document, fix, newId),
      })),
    );
}

/** The changes of the text that a fix stands for. */
export function editsOf(document: WorkflowDocument, fix: Fix, newId: () => string): Edit[] {
  return toEdits(document.text, fix.edit, newId);
}

function toEdits(text: string, edit: FixEdit, newId: () => string): Edit[] {
  switch (edit.kind) {
    case "replace":
      return [{ span: edit.span, text: edit.text }];
    case "fresh-id": {
      const id = JSON.stringify(newId());
      return edit.spans.map((span) => ({ span, text: id }));
    }
    case "insert-id":
      return [insertFirstField(text, edit.object, edit.key, JSON.stringify(newId()))];
    case "remove-field":
      return [removeField(text, edit.field)];
  }
}
