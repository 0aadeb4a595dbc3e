import type { Catalog } from "../schema/catalog";
import { type FormatObject, keysOf, meantKeys } from "../schema/format";
import type { WorkflowDocument } from "../workflow/document";
import type { EarlierActions } from "../workflow/earlier";
import type { Flow } from "../workflow/flow";
import type { Condition, Field, Step, Workflow } from "../workflow/model";
import { Head, type Node } from "../workflow/node";
import type { Piece } from "../workflow/pieces";
import type { Span } from "../workflow/span";
import type { FileRange, NamedWorkflow, Workspace } from "../workflow/workspace";

/** How much a finding weighs unless a setting says otherwise. */
export type Severity = "error" | "warning" | "information" | "hint";

/** What an editor may do to the looks of a finding's place: fade it, or strike it through. */
export type Tag = "unnecessary" | "deprecated";

/** One change that a fix makes. What needs a fresh UUID says so, as rules make up nothing. */
export type FixEdit =
  /** Puts `text`, as it should stand in the file, in the place of a span. */
  | { readonly kind: "replace"; readonly span: Span; readonly text: string }
  /** Puts one and the same fresh UUID in the place of each span, in quotes. */
  | { readonly kind: "fresh-id"; readonly spans: readonly Span[] }
  /** Puts a key with a fresh UUID before the first one of an object. */
  | { readonly kind: "insert-id"; readonly object: Node; readonly key: string }
  /** Puts a key and its value behind the last one of an object, laid out as the file is. */
  | {
      readonly kind: "append-field";
      readonly object: Node;
      readonly key: string;
      readonly value: (newId: () => string) => Piece;
    }
  /** Puts an item before the one of an array with this index, laid out as the array is. */
  | {
      readonly kind: "insert-item";
      readonly array: Node;
      readonly at: number;
      readonly value: (newId: () => string) => Piece;
    }
  /** Puts an item of an array before an earlier one; both are indexes as they stand in the file. */
  | { readonly kind: "move-item"; readonly array: Node; readonly from: number; readonly to: number }
  /** Takes a key and its value out of their object, comma included. */
  | { readonly kind: "remove-field"; readonly field: Field };

/** A way to mend a finding. */
export interface Fix {
  readonly title: string;
  /** The one that is surely right. */
  readonly preferred?: boolean;
  /** True where it changes nothing of what the workflow does, so that it can be applied whenever a file is saved. */
  readonly isSafe?: boolean;
  readonly edit: FixEdit;
}

/** Another place of the text that belongs to a finding. */
export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** A place in another file that belongs to a finding. */
export interface RelatedElsewhere {
  readonly range: FileRange;
  readonly message: string;
}

/** What a rule reports. */
export interface Report {
  readonly span: Span;
  readonly message: string;
  readonly related?: readonly Related[];
  readonly elsewhere?: readonly RelatedElsewhere[];
  readonly fixes?: readonly Fix[];
  /** The most that this one weighs, where that is less than the rule does. */
  readonly atMost?: Severity;
}

/** A report with the rule that it comes from. */
export interface Finding extends Report {
  readonly rule: Rule;
}

/** What a rule sees. */
export interface RuleContext {
  readonly document: WorkflowDocument;
  readonly catalog: Catalog;
  /** The address of the file; undefined for a text that has none. */
  readonly uri: string | undefined;
  /** The other workflows; undefined where they are not known, or not known yet. */
  readonly workspace: Workspace<NamedWorkflow> | undefined;
  /** The ways that the workflow can take. Made when a rule first asks, and once for all of them. */
  readonly flow: Flow;
  /** The actions that bear on others and may have run before a step. Made once, too. */
  earlier(step: Step): EarlierActions;
  report(report: Report): void;
}

/**
 * How far a rule looks. One that says nothing of it looks at the whole text whenever that has changed.
 *
 * - `step`: at each step by itself, without those nested in it. What was found in a step is kept until it changes.
 * - `shape`: at the ids, actions and conditions of all steps (`WorkflowDocument.shape`). As long as they are the
 *   same, a rule that has found nothing is not asked again.
 */
export type Scope = "step" | "shape";

/** What a rule says of itself: to settings, to the README and to whoever asks. */
export interface RuleInfo {
  /** The stable code: key of the setting `invopop.diagnostics.<code>` and anchor in the README. */
  readonly code: string;
  readonly severity: Severity;
  /** True for a rule that reports nothing until a setting turns it on. */
  readonly isOptIn?: boolean;
  readonly tags?: readonly Tag[];
  /** True for a rule that says nothing while brackets are missing, as it could not know what belongs to what. */
  readonly needsStructure?: boolean;
  /** True for a rule that also looks at files that are too large for the others. */
  readonly isBasic?: boolean;
  /** What else than the workflow's own fields, the catalog and other workflows its findings depend on. */
  readonly scope?: Scope;
  readonly docs: RuleDocs;
}

/** A rule's page. The two examples are whole workflows: one it reports, and the same one mended. */
export interface RuleDocs {
  readonly summary: string;
  readonly reason: string;
  /** Another file of the folder that both examples stand in, for a rule that looks at other files. */
  readonly other?: { readonly path: string; readonly text: string };
  readonly bad: string;
  readonly good: string;
}

/**
 * One diagnostic: its docs and the functions that are called on one shared walk over the file. A rule keeps no
 * state, looks only at what it is given and reports places as offsets.
 */
export interface Rule extends RuleInfo {
  /** Called once. */
  document?(context: RuleContext): void;
  /** Called for every JSON object, those inside `config` too. */
  object?(object: Node, context: RuleContext): void;
  /** Called for the workflow, every step and every condition. */
  part?(part: Workflow | Step | Condition, context: RuleContext): void;
  workflow?(workflow: Workflow, context: RuleContext): void;
  step?(step: Step, context: RuleContext): void;
  condition?(condition: Condition, context: RuleContext): void;
}

const SEVERITIES: readonly Severity[] = ["error", "warning", "information", "hint"];

/**
 * How much a finding weighs.
 *
 * @param set what the settings say of its rule; the rule's own severity counts where they say nothing
 */
export function severityOf({ rule, atMost }: Finding, set: Severity = rule.severity): Severity {
  return atMost && SEVERITIES.indexOf(atMost) > SEVERITIES.indexOf(set) ? atMost : set;
}

/** Those findings that a range of the text touches, at either end too. */
export function findingsAt(findings: readonly Finding[], range: Span): Finding[] {
  return findings.filter(({ span }) => span.start <= range.end && range.start <= span.end);
}

/** A function that works out its answer once for each thing that it is asked about. */
export function once<K extends object, V>(answer: (thing: K) => V): (thing: K) => V {
  const known = new Map<K, V>();
  return (thing) => {
    const value = known.get(thing) ?? answer(thing);
    known.set(thing, value);
    return value;
  };
}

/** The place of a field's value, or of its key while there is no value. */
export function valueSpan(field: Field): Span {
  return field.value ?? field.key;
}

/** The place that stands for a whole object: its opening brace. */
export function braceSpan(node: Node): Span {
  return new Head(node);
}

/** Fixes that put a candidate in the place of a string; the only one is preferred. */
export function replacements(span: Span, candidates: readonly string[]): Fix[] {
  return candidates.map((candidate) => ({
    title: `Change to '${candidate}'`,
    preferred: candidates.length === 1,
    edit: { kind: "replace", span, text: JSON.stringify(candidate) },
  }));
}

/** The fix that writes a value in another type. */
export function retyping(span: Span, value: string | number | boolean): Fix[] {
  return typeof value === "string"
    ? replacements(span, [value])
    : [
        {
          title: `Change to ${value}`,
          preferred: true,
          edit: { kind: "replace", span, text: String(value) },
        },
      ];
}

/** The tail of a message that names the nearest candidate, or nothing. */
export function didYouMean(candidates: readonly string[]): string {
  const [first] = candidates;
  return first === undefined ? "" : ` Did you mean '${first}'?`;
}

/** Whether an object has the key under a misspelt name, which is told of already. */
export function hasMisspelt({ properties }: Node, kind: FormatObject, name: string): boolean {
  const known = keysOf(kind);
  // Most objects have no unknown key, and of those nothing has to be made to find that out.
  let present: readonly string[] | undefined;
  return properties.some(({ name: key }) => {
    if (known.has(key)) {
      return false;
    }
    present ??= properties.map((property) => property.name);
    return meantKeys(kind, key, present)[0] === name;
  });
}

/** A value as it is shown in a message: long ones are cut. */
export function shown(value: string): string {
  return value.length > 60 ? `'${value.slice(0, 57)}…'` : `'${value}'`;
}
