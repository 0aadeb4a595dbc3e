import type { Rule, Severity } from "./rule";

/** The rules that are not off, and how much the findings of each weigh. */
export interface Weights {
  readonly rules: readonly Rule[];
  readonly severities: ReadonlyMap<Rule, Severity>;
}

/** Gives files for which all rules weigh the same the very same weights, as nearly all files of a folder have. */
export class SharedWeights {
  readonly #rules: readonly Rule[];
  readonly #known = new Map<string, Weights>();

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
  }

  /** @param weightOf how much the findings of a rule are to weigh */
  of(weightOf: (rule: Rule) => Severity | "off"): Weights {
    const weights = this.#rules.map(weightOf);
    const key = weights.join();
    const known = this.#known.get(key) ?? this.#toWeights(weights);
    this.#known.set(key, known);
    return known;
  }

  #toWeights(weights: readonly (Severity | "off")[]): Weights {
    const severities = new Map<Rule, Severity>();
    for (const [at, rule] of this.#rules.entries()) {
      const severity = weights[at] ?? "off";
      if (severity !== "off") {
        severities.set(rule, severity);
      }
    }
    return { rules: [...severities.keys()], severities };
  }
}
