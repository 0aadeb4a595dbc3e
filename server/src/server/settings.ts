import { SETTINGS_SECTION } from "../protocol";
import { RULES } from "../rules/registry";
import type { Severity } from "../rules/rule";

/** What the server takes from its client's settings, section `invopop`. */
export interface Settings {
  /** The severity of each rule by its code; a rule that is off is not here. */
  readonly severities: ReadonlyMap<string, Severity>;
  /** IDs and catalog entries that users add; checked where the catalog is made. */
  readonly customActions: unknown;
  /** Whether files that are not open are checked too. */
  readonly workspaceDiagnostics: boolean;
}

const SEVERITIES: readonly Severity[] = ["error", "warning", "information", "hint"];

/**
 * Reads settings of any shape, as they are or under the name of their section; what makes no sense falls back to its
 * default.
 *
 * @param sources where settings were found: for each setting, the first one counts that has a value for it
 */
export function readSettings(...sources: readonly unknown[]): Settings {
  const sections = sources.map((source) => member(source, SETTINGS_SECTION) ?? source);
  const find = (...path: readonly string[]): unknown =>
    sections
      .map((section) => path.reduce(member, section))
      .find((value) => value !== undefined && value !== null);
  const severities = new Map<string, Severity>();
  for (const rule of RULES) {
    const wanted = find("diagnostics", rule.code);
    const severity = SEVERITIES.find((candidate) => candidate === wanted);
    if (severity) {
      severities.set(rule.code, severity);
    } else if (wanted !== "off" && !rule.isOptIn) {
      severities.set(rule.code, rule.severity);
    }
  }
  return {
    severities,
    customActions: find("actions", "custom") ?? [],
    workspaceDiagnostics: find("workspaceDiagnostics") !== false,
  };
}

/** An own property of an object; undefined for everything else. */
function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
