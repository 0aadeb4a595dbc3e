import { pathToFileURL } from "node:url";
import { homepage, version } from "../../../../package.json";
import { RULES } from "../../rules/registry";
import type { Rule, Severity } from "../../rules/rule";
import type { Unreadable } from "../files/reason";
import type { Place, Problem, Report } from "../problem";
import { pageOf } from "../rulePage";
import type { PathFromRoot } from "./root";

/** The levels that SARIF knows. */
const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** What the paths of a report are relative to, a name that readers of SARIF know. */
const ROOT = "%SRCROOT%";

/** What a run could not do: read files, and understand the files of a project. */
export interface Troubles {
  readonly unreadable: readonly Unreadable[];
  readonly faults: readonly string[];
}

/** The problems as a log in the format SARIF 2.1.0, all rules with their pages in it. */
export function sarif({ problems }: Report, troubles: Troubles, pathFromRoot: PathFromRoot): string {
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Invopop Workflows",
            semanticVersion: version,
            informationUri: homepage,
            rules: RULES.map(toDescriptor),
          },
        },
        columnKind: "utf16CodeUnits",
        newlineSequences: ["\r\n", "\n", "\r"],
        originalUriBaseIds: { [ROOT]: { description: { text: "The root of the sources." } } },
        invocations: [toInvocation(troubles, pathFromRoot)],
        results: problems.map((problem) => toResult(problem, pathFromRoot)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function toDescriptor(rule: Rule) {
  const { code, severity, isOptIn, docs } = rule;
  return {
    id: code,
    shortDescription: { text: docs.summary },
    fullDescription: { text: `${docs.summary} ${docs.reason}` },
    help: { text: pageOf(rule, "text"), markdown: pageOf(rule, "markdown") },
    helpUri: `${homepage}#${code}`,
    defaultConfiguration: { level: LEVELS[severity], enabled: !isOptIn },
  };
}

function toResult(problem: Problem, pathFromRoot: PathFromRoot) {
  const { severity, code, message, related = [] } = problem;
  const ruleIndex = RULES.findIndex((rule) => rule.code === code);
  return {
    ruleId: code,
    ...(ruleIndex >= 0 && { ruleIndex }),
    level: LEVELS[severity],
    message: { text: message },
    locations: [toLocation(problem, pathFromRoot)],
    ...(related.length > 0 && {
      relatedLocations: related.map((other, at) => ({
        id: at + 1,
        ...toLocation(other, pathFromRoot),
        message: { text: other.message },
      })),
    }),
  };
}

function toLocation(place: Place, pathFromRoot: PathFromRoot) {
  const { file, line, column, endLine, endColumn } = place;
  return {
    physicalLocation: {
      artifactLocation: toArtifact(file, pathFromRoot),
      region: { startLine: line, startColumn: column, endLine, endColumn },
    },
  };
}

function toArtifact(name: string, pathFromRoot: PathFromRoot) {
  const path = pathFromRoot(name);
  return isAbsolutePath(path)
    ? { uri: pathToFileURL(path).href }
    : { uri: path.split("/").map(encodeName).join("/"), uriBaseId: ROOT };
}

function isAbsolutePath(path: string): boolean {
  return /^(\/|[A-Za-z]:)/.test(path);
}

/** Half a surrogate pair, which a file's name can have, has no escape. */
function encodeName(name: string): string {
  return encodeURIComponent(name.replace(/[\ud800-\udfff]/gu, "\ufffd"));
}

function toInvocation({ unreadable, faults }: Troubles, pathFromRoot: PathFromRoot) {
  return {
    executionSuccessful: unreadable.length === 0 && faults.length === 0,
    ...(unreadable.length > 0 && {
      toolExecutionNotifications: unreadable.map(({ name, reason }) => ({
        level: "error",
        message: { text: `This could not be read: ${reason}.` },
        locations: [{ physicalLocation: { artifactLocation: toArtifact(name, pathFromRoot) } }],
      })),
    }),
    ...(faults.length > 0 && {
      toolConfigurationNotifications: faults.map((text) => ({ level: "error", message: { text } })),
    }),
  };
}
