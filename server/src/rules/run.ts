import type { Catalog } from "../schema/catalog";
import type { WorkflowDocument } from "../workflow/document";
import { type EarlierActions, earlierActions } from "../workflow/earlier";
import { createFlow, type Flow } from "../workflow/flow";
import type { Step } from "../workflow/model";
import type { Node } from "../workflow/node";
import type { Workspace } from "../workflow/workspace";
import type { Finding, Report, Rule, RuleContext } from "./rule";

/** What running the rules needs besides the document. */
export interface RunOptions {
  readonly catalog: Catalog;
  readonly rules: readonly Rule[];
  /** The address of the file, and the workflows that it stands among, where there are such. */
  readonly uri?: string | undefined;
  readonly workspace?: Workspace | undefined;
  /** Told of a rule that threw; the other rules go on. */
  readonly onError?: (rule: Rule, error: unknown) => void;
}

/** Runs the rules over a document in one walk. The findings come in the order of the text. */
export function runRules(document: WorkflowDocument, options: RunOptions): Finding[] {
  const { catalog, onError } = options;
  const rules = options.rules.filter((rule) => !document.isTorn || !rule.needsStructure);
  const findings: Finding[] = [];
  const failed = new Set<Rule>();
  const ways = new Ways(document, catalog);
  /** The rules that look at one kind of thing, each as a function that cannot throw. */
  const visitor = <T>(pick: (rule: Rule) => ((thing: T, context: RuleContext) => void) | undefined) => {
    const visits = rules.flatMap((rule) => {
      const visit = pick(rule);
      return visit ? [{ rule, visit, context: new Context(rule, document, options, ways, findings) }] : [];
    });
    return (thing: T): void => {
      for (const { rule, visit, context } of visits) {
        if (failed.has(rule)) {
          continue;
        }
        try {
          visit.call(rule, thing, context);
        } catch (error) {
          failed.add(rule);
          onError?.(rule, error);
        }
      }
    };
  };

  const onDocument = visitor<WorkflowDocument>((rule) => {
    const visit = rule.document;
    return visit && ((_, context) => visit.call(rule, context));
  });
  const onObject = visitor((rule) => rule.object);
  const onPart = visitor((rule) => rule.part);
  const onWorkflow = visitor((rule) => rule.workflow);
  const onStep = visitor((rule) => rule.step);
  const onCondition = visitor((rule) => rule.condition);

  onDocument(document);
  if (document.root) {
    forEachObject(document.root, onObject);
  }
  if (document.workflow) {
    onPart(document.workflow);
    onWorkflow(document.workflow);
  }
  for (const step of document.steps) {
    onPart(step);
    onStep(step);
  }
  for (const condition of document.conditions) {
    onPart(condition);
    onCondition(condition);
  }
  // What the parser complains of is not judged once more: nobody knows what a half-typed value will be.
  const broken = new Set(document.problems.map(({ span }) => `${span.start}-${span.end}`));
  return findings
    .filter(({ rule, span }) => rule.code === "syntax" || !broken.has(`${span.start}-${span.end}`))
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** What one rule sees. Rules run over many files, and an object of a class costs much less than one with accessors of its own. */
class Context implements RuleContext {
  constructor(
    private readonly rule: Rule,
    readonly document: WorkflowDocument,
    private readonly options: RunOptions,
    private readonly ways: Ways,
    private readonly findings: Finding[],
  ) {}

  get catalog(): Catalog {
    return this.options.catalog;
  }

  get uri(): string | undefined {
    return this.options.uri;
  }

  get workspace(): Workspace | undefined {
    return this.options.workspace;
  }

  get flow(): Flow {
    return this.ways.flow;
  }

  // Rules take these two out of their context, so they are bound to it.
  readonly earlier = (step: Step): EarlierActions => this.ways.earlier(step);

  readonly report = (report: Report): void => {
    this.findings.push({ ...report, rule: this.rule });
  };
}

/** What several rules ask about the ways of a workflow, found out once, and only when one of them asks. */
class Ways {
  #flow: Flow | undefined;
  #earlier: ((step: Step) => EarlierActions) | undefined;

  constructor(
    private readonly document: WorkflowDocument,
    private readonly catalog: Catalog,
  ) {}

  get flow(): Flow {
    this.#flow ??= createFlow(this.document, this.catalog);
    return this.#flow;
  }

  earlier(step: Step): EarlierActions {
    this.#earlier ??= earlierActions(this.document, this.flow, (action) => this.catalog.isMilestone(action));
    return this.#earlier(step);
  }
}

function forEachObject(node: Node, visit: (object: Node) => void): void {
  if (node.type === "object") {
    visit(node);
    for (const { value } of node.properties) {
      if (value && (value.type === "object" || value.type === "array")) {
        forEachObject(value, visit);
      }
    }
  }
  for (const item of node.items) {
    forEachObject(item, visit);
  }
}
