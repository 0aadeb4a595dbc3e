import { type Finding, findingsAt } from "../rules/rule";
import { parseDocument, type WorkflowDocument } from "../workflow/document";
import type { Edit } from "../workflow/edits";
import { appendField, appendItem } from "../workflow/insert";
import { shortened } from "../workflow/label";
import { layoutOf } from "../workflow/layout";
import { actionField, actionOf } from "../workflow/model";
import { propertyOf } from "../workflow/node";
import { pieceOf, writeSpread } from "../workflow/pieces";
import type { Span } from "../workflow/span";

/** A way to make an action known: the edits that it makes in the project's file of actions. */
export interface ActionOffer {
  readonly title: string;
  /** Those in the range that it mends. */
  readonly findings: readonly Finding[];
  readonly edits: readonly Edit[];
}

/** The rule whose findings it mends. */
const CODE = "unknown-action";

/**
 * The ways to make those actions known that a range of the text touches and nobody knows. None where the file of
 * actions holds something that nothing can be added to.
 *
 * @param actions the text of `.invopop/actions.json`; undefined while there is none
 */
export function findActionOffers(
  document: WorkflowDocument,
  findings: readonly Finding[],
  range: Span,
  actions: string | undefined,
): ActionOffer[] {
  const touched = findingsAt(findings, range).filter(({ rule }) => rule.code === CODE);
  const byId = new Map<string, Finding[]>();
  for (const step of touched.length > 0 ? document.steps : []) {
    const id = actionOf(step);
    const value = actionField(step)?.value;
    const own = touched.filter(({ span }) => span.start === value?.start);
    // The format of the file has no IDs with white space in them.
    if (id !== undefined && own.length > 0 && /^\S+$/.test(id)) {
      byId.set(id, [...(byId.get(id) ?? []), ...own]);
    }
  }
  return [...byId].flatMap(([id, own]) => {
    const edits = addEntry(actions ?? "", { id });
    return edits
      ? [{ title: `Add '${shortened(id)}' to the actions of this workspace`, findings: own, edits }]
      : [];
  });
}

/** The edits that put an entry into a file of actions; undefined where that cannot be. */
function addEntry(text: string, entry: { readonly id: string }): Edit[] | undefined {
  const document = parseDocument(text);
  const layout = layoutOf(document);
  if (text.trim() === "") {
    const written = writeSpread(pieceOf({ actions: [entry] }), layout, "");
    return [{ span: { start: 0, end: text.length }, text: written + layout.eol }];
  }
  const { root, problems } = document;
  if (root?.type !== "object" || problems.length > 0) {
    return undefined;
  }
  const list = propertyOf(root, "actions")?.value;
  if (!list) {
    return appendField(text, layout, root, { key: "actions", value: pieceOf([entry]) });
  }
  return list.type === "array" ? appendItem(text, layout, list, pieceOf(entry)) : undefined;
}
