import type { Catalog } from "../schema/catalog";
import type { WorkflowDocument } from "../workflow/document";
import { type EarlierActions, earlierActions } from "../workflow/earlier";
import { createFlow, type Flow } from "../workflow/flow";
import type { Step } from "../workflow/model";
import { Head, Stretch } from "../workflow/node";
import type { Span } from "../workflow/span";
import type { Finding, Fix, Report, Rule } from "./rule";

/** What was found in a step when it was as it was then. */
interface Entry {
  readonly revision: number;
  readonly findings: readonly Finding[];
}

/** What is known of nearly all steps of a file that was just opened, which share it. */
const QUIET: Entry = { revision: 0, findings: [] };

/**
 * What was found out about a document, kept for its next versions: what stands in a step for as long as the step
 * is the same, and the ways through the workflow for as long as no other ones are possible.
 */
export class RuleMemo {
  #surroundings: readonly unknown[] = [];
  // A map that lets go of steps by itself would cost more than all that is kept; it is emptied with each new tree.
  readonly #steps = new Map<Step, Entry>();
  #shape: object | undefined;
  readonly #quiet = new Set<Rule>();
  #ways: Ways | undefined;

  /** Says what findings depend on; when one of these values is another one now, they do not count any more. */
  rely(surroundings: readonly unknown[], shape: object): void {
    const isSame =
      surroundings.length === this.#surroundings.length &&
      surroundings.every((value, at) => Object.is(value, this.#surroundings[at]));
    if (!isSame) {
      this.#surroundings = surroundings;
      this.#steps.clear();
    }
    if (!isSame || shape !== this.#shape) {
      this.#shape = shape;
      this.#quiet.clear();
    }
  }

  /** Whether a rule that looks at nothing but the shape has found nothing in it. */
  isQuiet(rule: Rule): boolean {
    return this.#quiet.has(rule);
  }

  keepQuiet(rule: Rule): void {
    this.#quiet.add(rule);
  }

  /** What was found in a step as it is now; undefined where nobody has looked. */
  recall(step: Step): readonly Finding[] | undefined {
    const entry = this.#steps.get(step);
    return entry?.revision === step.revision ? entry.findings : undefined;
  }

  keep(step: Step, findings: readonly Finding[]): void {
    const { revision } = step;
    const isQuiet = revision === QUIET.revision && findings.length === 0;
    this.#steps.set(step, isQuiet ? QUIET : { revision, findings });
  }

  /** The ways of a document, as far as somebody asks for them. */
  waysOf(document: WorkflowDocument, catalog: Catalog): Ways {
    if (!this.#ways?.isOf(document, catalog)) {
      this.#ways = new Ways(document, catalog);
    }
    return this.#ways;
  }
}

/** What several rules ask about the ways of a workflow, found out once, and only when one of them asks. */
export class Ways {
  readonly #document: WorkflowDocument;
  readonly #catalog: Catalog;
  #flow: Flow | undefined;
  #earlier: ((step: Step) => EarlierActions) | undefined;

  constructor(document: WorkflowDocument, catalog: Catalog) {
    this.#document = document;
    this.#catalog = catalog;
  }

  isOf({ shape }: WorkflowDocument, catalog: Catalog): boolean {
    return shape === this.#document.shape && catalog === this.#catalog;
  }

  get flow(): Flow {
    this.#flow ??= createFlow(this.#document, this.#catalog);
    return this.#flow;
  }

  earlier(step: Step): EarlierActions {
    this.#earlier ??= earlierActions(this.#document, this.flow, (action) =>
      this.#catalog.isMilestone(action),
    );
    return this.#earlier(step);
  }
}

/** A report about a step whose places move with it when the text before it changes. */
export function anchored(report: Report, { node: { anchor } }: Step): Report {
  const keep = (span: Span): Span =>
    span instanceof Stretch || span instanceof Head
      ? span
      : new Stretch(anchor, span.start - anchor.offset, span.end - anchor.offset);
  const keepFix = (fix: Fix): Fix => {
    const { edit } = fix;
    switch (edit.kind) {
      case "replace":
        return { ...fix, edit: { ...edit, span: keep(edit.span) } };
      case "fresh-id":
        return { ...fix, edit: { ...edit, spans: edit.spans.map(keep) } };
      default:
        return fix;
    }
  };
  const { span, related, fixes } = report;
  return {
    ...report,
    span: keep(span),
    ...(related && { related: related.map((one) => ({ ...one, span: keep(one.span) })) }),
    ...(fixes && { fixes: fixes.map(keepFix) }),
  };
}
