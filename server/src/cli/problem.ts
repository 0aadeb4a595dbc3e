import type { Finding, Severity } from "../rules/rule";
import { Lines } from "../workflow/lines";
import type { Span } from "../workflow/span";
import type { TextPlace } from "../workflow/workspace";
import type { Source } from "./files/read";

/** A stretch of a file as people count: lines and columns (UTF-16) from 1, the end behind the last character. */
export interface Place {
  /** The name of the file as it is reported. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** One finding as it is reported. */
export interface Problem extends Place {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  /** Other places that belong to it, where there are some. */
  readonly related?: readonly (Place & { readonly message: string })[];
  /** True where `fix` mends it. */
  readonly fixable?: true;
}

/** What is counted of the problems, and in how many files they were looked for. */
export interface Summary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
}

/** What a run found. */
export interface Report {
  readonly problems: readonly Problem[];
  readonly summary: Summary;
}

/** What was found in a number of files. */
export function reportOf(problems: readonly Problem[], files: number): Report {
  const number = (severity: Severity) => problems.filter((problem) => problem.severity === severity).length;
  return { problems, summary: { files, errors: number("error"), warnings: number("warning") } };
}

/** A report for those who do not ask for hints, which are for editors. */
export function withoutHints({ problems, summary }: Report): Report {
  return { problems: problems.filter(({ severity }) => severity !== "hint"), summary };
}

/** What turning findings into problems needs to know besides. */
export interface ProblemContext {
  severityOf(finding: Finding): Severity;
  /** The name by which another file of the run is reported. */
  nameOf(uri: string): string;
}

/** Turns the findings of one file into problems. */
export function toProblems(
  { name, text }: Source,
  findings: readonly Finding[],
  { severityOf, nameOf }: ProblemContext,
): Problem[] {
  if (findings.length === 0) {
    return [];
  }
  const lines = new Lines(text);
  const placeOf = ({ start, end }: Span): Place => toPlace(name, lines.placeOf(start), lines.placeOf(end));
  return findings.map((finding) => {
    const related = [
      ...(finding.related ?? []).map(({ span, message }) => ({ ...placeOf(span), message })),
      ...(finding.elsewhere ?? []).map(({ range: { uri, start, end }, message }) => ({
        ...toPlace(nameOf(uri), start, end),
        message,
      })),
    ];
    return {
      ...placeOf(finding.span),
      severity: severityOf(finding),
      code: finding.rule.code,
      message: finding.message,
      ...(related.length > 0 && { related }),
      ...(finding.fixes?.some(({ preferred }) => preferred) && { fixable: true }),
    };
  });
}

function toPlace(file: string, start: TextPlace, end: TextPlace): Place {
  return {
    file,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
