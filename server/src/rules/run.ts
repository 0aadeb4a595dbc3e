import type { Catalog } from "../schema/catalog";
import { forgetConfigFaults } from "../schema/config";
import type { WorkflowDocument } from "../workflow/document";
import type { EarlierActions } from "../workflow/earlier";
import type { Flow } from "../workflow/flow";
import type { Condition, Step, Workflow } from "../workflow/model";
import type { Node } from "../workflow/node";
import { forEachOwnObject, stepArraysIn } from "../workflow/own";
import { isLarge } from "../workflow/size";
import type { Workspace } from "../workflow/workspace";
import { asLast, LARGE_FILE_FINDING, MOST_FINDINGS } from "./large";
import { anchored, RuleMemo, type Ways } from "./memo";
import type { Finding, Report, Rule, RuleContext } from "./rule";

/** What running the rules needs besides the document. */
export interface RunOptions {
  readonly catalog: Catalog;
  readonly rules: readonly Rule[];
  /** The address of the file, and the workflows that it stands among, where there are such. */
  readonly uri?: string | undefined;
  readonly workspace?: Workspace | undefined;
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
export function runRules(document: WorkflowDocument, options: RunOptions, memo = new RuleMemo()): Finding[] {
  return new Run(document, options, memo).run();
}

/** The functions of all rules that look at one kind of thing. */
type Visit<T> = (thing: T) => void;

/** What looks at each kind of thing; undefined where no rule does. */
interface Visitor {
  readonly object: Visit<Node> | undefined;
  readonly part: Visit<Workflow | Step | Condition> | undefined;
  readonly workflow: Visit<Workflow> | undefined;
  readonly step: Visit<Step> | undefined;
  readonly condition: Visit<Condition> | undefined;
}

class Run {
  readonly #rules: readonly Rule[];
  readonly #isLarge: boolean;
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
    private readonly memo: RuleMemo,
  ) {
    const { catalog, rules, uri, workspace } = options;
    this.#isLarge = isLarge(document);
    this.#ways = memo.waysOf(document, catalog);
    memo.rely(
      [document.root, document.isTorn, this.#isLarge, catalog, rules, uri, workspace, ownFields(document)],
      document.shape,
    );
    this.#rules = rules.filter(
      (rule) =>
        !(document.isTorn && rule.needsStructure) && !(this.#isLarge && !rule.isBasic) && !memo.isQuiet(rule),
    );
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
      return false;
    }
    this.#counts.set(rule, count + 1);
    return true;
  }

  run(): Finding[] {
    const { document } = this;
    const { workflow } = document;
    const all = this.#visitor(() => true);
    const local = this.#visitor(({ scope }) => scope === "step");
    const other = this.#visitor(({ scope }) => scope !== "step");
    const whole = this.#visit<WorkflowDocument>(
      (rule) => rule.document && ((_, context) => rule.document?.(context)),
      () => true,
    );
    if (this.#isLarge) {
      this.#findings.push(LARGE_FILE_FINDING);
    }
    whole?.(document);
    if (document.root && all.object) {
      forEachOwnObject(document.root, workflow ? stepArraysIn(workflow) : new Set(), all.object);
    }
    if (workflow) {
      all.part?.(workflow);
      all.workflow?.(workflow);
    }
    for (const step of document.steps) {
      visitStep(step, other);
    }
    const found = this.#findings;
    this.#keepQuiet(found);
    for (const step of document.steps) {
      const recalled = this.memo.recall(step);
      for (const finding of recalled ?? this.#look(step, local)) {
        if (!recalled || this.#isKept(finding.rule)) {
          found.push(finding);
        }
      }
    }
    forgetConfigFaults();
    return this.#inOrder(found);
  }

  #keepQuiet(findings: readonly Finding[]): void {
    const loud = new Set(findings.map(({ rule }) => rule));
    for (const rule of this.#rules) {
      if (rule.scope === "shape" && !loud.has(rule) && !this.#failed.has(rule)) {
        this.memo.keepQuiet(rule);
      }
    }
  }

  /** What the rules find that judge a step by itself. */
  #look(step: Step, local: Visitor): readonly Finding[] {
    const findings: Finding[] = [];
    this.#findings = findings;
    this.#step = step;
    visitStep(step, local);
    this.#step = undefined;
    // What a rule that failed, or that has found enough, would have found is not known.
    if (this.#failed.size === 0 && this.#overfull.size === 0) {
      this.memo.keep(step, findings);
    }
    return findings;
  }

  #visitor(isMeant: (rule: Rule) => boolean): Visitor {
    return {
      object: this.#visit((rule) => rule.object, isMeant),
      part: this.#visit((rule) => rule.part, isMeant),
      workflow: this.#visit((rule) => rule.workflow, isMeant),
      step: this.#visit((rule) => rule.step, isMeant),
      condition: this.#visit((rule) => rule.condition, isMeant),
    };
  }

  /** The rules that look at one kind of thing, each as a function that cannot throw. */
  #visit<T>(
    pick: (rule: Rule) => ((thing: T, context: RuleContext) => void) | undefined,
    isMeant: (rule: Rule) => boolean,
  ): Visit<T> | undefined {
    const visits = this.#rules.filter(isMeant).flatMap((rule) => {
      const visit = pick(rule);
      return visit ? [{ rule, visit, context: new Context(rule, this) }] : [];
    });
    if (visits.length === 0) {
      return undefined;
    }
    return (thing) => {
      const isAnyOut = this.#failed.size + this.#overfull.size > 0;
      for (const { rule, visit, context } of visits) {
        if (isAnyOut && (this.#failed.has(rule) || this.#overfull.has(rule))) {
          continue;
        }
        try {
          visit.call(rule, thing, context);
        } catch (error) {
          this.#failed.add(rule);
          this.options.onError?.(rule, error);
        }
      }
    };
  }

  #inOrder(findings: readonly Finding[]): Finding[] {
    const { problems } = this.document;
    const rank = new Map(this.#rules.map((rule, at) => [rule, at]));
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

  get workspace(): Workspace | undefined {
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

/** Visits a step with its conditions and all objects in it, but none of the steps that are nested in it. */
function visitStep(step: Step, { object, part, step: visit, condition: visitCondition }: Visitor): void {
  if (object) {
    forEachOwnObject(step.node, stepArraysIn(step), object);
  }
  part?.(step);
  visit?.(step);
  if (part || visitCondition) {
    for (const condition of step.conditions) {
      part?.(condition);
      visitCondition?.(condition);
    }
  }
}
