import type { TextDocument } from "vscode-languageserver-textdocument";
import { RuleMemo } from "../rules/memo";
import { RULES } from "../rules/registry";
import { type Finding, type Severity, severityOf } from "../rules/rule";
import { type RunOptions, runRules } from "../rules/run";
import { SharedWeights, type Weights } from "../rules/weights";
import { type Catalog, createCatalog } from "../schema/catalog";
import { parseDocument, type WorkflowDocument } from "../workflow/document";
import { updateDocument } from "../workflow/update";
import { type Project, withProjectActions } from "../workspace/project";
import type { ObservedWorkspace } from "../workspace/workflowIndex";
import { DocumentChanges } from "./documentChanges";
import { readSettings, type Settings } from "./settings";
import type { Projects } from "./workspaceProjects";

/** What the rules found in a text. */
export interface Checked {
  readonly findings: readonly Finding[];
  /** Tells this result from every other one, of whatever text. */
  readonly resultId: string;
  /** Whether the rules would find the same in the same text now, as settings, project and workspace are. */
  isCurrent(): boolean;
}

/** One version of an open document, what was read from it, and what the rules found in it. */
export interface Analysis extends Checked {
  readonly source: TextDocument;
  readonly document: WorkflowDocument;
}

/** What counts for one file: the actions that are known, and the rules with their severities. */
interface Profile extends Weights {
  readonly catalog: Catalog;
}

/** The other workflows as rules may see them; undefined where they are not known, or not known yet. */
export type WorkspaceFor = (uri: string) => ObservedWorkspace | undefined;

/**
 * Parses and checks documents, each version once, whoever asks. Settings, projects and other files change what
 * is found, not what was parsed.
 */
export class Analyzer {
  #settings: Settings = readSettings();
  #generation = 0;
  #results = 0;
  readonly #profiles = new Map<string, Profile>();
  #weights = new SharedWeights(RULES);
  readonly #catalogs = new Map<Project | undefined, Catalog>();
  /** The catalogs by what they were made of: one is the same for as long as its actions are. */
  #catalogsByActions = new Map<string, Catalog>();
  readonly #parsed = new Map<string, WorkflowDocument>();
  readonly #found = new Map<string, Analysis & { readonly observed: ObservedWorkspace | undefined }>();
  readonly #memos = new Map<string, RuleMemo>();

  /** @param onError told of a rule that failed on a document; its other findings stand */
  constructor(
    private readonly onError: (message: string, error: unknown) => void,
    private readonly projects: Projects,
    private readonly workspaceFor: WorkspaceFor,
    private readonly changes = new DocumentChanges(),
  ) {}

  get settings(): Settings {
    return this.#settings;
  }

  /** Takes over settings; what was found before is found anew when it is next asked for. */
  configure(settings: Settings): void {
    this.#settings = settings;
    this.reset();
  }

  /** Has everything found anew, as after a change of a project. */
  reset(): void {
    this.#generation++;
    this.#profiles.clear();
    this.#weights = new SharedWeights(RULES);
    this.#catalogsByActions = new Map(
      [...this.#catalogsByActions].filter(([, catalog]) => [...this.#catalogs.values()].includes(catalog)),
    );
    this.#catalogs.clear();
  }

  /** The actions that are known where a file stands. */
  catalogFor(uri: string): Catalog {
    return this.#profileOf(uri).catalog;
  }

  /** How much a finding weighs in a file. */
  severityOf(finding: Finding, uri: string): Severity {
    return severityOf(finding, this.#profileOf(uri).severities.get(finding.rule));
  }

  parse(source: TextDocument): WorkflowDocument {
    const { uri } = source;
    const text = source.getText();
    const known = this.#parsed.get(uri);
    const change = this.changes.take(uri, known?.text);
    // What counts is the text, as a client may open one anew, or get its version wrong.
    if (known?.text === text) {
      return known;
    }
    const document = known && change ? updateDocument(known, change, text) : parseDocument(text);
    this.#parsed.set(uri, document);
    return document;
  }

  /** What is in an open document, and what the rules find in it. */
  analyze(source: TextDocument): Analysis {
    const document = this.parse(source);
    const known = this.#found.get(source.uri);
    if (known?.document === document && known.isCurrent()) {
      return known;
    }
    const { uri } = source;
    const memo = this.#memos.get(uri) ?? new RuleMemo();
    this.#memos.set(uri, memo);
    // What is kept of earlier versions was found by this view of the workspace, which goes on to know what was asked.
    const observed = known?.observed?.isCurrent() ? known.observed : this.workspaceFor(uri);
    const analysis = { ...this.#check(uri, document, observed, memo), source, document, observed };
    this.#found.set(uri, analysis);
    return analysis;
  }

  /** What the rules find in the text of a file. */
  check(uri: string, document: WorkflowDocument): Checked {
    return this.#check(uri, document, this.workspaceFor(uri));
  }

  #check(
    uri: string,
    document: WorkflowDocument,
    observed: ObservedWorkspace | undefined,
    memo?: RuleMemo,
  ): Checked {
    const generation = this.#generation;
    return {
      findings: runRules(document, this.#optionsFor(uri, observed), memo),
      resultId: String(++this.#results),
      isCurrent: () =>
        generation === this.#generation &&
        (observed ? observed.isCurrent() : this.workspaceFor(uri) === undefined),
    };
  }

  /** What the rules are run with over the text of a file, as it is checked now. */
  optionsFor(uri: string): RunOptions {
    return this.#optionsFor(uri, this.workspaceFor(uri));
  }

  /** Whether what was found in an open document is no longer sure. */
  isOutdated(uri: string): boolean {
    return this.#found.get(uri)?.isCurrent() === false;
  }

  /** Lets go of a document that was closed. Opened again, it may have another text under the same version. */
  forget(uri: string): void {
    this.#parsed.delete(uri);
    this.#found.delete(uri);
    this.#memos.delete(uri);
    this.changes.forget(uri);
    this.#profiles.delete(uri);
  }

  #optionsFor(uri: string, observed: ObservedWorkspace | undefined): RunOptions {
    const { catalog, rules } = this.#profileOf(uri);
    return {
      catalog,
      rules,
      uri,
      workspace: observed?.workspace,
      onError: (rule, error) => this.onError(`The rule ${rule.code} failed`, error),
    };
  }

  #profileOf(uri: string): Profile {
    const known = this.#profiles.get(uri);
    if (known) {
      return known;
    }
    const place = this.projects.of(uri);
    const weights = this.#weights.of(
      ({ code }) =>
        place?.project.severityOf(code, place.path) ?? this.#settings.severities.get(code) ?? "off",
    );
    const profile = { catalog: this.#catalogOf(place?.project), ...weights };
    this.#profiles.set(uri, profile);
    return profile;
  }

  #catalogOf(project: Project | undefined): Catalog {
    const known = this.#catalogs.get(project);
    if (known) {
      return known;
    }
    const entries = withProjectActions(project, this.#settings.customActions);
    const actions = JSON.stringify(entries);
    const catalog = this.#catalogsByActions.get(actions) ?? createCatalog(entries);
    this.#catalogsByActions.set(actions, catalog);
    this.#catalogs.set(project, catalog);
    return catalog;
  }
}
