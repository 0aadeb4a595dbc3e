/**
 * What a folder says for the workflows in it and below: `.invopop/actions.json`, more actions in the format of
 * the catalog (`schemas/actions.schema.json`), and `.invopop/diagnostics.json`, how much each finding weighs
 * (`schemas/diagnostics.schema.json`).
 *
 * Of the folders around a workflow, the nearest one whose `.invopop` holds at least one of the two files counts,
 * and no other. Paths are relative to that folder (the one that holds `.invopop`) and have slashes.
 *
 * - `readProject({ actions, diagnostics })` reads the texts of the files; one that is not there is left out. It
 *   never throws, whatever the texts hold. `faults` says what was passed over.
 * - `withProjectActions(project, custom)` is what the catalog is made of: `createCatalog(withProjectActions(…))`.
 * - `project.severityOf(code, path)` wins over settings; undefined where the project says nothing.
 */

import validateActions from "../schema/generated/actions";
import { type Node, propertyOf, toValue } from "../workflow/node";
import { parseText } from "../workflow/tree";
import { compileGlob, type Glob } from "./glob";

/** The folder that holds the files of a project, and their names in it. */
export const PROJECT_FOLDER = ".invopop";
export const ACTIONS_FILE = "actions.json";
export const DIAGNOSTICS_FILE = "diagnostics.json";

/** How much a finding weighs in a project. */
export type ProjectSeverity = "error" | "warning" | "information" | "hint" | "off";

const SEVERITIES: readonly ProjectSeverity[] = ["error", "warning", "information", "hint", "off"];

/** More actions, and more patterns, are not taken: each is looked at for every workflow. */
const MOST_ENTRIES = 2000;

/** How many faults are told. */
const MOST_FAULTS = 20;

/** The texts of a project's files. */
export interface ProjectFiles {
  readonly actions?: string | undefined;
  readonly diagnostics?: string | undefined;
}

/** What the files of a project say. */
export interface Project {
  /** The entries for the catalog that are valid, as in its `actions`. */
  readonly actions: readonly { readonly id: string }[];
  /**
   * How much the findings of a rule weigh in a file. What is said for the file wins over what is said for all,
   * and of several patterns that fit, the last one counts.
   */
  severityOf(code: string, path: string): ProjectSeverity | undefined;
  /** What was passed over, each as a sentence that begins with the file's name. */
  readonly faults: readonly string[];
}

/** Reads what a project says. Anything may be missing or of the wrong type; it is passed over then. */
export function readProject({ actions, diagnostics }: ProjectFiles): Project {
  const faults: string[] = [];
  const entries = actions === undefined ? [] : readActions(actions, faults);
  const { rules, files } = diagnostics === undefined ? NO_SEVERITIES : readSeverities(diagnostics, faults);
  // Many codes are asked for one path after the other, so what fits it is looked for once.
  let last: { readonly path: string; readonly fitting: Severities["files"] } | undefined;
  const fittingFor = (path: string): Severities["files"] => {
    if (last?.path !== path) {
      last = { path, fitting: files.filter(({ glob }) => glob(path)) };
    }
    return last.fitting;
  };
  return {
    actions: entries,
    severityOf: (code, path) =>
      fittingFor(path)
        .findLast(({ codes }) => codes.has(code))
        ?.codes.get(code) ?? rules.get(code),
    faults: shortened(faults),
  };
}

function shortened(faults: readonly string[]): readonly string[] {
  const more = faults.length - MOST_FAULTS;
  return more > 0 ? [...faults.slice(0, MOST_FAULTS), `There are ${more} faults more.`] : faults;
}

/**
 * The entries that are added to the catalog, those of the project first, so that those of the settings win.
 * A bare ID in the settings says only that there is such an action, and takes nothing from what the project
 * says of it.
 *
 * @param custom the value of the setting `invopop.actions.custom`
 */
export function withProjectActions(project: Project | undefined, custom: unknown): unknown[] {
  const actions = project?.actions ?? [];
  const known = new Set(actions.map(({ id }) => id));
  const own = Array.isArray(custom) ? custom : [];
  return [...actions, ...own.filter((entry) => typeof entry !== "string" || !known.has(entry.trim()))];
}

function readActions(text: string, faults: string[]): { readonly id: string }[] {
  const root = readRoot(text, ACTIONS_FILE, faults);
  const list = root && propertyOf(root, "actions")?.value;
  if (list?.type !== "array") {
    faults.push(`${ACTIONS_FILE} has no list called actions.`);
    return [];
  }
  return capped(list.items, ACTIONS_FILE, faults).flatMap((item, at) => {
    const entry = toValue(item);
    if (isAction(entry)) {
      return [entry];
    }
    const [error] = validateActions.errors ?? [];
    const place = error?.instancePath.replace(/^\/actions\/0/, "") ?? "";
    const reason = [place, error?.message].filter(Boolean).join(" ");
    faults.push(`${ACTIONS_FILE}: the entry at index ${at} is passed over, as it is not valid (${reason}).`);
    return [];
  });
}

function isAction(entry: unknown): entry is { readonly id: string } {
  return validateActions({ actions: [entry] });
}

/** Severities by the code of their rule, for all files and for those that fit a pattern. */
interface Severities {
  readonly rules: ReadonlyMap<string, ProjectSeverity>;
  readonly files: readonly { readonly glob: Glob; readonly codes: ReadonlyMap<string, ProjectSeverity> }[];
}

const NO_SEVERITIES: Severities = { rules: new Map(), files: [] };

function readSeverities(text: string, faults: string[]): Severities {
  const root = readRoot(text, DIAGNOSTICS_FILE, faults);
  const rules = root && objectOf(root, "rules", faults);
  const files = root && objectOf(root, "files", faults);
  return {
    rules: rules ? readCodes(rules, "rules", faults) : NO_SEVERITIES.rules,
    files: capped(files?.properties ?? [], DIAGNOSTICS_FILE, faults).flatMap(({ name, value }) => {
      const glob = compileGlob(name);
      if (!glob || value?.type !== "object") {
        const reason = glob ? "it has no object with rules" : "it is empty, or too long";
        faults.push(`${DIAGNOSTICS_FILE}: the pattern '${name.slice(0, 60)}' is passed over: ${reason}.`);
        return [];
      }
      return [{ glob, codes: readCodes(value, name, faults) }];
    }),
  };
}

function readCodes(node: Node, place: string, faults: string[]): Map<string, ProjectSeverity> {
  const codes = new Map<string, ProjectSeverity>();
  for (const { name, value } of node.properties) {
    const severity = SEVERITIES.find((candidate) => candidate === value?.value);
    if (severity) {
      codes.set(name, severity);
    } else {
      const where = `'${name.slice(0, 60)}' under '${place.slice(0, 60)}'`;
      faults.push(`${DIAGNOSTICS_FILE}: ${where} is passed over, as it is none of ${SEVERITIES.join(", ")}.`);
    }
  }
  return codes;
}

function capped<T>(entries: readonly T[], file: string, faults: string[]): readonly T[] {
  if (entries.length > MOST_ENTRIES) {
    faults.push(`${file}: of ${entries.length} entries, only the first ${MOST_ENTRIES} are taken.`);
  }
  return entries.slice(0, MOST_ENTRIES);
}

/** The object behind a key; what else stands there is a fault. */
function objectOf(root: Node, key: string, faults: string[]): Node | undefined {
  const value = propertyOf(root, key)?.value;
  if (value && value.type !== "object") {
    faults.push(`${DIAGNOSTICS_FILE}: '${key}' is passed over, as it is no object.`);
    return undefined;
  }
  return value;
}

/** The object that a file holds, as far as it can be understood. */
function readRoot(text: string, file: string, faults: string[]): Node | undefined {
  const { root, problems } = parseText(text);
  const [problem] = problems;
  if (problem) {
    const line = text.slice(0, problem.span.start).split("\n").length;
    faults.push(`${file} is no strict JSON, line ${line}: ${problem.message}`);
  }
  if (root && root.type !== "object") {
    faults.push(`${file} holds no JSON object.`);
    return undefined;
  }
  return root;
}
