import { RULES } from "../rules/registry";
import type { Rule, Severity } from "../rules/rule";
import { SharedWeights } from "../rules/weights";
import { type Catalog, createCatalog } from "../schema/catalog";
import { withProjectActions } from "../workspace/project";
import { type FoundProject, type Projects, pathInProject, placeOf } from "./project";

/** What a file is checked by. */
export interface FileSettings {
  readonly catalog: Catalog;
  /** The rules that are not off. */
  readonly rules: readonly Rule[];
  severityOf(rule: Rule): Severity;
}

/** Knows what each file is checked by: the defaults, and what its project says. */
export class SettingsOfFiles {
  readonly #catalogs = new Map<FoundProject | undefined, Catalog>();
  readonly #weights = new SharedWeights(RULES);

  constructor(private readonly projects: Projects) {}

  /** @param path the absolute path of the file; undefined for a text that has none */
  async of(path: string | undefined): Promise<FileSettings> {
    const place = placeOf(path);
    const found = await this.projects.of(place);
    const { rules, severities } = this.#weights.of(
      (rule) =>
        found?.project.severityOf(rule.code, pathInProject(found, place)) ??
        (rule.isOptIn ? "off" : rule.severity),
    );
    return {
      catalog: this.#catalogOf(found),
      rules,
      severityOf: (rule) => severities.get(rule) ?? rule.severity,
    };
  }

  #catalogOf(found: FoundProject | undefined): Catalog {
    const known = this.#catalogs.get(found);
    const catalog = known ?? createCatalog(withProjectActions(found?.project, []));
    this.#catalogs.set(found, catalog);
    return catalog;
  }
}
