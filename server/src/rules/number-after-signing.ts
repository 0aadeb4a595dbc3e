import type { Effect } from "../schema/catalog";
import type { EarlierAction, EarlierActions } from "../workflow/earlier";
import {
  actionField,
  actionOf,
  fieldOf,
  labelOf,
  rootListOf,
  type Step,
  standApart,
} from "../workflow/model";
import { type Fix, once, type Rule, shown, valueSpan } from "./rule";

/** What an action can do to a document that bears on its number. */
const EFFECTS: readonly Effect[] = ["sign", "number", "renew"];

export const numberAfterSigning: Rule = {
  code: "number-after-signing",
  severity: "warning",
  scope: "shape",
  needsStructure: true,
  docs: {
    summary: "A document gets its number after it was signed, or gets one twice.",
    reason:
      "A document needs its code before silo.close can sign it. In Portugal, at-pt.record assigns the code, and sequence.enumerate has no place beside it. Steps in different branches are not compared, as one of them may always exclude the other.",
    bad: `{
  "name": "Invoice",
  "steps": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "silo.close" },
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02", "action": "sequence.enumerate" }
  ]
}`,
    good: `{
  "name": "Invoice",
  "steps": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02", "action": "sequence.enumerate" },
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "silo.close" }
  ]
}`,
  },
  document({ document, catalog, earlier, report }) {
    // Neighbours mostly have the same steps before them, and with them the very same answer.
    const effective = once((actions: EarlierActions) =>
      [...actions].filter(([action]) => EFFECTS.some((effect) => has(action, effect))),
    );
    for (const step of document.steps) {
      check(step);
    }

    function check(step: Step): void {
      const id = actionOf(step);
      const field = actionField(step);
      if (!id || !field || !has(id, "number")) {
        return;
      }
      const before = effective(earlier(step)).filter(([, other]) => isSure(step, other));
      // A correction is another document, and what was done to the first one does not bear on it.
      if (before.some(([action]) => has(action, "renew"))) {
        return;
      }
      const signed = before.find(([action]) => has(action, "sign"));
      const numbered = before.find(([action]) => has(action, "number") && !isSame(action, id));
      const [other, { step: by } = {}] = signed ?? numbered ?? [];
      if (other === undefined || !by) {
        return;
      }
      const said = signed
        ? `A document gets its number before it is signed, and ${shown(other)} has run already.`
        : `${shown(other)} has given the document its number already.`;
      report({
        span: valueSpan(field),
        message: said,
        fixes: signed && by.list === step.list ? moveBefore(by, step) : [],
        related: [{ span: valueSpan(actionField(by) ?? field), message: `'${labelOf(by)}' runs before.` }],
      });
    }

    /** What runs in rescue comes after a failure, and what was done before it is not known. */
    function isSure(step: Step, { step: by, isDone }: EarlierAction): boolean {
      return isDone && rootListOf(by) === rootListOf(step) && !standApart(by, step);
    }

    function isSame(action: string, other: string): boolean {
      return catalog.successor(action) === catalog.successor(other);
    }

    function has(action: string, effect: Effect): boolean {
      return catalog.get(catalog.successor(action))?.effects?.includes(effect) === true;
    }
  },
};

/** Has a step run before another one of its list. */
function moveBefore(signing: Step, { index, list }: Step): Fix[] {
  const array = fieldOf(list.owner, list.name)?.value;
  return array && signing.index < index
    ? [
        {
          title: `Move it before '${labelOf(signing)}'`,
          edit: { kind: "move-item", array, from: index, to: signing.index },
        },
      ]
    : [];
}
