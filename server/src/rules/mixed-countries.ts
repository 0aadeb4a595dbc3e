import { COUNTRIES } from "../schema/countries";
import { countryLabel } from "../schema/describe";
import type { EarlierActions } from "../workflow/earlier";
import { actionField, actionOf, fieldOf, labelOf, type Step, standApart, textOf } from "../workflow/model";
import { once, type Rule, type RuleContext, shown, valueSpan } from "./rule";

export const mixedCountries: Rule = {
  code: "mixed-countries",
  severity: "information",
  scope: "shape",
  needsStructure: true,
  docs: {
    summary:
      "Actions of different countries' authorities run for one document, or one of another country than the workflow's.",
    reason:
      "A document is reported to the authority of one country. Told once for a country, and only where one action can run after the other and they do not stand in different branches.",
    bad: `{
  "name": "Invoice",
  "steps": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "verifactu.generate" },
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02", "action": "at-pt.send" }
  ]
}`,
    good: `{
  "name": "Invoice",
  "steps": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "verifactu.generate" },
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02", "action": "verifactu.send" }
  ]
}`,
  },
  document(context) {
    const { document, catalog, report } = context;
    // Neighbours mostly have the same steps before them, and with them the very same answer.
    const bound = once((actions: EarlierActions) =>
      [...actions].flatMap(([action, { step: by }]) => {
        const countries = catalog.get(catalog.successor(action))?.countries ?? [];
        return countries.length > 0 ? [{ action, countries, by }] : [];
      }),
    );
    const told = new Set<string>();
    for (const step of document.steps) {
      const own = countriesOf(step, context);
      const field = actionField(step);
      const reason =
        field && own.length > 0
          ? reasonAgainst(step, own, told, bound(context.earlier(step)), context)
          : undefined;
      if (field && reason && !told.has(own.join())) {
        told.add(own.join());
        report({
          span: valueSpan(field),
          message: `${shown(actionOf(step) ?? "")} is for ${own.map(countryLabel).join(", ")}, and ${reason.text}.`,
          ...(reason.related && { related: [reason.related] }),
        });
      }
    }
  },
};

/** An action of some countries' authorities that may have run before. */
interface BoundAction {
  readonly action: string;
  readonly countries: readonly string[];
  readonly by: Step;
}

interface Reason {
  readonly text: string;
  readonly related?: { readonly span: ReturnType<typeof valueSpan>; readonly message: string };
}

/**
 * What speaks against an action for these countries, if anything does. Of two that do not fit together the later
 * one is told of, and that is enough.
 */
function reasonAgainst(
  step: Step,
  own: readonly string[],
  told: ReadonlySet<string>,
  before: readonly BoundAction[],
  { document }: RuleContext,
): Reason | undefined {
  const country = document.workflow && textOf(document.workflow, "country");
  const field = document.workflow && fieldOf(document.workflow, "country");
  if (field && country && COUNTRIES.has(country) && !own.includes(country)) {
    return {
      text: `this workflow for ${countryLabel(country)}`,
      related: { span: valueSpan(field), message: "The workflow's country stands here." },
    };
  }
  for (const { action, countries: others, by } of before) {
    const otherField = actionField(by);
    const isOther = !told.has(others.join()) && !others.some((other) => own.includes(other));
    if (otherField && isOther && !standApart(step, by)) {
      return {
        text: `${shown(action)} before it for ${others.map(countryLabel).join(", ")}`,
        related: { span: valueSpan(otherField), message: `'${labelOf(by)}' runs before.` },
      };
    }
  }
  return undefined;
}

function countriesOf(step: Step, { catalog }: RuleContext): readonly string[] {
  return catalog.get(catalog.successor(actionOf(step) ?? ""))?.countries ?? [];
}
