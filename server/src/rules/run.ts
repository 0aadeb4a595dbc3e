import type { Catalog } from "../schema/catalog";
import { forgetConfigFaults } from "../schema/config";
import type { WorkflowDocument } from "../workflow/document";
import type { EarlierActions } from "../workflow/earlier";
import type { Flow } from "../workflow/flow";
import type { Step } from "../workflow/model";
import type { Node } from "../workflow/node";
import { forEachOwnObject, stepArraysIn } from "../workflow/own";
import { isLarge } from "../workflow/size";
import type { NamedWorkflow, Workspace } from "../workflow/workspace";
import { asLast, LARGE_FILE_FINDING, MOST_FINDINGS } from "./large";
import { anchored, type RuleMemo, Ways } from "./memo";
import { type Look, type Looks, only, type Plan, planOf } from "./plan";
import type { Finding, Report, Rule, RuleContext } from "./rule";

/** What running the rules needs besides the document. */
export interface RunOptions {
  readonly catalog: Catalog;
  readonly rules: readonly Rule[];
  /** The address of the file, and the workflows that it stands among, where there are such. */
  readonly uri?: string | undefined;
  readonly workspace?: Workspace<NamedWorkflow> | undefined;
  /** How many findings of each rule are kept; `MOST_FINDINGS` unless it is said. */
  readonly most?: number;
  /** Told of a rule that threw; the other rules go on. */
  readonly onError?: (rule: Rule, error: unknown) => void;
}

/**
 * Runs the rules over a document in one walk. The findings come in the order of the text.
 *
 * @param memo what was found out about earlier versions of the document; what is found out now is kept there
 */
export function runRules(document: WorkflowDocument, options: RunOptions, memo?: RuleMemo): Finding[] {
  return new Run(document, options, memo).run();
}

class Run {
  readonly #isLarge: boolean;
  /** What each rule sees, by its place in the list; undefined where it is not run, or not any more. */
  readonly #contexts: (Context | undefined)[];
  readonly #ways: Ways;
  readonly #failed = new Set<Rule>();
  /** How much each rule has found, and those that have found more than is kept. */
  readonly #counts = new Map<Rule, number>();
  readonly #overfull = new Set<Rule>();
  /** Where findings go, and the step that they are kept for. */
  #findings: Finding[] = [];
  #step: Step | undefined;

  constructor(
    readonly document: WorkflowDocument,
    readonly options: RunOptions,
    private readonly memo: RuleMemo | undefined,
  ) {
    const { catalog, rules, uri, workspace } = options;
    this.#isLarge = isLarge(document);
    this.#ways = memo?.waysOf(document, catalog) ?? new Ways(document, catalog);
    memo?.rely(
      [document.root, document.isTorn, this.#isLarge, catalog, rules, uri, workspace, ownFields(document)],
      document.shape,
    );
    this.#contexts = rules.map((rule) => {
      const isOut =
        (document.isTorn && rule.needsStructure === true) ||
        (this.#isLarge && !rule.isBasic) ||
        memo?.isQuiet(rule) === true;
      return isOut ? undefined : new Context(rule, this);
    });
  }

  get flow(): Flow {
    return this.#ways.flow;
  }

  earlier(step: Step): EarlierActions {
    return this.#ways.earlier(step);
  }

  report(rule: Rule, report: Report): void {
    if (this.#isKept(rule)) {
      const kept = this.#step ? anchored(report, this.#step) : report;
      this.#findings.push({ ...kept, rule });
    }
  }

  /** Whether one more finding of a rule is kept, which it counts as then. */
  #isKept(rule: Rule): boolean {
    const count = this.#counts.get(rule) ?? 0;
    if (count >= (this.options.most ?? MOST_FINDINGS)) {
      this.#overfull.add(rule);
      this.#drop(rule);
      return false;
    }
    this.#counts.set(rule, count + 1);
    return true;
  }

  run(): Finding[] {
    const { document } = this;
    const { workflow } = document;
    const { all, local, other } = this.#plan();
    if (this.#isLarge) {
      this.#findings.push(LARGE_FILE_FINDING);
    }
    this.#see(all.document, document);
    if (document.root && all.object.length > 0) {
      const arrays = workflow ? stepArraysIn(workflow) : new Set<Node>();
      forEachOwnObject(document.root, arrays, (object) => this.#see(all.object, object));
    }
    if (workflow) {
      this.#see(all.part, workflow);
      this.#see(all.workflow, workflow);
    }
    for (const step of document.steps) {
      this.#seeStep(step, other);
    }
    const found = this.#findings;
    this.#keepQuiet(found);
    for (const step of document.steps) {
      const recalled = this.memo?.recall(step);
      for (const finding of recalled ?? this.#look(step, local)) {
        if (!recalled || this.#isKept(finding.rule)) {
          found.push(finding);
        }
      }
    }
    forgetConfigFaults();
    return this.#inOrder(found);
  }

  #plan(): Plan {
    const plan = planOf(this.options.rules);
    if (!this.#contexts.includes(undefined)) {
      return plan;
    }
    const isIn = (_: Rule, at: number): boolean => this.#contexts[at] !== undefined;
    return { all: only(plan.all, isIn), local: only(plan.local, isIn), other: only(plan.other, isIn) };
  }

  #keepQuiet(findings: readonly Finding[]): void {
    const loud = new Set(findings.map(({ rule }) => rule));
    for (const [at, rule] of this.options.rules.entries()) {
      if (rule.scope === "shape" && !loud.has(rule) && this.#contexts[at]) {
        this.memo?.keepQuiet(rule);
      }
    }
  }

  /** What the rules find that judge a step by itself. */
  #look(step: Step, local: Looks): readonly Finding[] {
    const findings: Finding[] = [];
    this.#findings = findings;
    this.#step = step;
    this.#seeStep(step, local);
    this.#step = undefined;
    // What a rule that failed, or that has found enough, would have found is not known.
    if (this.#failed.size === 0 && this.#overfull.size === 0) {
      this.memo?.keep(step, findings);
    }
    return findings;
  }

  /** Shows a step with its conditions and all objects in it, but none of the steps that are nested in it. */
  #seeStep(step: Step, { object, part, step: whole, condition: single }: Looks): void {
    if (object.length > 0) {
      forEachOwnObject(step.node, stepArraysIn(step), (own) => this.#see(object, own));
    }
    this.#see(part, step);
    this.#see(whole, step);
    if (part.length > 0 || single.length > 0) {
      for (const condition of step.conditions) {
        this.#see(part, condition);
        this.#see(single, condition);
      }
    }
  }

  /** Shows a thing to the rules. One that throws is not shown anything more. */
  #see<T>(looks: readonly Look<T>[], thing: T): void {
    for (const { rule, at, look } of looks) {
      const context = this.#contexts[at];
      if (!context) {
        continue;
      }
      try {
        look(thing, context);
      } catch (error) {
        this.#drop(rule);
        this.#failed.add(rule);
        this.options.onError?.(rule, error);
      }
    }
  }

  #drop(rule: Rule): void {
    this.#contexts[this.options.rules.indexOf(rule)] = undefined;
  }

  #inOrder(findings: readonly Finding[]): Finding[] {
    const { problems } = this.document;
    const rank = new Map(this.options.rules.map((rule, at) => [rule, at]));
    const rankOf = ({ rule }: Finding): number => rank.get(rule) ?? 0;
    // What the parser complains of is not judged once more: nobody knows what a half-typed value will be.
    const broken = new Set(problems.map(({ span }) => `${span.start}-${span.end}`));
    const isSound = ({ rule, span }: Finding): boolean =>
      rule.code === "syntax" || broken.size === 0 || !broken.has(`${span.start}-${span.end}`);
    const sorted = findings
      .filter(isSound)
      .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || rankOf(a) - rankOf(b));
    for (const rule of this.#overfull) {
      const last = sorted.findLastIndex((finding) => finding.rule === rule);
      const finding = sorted[last];
      if (finding) {
        sorted[last] = asLast(finding);
      }
    }
    return sorted;
  }
}

/** What one rule sees. Rules run over many files, and an object of a class costs less than one with accessors. */
class Context implements RuleContext {
  constructor(
    private readonly rule: Rule,
    private readonly run: Run,
  ) {}

  get document(): WorkflowDocument {
    return this.run.document;
  }

  get catalog(): Catalog {
    return this.run.options.catalog;
  }

  get uri(): string | undefined {
    return this.run.options.uri;
  }

  get workspace(): Workspace<NamedWorkflow> | undefined {
    return this.run.options.workspace;
  }

  get flow(): Flow {
    return this.run.flow;
  }

  // Rules take these two out of their context, so they are bound to it.
  readonly earlier = (step: Step): EarlierActions => this.run.earlier(step);

  readonly report = (report: Report): void => this.run.report(this.rule, report);
}

/** The fields of the workflow that hold one value, as one text. */
function ownFields({ workflow }: WorkflowDocument): string {
  const fields = workflow?.node.properties.map(({ name, value }) => [name, value?.type, value?.value]);
  return JSON.stringify(fields ?? null);
}
