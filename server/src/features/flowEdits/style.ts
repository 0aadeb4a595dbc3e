import type { WorkflowDocument } from "../../workflow/document";
import { isSpread } from "../../workflow/layout";
import { arrayOf, type Condition, fieldOf, type Part, type Step } from "../../workflow/model";
import type { Node } from "../../workflow/node";
import type { Style } from "../../workflow/pieces";

/** How the steps of a file are written, the one beside the new one first. */
export function stepStyle({ text, steps }: WorkflowDocument, beside: Step | undefined): Style {
  return styleOf(text, [beside?.node, ...steps.map(({ node }) => node)]);
}

/** How the configs of a file are written. */
export function configStyle({ text, steps }: WorkflowDocument, beside: Step | undefined): Style {
  const configs = steps.map((step) => valueAt(step, "config"));
  return styleOf(text, [beside && valueAt(beside, "config"), ...configs]);
}

/** How the lists of steps of a file are written. */
export function listStyle({ text, steps }: WorkflowDocument): Style {
  return styleOf(
    text,
    steps.map(({ list }) => arrayOf(list)),
  );
}

/** How the conditions of a file are written, some of them first. */
export function conditionStyle({ text, conditions }: WorkflowDocument, beside: readonly Condition[]): Style {
  return styleOf(
    text,
    [...beside, ...conditions].map(({ node }) => node),
  );
}

/** How the lists of conditions of a file are written. */
export function nextStyle({ text, steps }: WorkflowDocument): Style {
  return styleOf(
    text,
    steps.map((step) => valueAt(step, "next")),
  );
}

function valueAt(part: Part, name: string): Node | undefined {
  return fieldOf(part, name)?.value;
}

/** How the first of these values that holds something is written; on lines where none does, as VS Code writes JSON. */
function styleOf(text: string, nodes: readonly (Node | undefined)[]): Style {
  const sample = nodes.find((node) => node && node.properties.length + node.items.length > 0);
  return sample && !isSpread(text, sample) ? "inline" : "spread";
}
