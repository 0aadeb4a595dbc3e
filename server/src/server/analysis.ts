import type { TextDocument } from "vscode-languageserver-textdocument";
import { RULES } from "../rules/registry";
import type { Finding, Rule, Severity } from "../rules/rule";
import { runRules } from "../rules/run";
import { type Catalog, createCatalog } from "../schema/catalog";
import { parseDocument, type WorkflowDocument } from "../workflow/document";
import { readSettings, type Settings } from "./settings";

/** One version of an open document, what was read from it, and what the rules found in it. */
export interface Analysis {
  readonly source: TextDocument;
  readonly document: WorkflowDocument;
  readonly findings: readonly Finding[];
}

/**
 * Parses and checks documents, each version once, whoever asks. Settings change what is found, not what was
 * parsed.
 */
export class Analyzer {
  #settings: Settings = readSettings(undefined);
  #catalog: Catalog = createCatalog();
  #rules: readonly Rule[] = [];
  #generation = 0;
  readonly #parsed = new Map<string, { readonly version: number; readonly document: WorkflowDocument }>();
  readonly #found = new Map<string, { readonly key: string; readonly findings: readonly Finding[] }>();

  /** @param onError told of a rule that failed on a document; its other findings stand */
  constructor(private readonly onError: (message: string, error: unknown) => void) {
    this.configure(this.#settings);
  }

  get catalog(): Catalog {
    return this.#catalog;
  }

  /** Takes over settings; what was found before is found anew when it is next asked for. */
  configure(settings: Settings): void {
    this.#settings = settings;
    this.#catalog = createCatalog(settings.customActions);
    this.#rules = RULES.filter((rule) => settings.severities.has(rule.code));
    this.#generation++;
    this.#found.clear();
  }

  severityOf(rule: Rule): Severity {
    return this.#settings.severities.get(rule.code) ?? rule.severity;
  }

  /** Tells one state of a document's findings from every other: its version under the present settings, since it was opened. */
  stateOf(source: TextDocument): string {
    return `${source.version}/${this.#generation}`;
  }

  parse(source: TextDocument): WorkflowDocument {
    const known = this.#parsed.get(source.uri);
    if (known?.version === source.version) {
      return known.document;
    }
    const document = parseDocument(source.getText());
    this.#parsed.set(source.uri, { version: source.version, document });
    return document;
  }

  analyze(source: TextDocument): Analysis {
    const document = this.parse(source);
    const key = this.stateOf(source);
    const known = this.#found.get(source.uri);
    if (known?.key === key) {
      return { source, document, findings: known.findings };
    }
    const findings = runRules(document, {
      catalog: this.#catalog,
      rules: this.#rules,
      onError: (rule, error) => this.onError(`The rule ${rule.code} failed`, error),
    });
    this.#found.set(source.uri, { key, findings });
    return { source, document, findings };
  }

  /** Lets go of a document that was closed. */
  forget(uri: string): void {
    this.#parsed.delete(uri);
    this.#found.delete(uri);
    // Opened again, it may have another text under the same version.
    this.#generation++;
  }
}
