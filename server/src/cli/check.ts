import { sep } from "node:path";
import { pathToFileURL } from "node:url";
import { type Finding, type Rule, type Severity, severityOf } from "../rules/rule";
import { type RunOptions, runRules } from "../rules/run";
import { parseDocument, type WorkflowDocument } from "../workflow/document";
import type { NamedWorkflow, Workspace } from "../workflow/workspace";
import { nameWorkflow } from "../workspace/read";
import { WorkflowIndex } from "../workspace/workflowIndex";
import type { Inputs, Source } from "./files/read";
import { type Problem, toProblems } from "./problem";
import { Projects } from "./project";
import { type FileSettings, SettingsOfFiles } from "./settings";

/** A text with what it is checked by. */
export interface CheckedFile {
  readonly source: Source;
  readonly settings: FileSettings;
  /** The address by which the rules know it; undefined for a text that has none. */
  readonly uri: string | undefined;
}

/** Checks the files of a run, each by the settings of its project. */
export class Checker {
  /** What is wrong in the files of the projects, in sentences. */
  readonly faults: string[] = [];
  /** Rules that failed, which is a fault of ours, in sentences. */
  readonly failures: string[] = [];
  readonly #settings = new SettingsOfFiles(new Projects((fault) => this.faults.push(fault)));

  /** Finds out by what each text is checked. */
  prepare(sources: readonly Source[]): Promise<CheckedFile[]> {
    return Promise.all(
      sources.map(async (source) => ({
        source,
        settings: await this.#settings.of(source.path),
        uri: source.path === undefined ? undefined : pathToFileURL(source.path).href,
      })),
    );
  }

  /**
   * Checks the files.
   *
   * @param isWorkspace whether they are all the workflows there are, so that what looks for others may speak
   */
  check(files: readonly CheckedFile[], isWorkspace: boolean): Problem[] {
    const documents = new Map<CheckedFile, WorkflowDocument>();
    const workspace = isWorkspace ? workspaceOf(files, documents) : undefined;
    const names = new Map(files.map(({ uri, source }) => [uri, source.name]));
    return files.flatMap((file) => {
      const document = documents.get(file) ?? parseDocument(file.source.text);
      documents.delete(file);
      return toProblems(file.source, runRules(document, this.optionsFor(file, workspace)), {
        severityOf: (finding) => weightOf(file, finding),
        nameOf: (uri) => names.get(uri) ?? uri,
      });
    });
  }

  /** What the rules are run with on a file. */
  optionsFor(
    { source, settings, uri }: CheckedFile,
    workspace: Workspace<NamedWorkflow> | undefined,
  ): RunOptions {
    return {
      catalog: settings.catalog,
      rules: settings.rules,
      uri,
      workspace,
      onError: (rule, error) => this.#fail(rule, error, source.name),
    };
  }

  #fail({ code }: Rule, error: unknown, name: string): void {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.failures.push(`The rule ${code} failed on ${name}: ${detail}`);
  }
}

/**
 * The workflows of a run as the rules see them beside each.
 *
 * @param documents takes up what is parsed for it
 */
export function workspaceOf(
  files: readonly CheckedFile[],
  documents: Map<CheckedFile, WorkflowDocument>,
): Workspace<NamedWorkflow> {
  const index = new WorkflowIndex<NamedWorkflow>();
  for (const file of files) {
    const { source, uri } = file;
    const document = parseDocument(source.text);
    documents.set(file, document);
    if (uri !== undefined) {
      const path = source.name.split(sep).join("/");
      index.set(nameWorkflow(document, { uri, path }));
    }
  }
  return index;
}

/** How much a finding weighs in a file. */
export function weightOf({ settings }: CheckedFile, finding: Finding): Severity {
  return severityOf(finding, settings.severityOf(finding.rule));
}

/** Whether a run sees all the workflows of a folder, so that rules may speak of what is not there. */
export function isWorkspace({ hasFolder, unreadable }: Inputs): boolean {
  return hasFolder && unreadable.length === 0;
}
