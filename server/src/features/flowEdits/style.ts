import type { WorkflowDocument } from "../../workflow/document";
import { isSpread } from "../../workflow/layout";
import { arrayOf, type Condition, fieldOf, type Step, type StepList } from "../../workflow/model";
import type { Node } from "../../workflow/node";
import type { Style } from "../../workflow/pieces";

/** How the steps of a file are written, the one beside the new one first. */
export function stepStyle({ text, steps }: WorkflowDocument, beside: Step | undefined): Style {
  return styleOf(text, [beside?.node, ...steps.map(({ node }) => node)]);
}

/** How the configs of a file are written, that of the step beside the new one first; by default as steps are. */
export function configStyle(document: WorkflowDocument, beside: Step | undefined): Style {
  const configs = [...(beside ? [beside] : []), ...document.steps].map((step) => fieldOf(step, "config"));
  const nodes = configs.map((field) => field?.value);
  return styleOf(document.text, [...nodes, beside?.node]);
}

/** How the lists of steps of a file are written, those that belong to the same kind of part first. */
export function listStyle({ text, steps }: WorkflowDocument, { owner }: StepList): Style {
  const lists = steps.map(({ list }) => list);
  const alike = lists.filter((list) => list.owner.kind === owner.kind);
  return styleOf(text, [...alike, ...lists].map(arrayOf));
}

/** How the conditions of a file are written, some of them first; by default as a step that has none is. */
export function conditionStyle(
  { text, conditions }: WorkflowDocument,
  step: Step,
  beside: readonly Condition[],
): Style {
  const nodes = [...beside, ...conditions].map(({ node }) => node);
  return styleOf(text, [...nodes, step.node]);
}

/** How the lists of conditions of a file are written; by default as the step is that has none. */
export function nextStyle({ text, steps }: WorkflowDocument, step: Step): Style {
  const nodes = steps.map((one) => fieldOf(one, "next")?.value);
  return styleOf(text, [...nodes, step.node]);
}

/** How the first of these values that holds something is written; on lines where none does, as VS Code writes JSON. */
function styleOf(text: string, nodes: readonly (Node | undefined)[]): Style {
  const sample = nodes.find((node) => node && node.properties.length + node.items.length > 0);
  return sample && !isSpread(text, sample) ? "inline" : "spread";
}
