import type { Catalog } from "../schema/catalog";
import type { EarlierActions } from "../workflow/earlier";
import { groupBy } from "../workflow/groupBy";
import { actionField, actionOf, fieldOf, labelOf, type Step } from "../workflow/model";
import { pieceOf } from "../workflow/pieces";
import { type Fix, once, type Rule, shown, valueSpan } from "./rule";

/** How many steps are named that run too late; more would tell nothing more. */
const MOST_RELATED = 3;

export const missingPredecessor: Rule = {
  code: "missing-predecessor",
  severity: "warning",
  scope: "shape",
  needsStructure: true,
  docs: {
    summary: "A step needs another one before it, and none of the ways to it has that.",
    reason:
      "What verifactu.send sends is made by verifactu.generate, a wait for an approval needs the registration that asks for it, and so on.",
    bad: `{
  "name": "Invoice",
  "steps": [{ "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02", "action": "verifactu.send" }]
}`,
    good: `{
  "name": "Invoice",
  "steps": [
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d01", "action": "verifactu.generate" },
    { "id": "019ab4c2-6b1e-7c1a-9d0e-3f5a7c9b1d02", "action": "verifactu.send" }
  ]
}`,
  },
  document({ document, catalog, flow, earlier, report }) {
    const stepsOf = groupBy(document.steps, (step) => catalog.successor(actionOf(step) ?? ""));
    const toBe = actionsToBe(document.steps, catalog);
    if (!toBe) {
      return;
    }
    // Neighbours mostly have the same steps before them, and with them the very same answer.
    const ranBefore = once(
      (actions: EarlierActions) => new Set([...actions.keys()].map((action) => catalog.successor(action))),
    );
    for (const step of document.steps) {
      const id = actionOf(step);
      const field = actionField(step);
      const needed = catalog.get(id ?? "")?.after?.map(catalog.successor);
      if (!id || !field || !needed || !flow.isReached(step)) {
        continue;
      }
      const ran = ranBefore(earlier(step));
      if (!needed.some((action) => ran.has(action) || toBe.has(action))) {
        const elsewhere = needed.flatMap((action) => (stepsOf.get(action) ?? []).slice(0, MOST_RELATED));
        report({
          span: valueSpan(field),
          message: `${shown(id)} needs ${needed.map(shown).join(" or ")} before it.`,
          related: elsewhere.map((other) => ({
            span: valueSpan(actionField(other) ?? field),
            message: `'${labelOf(other)}' runs on another way, or later.`,
          })),
          fixes: elsewhere.length > 0 ? moveBefore(step, elsewhere) : addBefore(step, needed, catalog),
        });
      }
    }
  },
};

/** The actions that steps with a slip of the pen are about to be; undefined where one has none yet, and may become any. */
function actionsToBe(steps: readonly Step[], catalog: Catalog): ReadonlySet<string> | undefined {
  const unknown = new Set(steps.map((step) => actionOf(step) ?? "").filter((id) => !catalog.get(id)));
  return unknown.has("") ? undefined : new Set([...unknown].flatMap((id) => catalog.nearest(id)));
}

/** Has a step further down in the list run before. Of several, or one elsewhere, nobody knows which is meant. */
function moveBefore({ list, index }: Step, elsewhere: readonly Step[]): Fix[] {
  const [other, ...more] = elsewhere;
  const array = fieldOf(list.owner, list.name)?.value;
  return array && other && more.length === 0 && other.list === list && other.index > index
    ? [
        {
          title: `Move '${labelOf(other)}' before it`,
          edit: { kind: "move-item", array, from: other.index, to: index },
        },
      ]
    : [];
}

/** Adds a step that is nowhere yet. It may belong further up, which is left to a person. */
function addBefore({ list, index }: Step, needed: readonly string[], catalog: Catalog): Fix[] {
  const array = fieldOf(list.owner, list.name)?.value;
  return needed.flatMap((action) => {
    const name = catalog.get(action)?.title ?? action;
    const value = (newId: () => string) => pieceOf({ id: newId(), name, action });
    return array
      ? [
          {
            title: `Add a step '${action}' before it`,
            edit: { kind: "insert-item", array, at: index, value },
          },
        ]
      : [];
  });
}
