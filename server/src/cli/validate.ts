import { TextDocument } from "vscode-languageserver-textdocument";
import { RULES } from "../rules/registry";
import type { Severity } from "../rules/rule";
import { runRules } from "../rules/run";
import { createCatalog } from "../schema/catalog";
import { parseDocument } from "../workflow/document";
import type { Source } from "./files";

/** One finding as it is printed. Lines and columns count from 1, columns in UTF-16 units. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
}

const catalog = createCatalog();
const rules = RULES.filter((rule) => !rule.isOptIn);

/** Checks one workflow by the rules at their default severities. */
export function validate({ name, text }: Source): Problem[] {
  const lines = TextDocument.create(name, "json", 0, text);
  const findings = runRules(parseDocument(text), {
    catalog,
    rules,
    // A rule that fails here is a fault of ours, which a check in CI may not pass over.
    onError: (_rule, error) => {
      throw error;
    },
  });
  return findings.map(({ span, rule, message }) => {
    const start = lines.positionAt(span.start);
    const end = lines.positionAt(span.end);
    return {
      file: name,
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
      severity: rule.severity,
      code: rule.code,
      message,
    };
  });
}
