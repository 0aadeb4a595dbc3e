import type { WorkflowDocument } from "../workflow/document";
import type { Condition, Step, Workflow } from "../workflow/model";
import type { Node } from "../workflow/node";
import type { Rule, RuleContext } from "./rule";

/** The kinds of things that rules look at. */
interface Things {
  readonly document: WorkflowDocument;
  readonly object: Node;
  readonly part: Workflow | Step | Condition;
  readonly workflow: Workflow;
  readonly step: Step;
  readonly condition: Condition;
}

/** One rule as it looks at one kind of thing. */
export interface Look<T> {
  readonly rule: Rule;
  /** The place of the rule among those of the plan. */
  readonly at: number;
  look(thing: T, context: RuleContext): void;
}

/** How rules look at each kind of thing, in the order of the rules. */
export type Looks = { readonly [Kind in keyof Things]: readonly Look<Things[Kind]>[] };

/** What rules look at. It is the same for all files that the same rules are run over. */
export interface Plan {
  readonly all: Looks;
  /** The rules that judge a step by itself, and the others. */
  readonly local: Looks;
  readonly other: Looks;
}

const PLANS = new WeakMap<readonly Rule[], Plan>();

/** The plan of a list of rules, which is made once. */
export function planOf(rules: readonly Rule[]): Plan {
  const known = PLANS.get(rules);
  if (known) {
    return known;
  }
  const all = looksOf(rules);
  const plan: Plan = {
    all,
    local: only(all, ({ scope }) => scope === "step"),
    other: only(all, ({ scope }) => scope !== "step"),
  };
  PLANS.set(rules, plan);
  return plan;
}

/** Those of some rules. */
export function only(looks: Looks, isMeant: (rule: Rule, at: number) => boolean): Looks {
  const pick = <T>(list: readonly Look<T>[]) => list.filter(({ rule, at }) => isMeant(rule, at));
  const { document, object, part, workflow, step, condition } = looks;
  return {
    document: pick(document),
    object: pick(object),
    part: pick(part),
    workflow: pick(workflow),
    step: pick(step),
    condition: pick(condition),
  };
}

function looksOf(rules: readonly Rule[]): Looks {
  const looks = <T>(
    pick: (rule: Rule) => ((thing: T, context: RuleContext) => void) | undefined,
  ): Look<T>[] =>
    rules.flatMap((rule, at) => {
      const look = pick(rule);
      return look ? [{ rule, at, look: look.bind(rule) }] : [];
    });
  return {
    document: looks((rule) => rule.document && ((_, context) => rule.document?.(context))),
    object: looks((rule) => rule.object),
    part: looks((rule) => rule.part),
    workflow: looks((rule) => rule.workflow),
    step: looks((rule) => rule.step),
    condition: looks((rule) => rule.condition),
  };
}
